package dicegate.table;

/**
 * A roll in its place at a table.
 *
 * @param offset its place, from 1, without holes
 * @param tag random bits of this entry alone, in base64url
 */
public record Entry(long offset, String tag, TableRoll roll) {

  /** How many random bytes a tag has: who guesses one is right once in 2<sup>48</sup>. */
  public static final int TAG_BYTES = 6;
}
