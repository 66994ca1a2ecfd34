package dicegate.table;

import java.util.Locale;

/** Why something was not done at a table. */
public enum TableError {
  BAD_TABLE("A table's name is 1 to 64 letters, digits and hyphens."),
  BAD_NAME("A name is 1 to 40 characters, none of them a control character."),
  BAD_COLOUR("A colour is # and six hexadecimal digits."),
  BAD_TOKEN("This token is none that this server gave."),
  BAD_LABEL("A label is at most 80 characters, none of them a control character."),
  BAD_AUDIENCE("A roll goes to all, gm, blind or self."),
  BAD_KEY("This table is somebody's: its link is needed, with the key in it."),
  TABLE_FULL("As many people are at this table as may be.", 5_000),
  NO_TABLE("You are at no table."),
  WATCH_ONLY("With this link you watch the table, and roll only for yourself."),
  NOT_GM("Only a GM can do this."),
  NOTHING_TO_REVEAL("There is no such roll, or everybody sees it already."),
  TOO_LARGE("This result is too large for a table; roll it for yourself."),
  ANSWER_GONE("This was rolled, and the roll is not kept any more."),
  TABLE_UNAVAILABLE("The table cannot be reached just now.", 1_000);

  private final String text;
  private final int retryAfterMillis;

  TableError(String text) {
    this(text, 0);
  }

  TableError(String text, int retryAfterMillis) {
    this.text = text;
    this.retryAfterMillis = retryAfterMillis;
  }

  /** Returns the name on the wire. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what a person is told. */
  public String text() {
    return text;
  }

  /** Tells whether the same may work later. */
  public boolean temporary() {
    return retryAfterMillis > 0;
  }

  /** Returns when to try again, in milliseconds; 0 if there is no point. */
  public int retryAfterMillis() {
    return retryAfterMillis;
  }
}
