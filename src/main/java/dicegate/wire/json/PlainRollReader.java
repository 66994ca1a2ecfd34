package dicegate.wire.json;

import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import org.jspecify.annotations.Nullable;

/**
 * Reads the usual form of a roll without building an object of its members: one flat object, each
 * member known and present once, without variables, strings without escapes, and an id that is a
 * short text or a natural number of at most 18 digits.
 *
 * <p>It returns null for every other text, valid or not, and {@link ClientMessageReader} decides.
 * Where it returns a roll, that reader returns an equal one.
 *
 * <p>Confined to one thread, and used for one text.
 */
final class PlainRollReader {

  /** The most digits of a number that is certain to fit in a long. */
  private static final int MAX_DIGITS = 18;

  private final JsonProvider jsonp;
  private final String text;
  private int at;
  private boolean isRoll;
  private @Nullable JsonValue id;
  private @Nullable String expr;
  private @Nullable String label;
  private @Nullable String to;

  private PlainRollReader(JsonProvider jsonp, String text) {
    this.jsonp = jsonp;
    this.text = text;
  }

  /** Returns the roll; null if the text is not of the usual form. */
  static ClientMessage.@Nullable Roll read(JsonProvider jsonp, String text) {
    PlainRollReader reader = new PlainRollReader(jsonp, text);
    return reader.readMembers() ? reader.roll() : null;
  }

  private ClientMessage.@Nullable Roll roll() {
    JsonValue readId = id;
    String readExpr = expr;
    return readId == null || readExpr == null || !isRoll
        ? null
        : new ClientMessage.Roll(
            readId, readExpr, label == null ? "" : label, to == null ? "" : to, Variables.NONE);
  }

  private boolean readMembers() {
    if (!take('{')) {
      return false;
    }
    do {
      if (!readMember()) {
        return false;
      }
    } while (take(','));
    return take('}') && isAtEnd();
  }

  private boolean readMember() {
    if (takeName("\"type\"")) {
      boolean first = !isRoll;
      isRoll = takeWord("\"roll\"");
      return first && isRoll;
    }
    if (takeName("\"id\"")) {
      return id == null && (id = readId()) != null;
    }
    if (takeName("\"expr\"")) {
      return expr == null && (expr = readString()) != null;
    }
    if (takeName("\"label\"")) {
      return label == null && (label = readString()) != null;
    }
    return takeName("\"to\"") && to == null && (to = readString()) != null;
  }

  private boolean takeName(String quoted) {
    return takeWord(quoted) && take(':');
  }

  private boolean takeWord(String word) {
    skipBlanks();
    boolean found = text.startsWith(word, at);
    if (found) {
      at += word.length();
    }
    return found;
  }

  private @Nullable JsonValue readId() {
    skipBlanks();
    return at < text.length() && text.charAt(at) == '"' ? readTextId() : readNumber();
  }

  private @Nullable JsonValue readTextId() {
    String value = readString();
    return value == null
            || value.isEmpty()
            || value.length() > ClientMessage.MAX_ID_CHARS
            || value.chars().anyMatch(unit -> Character.isSurrogate((char) unit))
        ? null
        : jsonp.createValue(value);
  }

  /** Reads a natural number without a leading zero. */
  private @Nullable JsonValue readNumber() {
    int start = at;
    long value = 0;
    while (at < text.length() && isDigit(text.charAt(at)) && at - start < MAX_DIGITS) {
      value = 10 * value + text.charAt(at) - '0';
      at++;
    }
    // More digits, a fraction or an exponent would follow here, where a comma or brace is wanted.
    boolean padded = at - start > 1 && text.charAt(start) == '0';
    return at == start || padded ? null : jsonp.createValue(value);
  }

  private @Nullable String readString() {
    if (!take('"')) {
      return null;
    }
    int start = at;
    while (at < text.length()) {
      char unit = text.charAt(at++);
      if (unit == '"') {
        return text.substring(start, at - 1);
      }
      if (unit == '\\' || unit < ' ') {
        return null;
      }
    }
    return null;
  }

  private boolean take(char wanted) {
    skipBlanks();
    boolean found = at < text.length() && text.charAt(at) == wanted;
    if (found) {
      at++;
    }
    return found;
  }

  private boolean isAtEnd() {
    skipBlanks();
    return at == text.length();
  }

  private void skipBlanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isBlank(char unit) {
    return unit == ' ' || unit == '\t' || unit == '\n' || unit == '\r';
  }

  private static boolean isDigit(char unit) {
    return unit >= '0' && unit <= '9';
  }
}
