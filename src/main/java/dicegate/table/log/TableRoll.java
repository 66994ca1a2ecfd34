package dicegate.table.log;

import dicegate.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * A roll at a table, or the reveal of one.
 *
 * @param by the roller
 * @param to the members who may see it
 * @param label the player's remark, one line of at most {@link PlainText#MAX_LABEL_CHARS} UTF-16
 *     units, may be empty
 * @param roll the engine's result, or an error that ended the roll: JSON, at most {@link
 *     #MAX_ROLL_CHARS} UTF-16 units
 * @param atMillis the time, in milliseconds since 1970 by the clock of the roller's node
 * @param reveals the offset of the hidden roll that this entry shows to all; 0 for a new roll
 * @param proof how its dice can be checked; null if they cannot, and were not meant to be
 */
public record TableRoll(
    Member by,
    Addressees to,
    String label,
    String roll,
    long atMillis,
    long reveals,
    @Nullable TableProof proof)
    implements EntryContent {

  /** The longest result that a table accepts, in UTF-16 units. */
  public static final int MAX_ROLL_CHARS = 16 * 1024;

  /** The beginning of the JSON of an error, and of no result. */
  private static final String ERROR_START = "{\"error\":";

  /** Makes a roll without a proof, for an audience other than {@link Audience#WHISPER}. */
  public TableRoll(Member by, Audience to, String label, String roll, long atMillis, long reveals) {
    this(by, Addressees.of(to), label, roll, atMillis, reveals, null);
  }

  /** Returns whether dice were rolled, but an error is all that came of it. */
  public boolean isError() {
    return roll.startsWith(ERROR_START);
  }

  /** Returns whether a text is a valid label. */
  public static boolean isLabel(String text) {
    return text.length() <= PlainText.MAX_LABEL_CHARS && PlainText.is(text);
  }

  /**
   * Returns the entry that shows this roll to all.
   *
   * @param offset the offset of this roll
   */
  public TableRoll revealed(long offset, long nowMillis) {
    TableProof same = proof == null ? null : proof.withoutOthers();
    return new TableRoll(by, Addressees.ALL, label, roll, nowMillis, offset, same);
  }

  @Override
  public int chars() {
    int proofChars = proof == null ? 0 : proof.text().length();
    return by.chars() + label.length() + roll.length() + proofChars;
  }
}
