package dicegate.table.log;

/**
 * The state of a table's log.
 *
 * @param epoch random text of this incarnation of the table; a table that was lost and made again
 *     has another one. Empty if there is no table, and its name is reserved for those who have the
 *     keys of an earlier one
 * @param head the offset of the newest entry, 0 before the first
 * @param headTag the tag of the newest entry, empty before the first
 * @param rules the policy, with the verifier that the keys of the table are checked against
 */
public record TableState(String epoch, long head, String headTag, PolicyState rules) {

  /** The random bytes of an epoch. */
  public static final int EPOCH_BYTES = 9;

  /** Returns the state of a name that is reserved for the keys with this verifier. */
  public static TableState reserved(String verifier) {
    return new TableState("", 0, "", new PolicyState(TablePolicy.initial(verifier), 0));
  }

  /** Returns the text that the keys of the table are checked against. */
  public String verifier() {
    return rules.policy().verifier();
  }
}
