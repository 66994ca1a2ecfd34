package dicegate.table;

/**
 * How a table stands.
 *
 * @param epoch random text of this life of the table: another one if the table was lost and made
 *     anew
 * @param verifier what fits the table's keys, see {@link TableKey#verifier()}
 * @param head the offset of its newest entry, 0 if there was none yet
 * @param headTag the tag of its newest entry, empty if there was none
 */
public record TableState(String epoch, String verifier, long head, String headTag) {

  /** How many random bytes an epoch has. */
  public static final int EPOCH_BYTES = 9;
}
