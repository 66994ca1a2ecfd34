package dicegate.table.log;

/**
 * The state of a table's log.
 *
 * @param epoch random text of this incarnation of the table; a table that was lost and made again
 *     has another one. Empty if there is no table, and its name is reserved for those who have the
 *     keys of an earlier one
 * @param verifier the text that the keys of the table are checked against
 * @param head the offset of the newest entry, 0 before the first
 * @param headTag the tag of the newest entry, empty before the first
 */
public record TableState(String epoch, String verifier, long head, String headTag) {

  /** The random bytes of an epoch. */
  public static final int EPOCH_BYTES = 9;

  /** Returns the state of a name that is reserved for the keys with this verifier. */
  public static TableState reserved(String verifier) {
    return new TableState("", verifier, 0, "");
  }
}
