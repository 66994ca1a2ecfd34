package dicegate.table;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A table's name, as its link has it: 1 to {@link #MAX_CHARS} letters, digits and hyphens of any
 * script, in lower case, composed (NFC).
 */
public record TableId(String text) {

  /** The longest name, in UTF-16 units. */
  public static final int MAX_CHARS = 64;

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}-]*");

  public TableId {
    if (text.length() > MAX_CHARS || !NAME.matcher(text).matches()) {
      throw new IllegalArgumentException("no name of a table, length " + text.length());
    }
  }

  /** Reads a name as somebody typed it; empty if it is none. */
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
