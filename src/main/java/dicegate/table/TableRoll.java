package dicegate.table;

/**
 * What was rolled at a table, or revealed.
 *
 * @param by who rolled
 * @param to who may see it; not {@link Audience#SELF}
 * @param label what for, one line of at most {@link #MAX_LABEL_CHARS} UTF-16 units, perhaps empty
 * @param roll the engine's result: JSON, at most {@link #MAX_ROLL_CHARS} UTF-16 units
 * @param atMillis when, in milliseconds since 1970 by the clock of the roller's node
 * @param reveals the offset of the roll that this makes seen by all; 0 if it is a roll of its own
 */
public record TableRoll(
    Member by, Audience to, String label, String roll, long atMillis, long reveals) {

  /** The longest label, in UTF-16 units. */
  public static final int MAX_LABEL_CHARS = 80;

  /** The longest result that a table takes, in UTF-16 units. */
  public static final int MAX_ROLL_CHARS = 16 * 1024;

  /** Tells whether this may be a label. */
  public static boolean isLabel(String text) {
    return text.length() <= MAX_LABEL_CHARS && PlainText.is(text);
  }

  /** Returns the same for all to see. */
  TableRoll revealed(long offset, long nowMillis) {
    return new TableRoll(by, Audience.ALL, label, roll, nowMillis, offset);
  }

  /** Returns about what it costs to keep, in UTF-16 units. */
  int chars() {
    return by.id().length() + by.name().length() + label.length() + roll.length();
  }
}
