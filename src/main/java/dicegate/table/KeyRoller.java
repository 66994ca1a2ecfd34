package dicegate.table;

import dicegate.table.log.Addressees;
import dicegate.table.log.Audience;
import dicegate.table.log.IdempotencyKey;
import dicegate.table.log.Member;
import dicegate.table.log.Role;
import dicegate.wire.ErrorCode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A member who rolls at a table by its key, without a seat: not present, and sent nothing. It may
 * be at a table that has no seat on this node, or none at all.
 *
 * <p>Thread-safe.
 */
public final class KeyRoller {

  private final Member member;
  private final Audience usual;
  private final RollPublisher publisher;

  /**
   * Makes a roller.
   *
   * @param usual who sees a roll that does not say it
   */
  KeyRoller(Member member, Audience usual, RollPublisher publisher) {
    this.member = member;
    this.usual = usual;
    this.publisher = publisher;
  }

  /** Returns the member who rolls. */
  public Member member() {
    return member;
  }

  /** Returns the reason why a roll would be refused, so that it need not be made; else empty. */
  public Optional<ErrorCode> rollError() {
    return member.role() == Role.WATCHER ? Optional.of(ErrorCode.WATCH_ONLY) : Optional.empty();
  }

  /**
   * Publishes a roll, as {@link Seat#share} does.
   *
   * @param key the same for the same request, however often it is made
   * @param to the members who may see it; empty for those that the table's policy says
   * @param roll the engine's result, which is JSON
   */
  public CompletableFuture<ShareAnswer> share(
      IdempotencyKey key, Optional<Audience> to, String label, String roll) {
    return publisher.share(
        member, key, Addressees.of(to.orElse(usual)), label, roll, ProofFor.NONE);
  }
}
