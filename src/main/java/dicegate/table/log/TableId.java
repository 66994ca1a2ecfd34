package dicegate.table.log;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a table, as in its link: 1 to {@link #MAX_CHARS} letters, digits and hyphens of any
 * script, in lower case, composed (NFC).
 */
public record TableId(String text) {

  /** The longest name, in UTF-16 units. */
  public static final int MAX_CHARS = 64;

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}-]*");

  public TableId {
    if (text.length() > MAX_CHARS || !NAME.matcher(text).matches()) {
      throw new IllegalArgumentException("not a table name, length " + text.length());
    }
  }

  /** Reads a name as typed; empty if it is not valid. */
  public static Optional<TableId> parse(String typed) {
    if (typed.length() > MAX_CHARS) {
      return Optional.empty();
    }
    String text = Normalizer.normalize(typed.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    return text.length() <= MAX_CHARS && NAME.matcher(text).matches()
        ? Optional.of(new TableId(text))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
