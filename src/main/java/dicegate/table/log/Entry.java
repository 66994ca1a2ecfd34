package dicegate.table.log;

/**
 * A roll with its place in the log of a table.
 *
 * @param offset the place, from 1, without holes
 * @param tag random bits of this entry alone, in base64url
 */
public record Entry(long offset, String tag, TableRoll roll) {

  /** The random bytes of a tag; a guess succeeds once in 2<sup>48</sup>. */
  public static final int TAG_BYTES = 6;
}
