package dicegate.table.log;

/**
 * A roll or an act with its place in the log of a table.
 *
 * @param offset the place, from 1, without holes
 * @param tag random bits of this entry alone, in base64url
 */
public record Entry(long offset, String tag, EntryContent content) {

  /** The random bytes of a tag; a guess succeeds once in 2<sup>48</sup>. */
  public static final int TAG_BYTES = 6;

  /**
   * Returns the roll of this entry.
   *
   * @throws IllegalStateException if it is an act
   */
  public TableRoll roll() {
    if (content instanceof TableRoll roll) {
      return roll;
    }
    throw new IllegalStateException("not a roll: entry " + offset);
  }
}
