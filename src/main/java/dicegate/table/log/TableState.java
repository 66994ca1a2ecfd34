package dicegate.table.log;

/**
 * The state of a table's log.
 *
 * @param epoch random text of this incarnation of the table; a table that was lost and made again
 *     has another one
 * @param verifier the text that the keys of the table are checked against
 * @param head the offset of the newest entry, 0 before the first
 * @param headTag the tag of the newest entry, empty before the first
 */
public record TableState(String epoch, String verifier, long head, String headTag) {

  /** The random bytes of an epoch. */
  public static final int EPOCH_BYTES = 9;
}
