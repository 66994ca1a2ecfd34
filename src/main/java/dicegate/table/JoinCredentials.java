package dicegate.table;

import dicegate.table.log.Member;
import dicegate.verify.PlayerSeries;

/**
 * The checked parts of a {@link JoinRequest}; only whether the key fits the table is still open.
 *
 * @param member the client as others see it
 * @param token the secret by which the member is recognised later
 * @param key the key of the table for the member's role
 * @param owner to whom is charged what the member sets at the table; see {@link
 *     dicegate.table.log.TableWebhook#owner()}
 * @param series of the member's rolls
 */
record JoinCredentials(
    Member member, String token, TableKey key, String owner, PlayerSeries series) {

  /** Hides the secrets, since records are easily logged. */
  @Override
  public String toString() {
    return "JoinCredentials[" + member.id() + "]";
  }
}
