package dicegate.json;

import dicegate.json.JsonValue.Literal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A strict JSON reader, which accepts only what RFC 8259 allows. It is stricter on two points on
 * which JSON readers differ: duplicate names in an object and unpaired surrogates are rejected.
 *
 * <p>Nesting is limited to {@link #MAX_DEPTH}, exponents to three digits. Confined to one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
public final class JsonReader {

  /** The deepest nesting read. */
  public static final int MAX_DEPTH = 100;

  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]{0,999})(?:\\.[0-9]{1,999})?(?:[eE][+-]?[0-9]{1,3})?");

  private static final String ESCAPES = "\"\\/bfnrt";
  private static final String ESCAPED = "\"\\/\b\f\n\r\t";

  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  /** Reads a text that is one value and nothing else; empty if it is not. */
  public static Optional<JsonValue> read(String text) {
    JsonReader reader = new JsonReader(text);
    try {
      JsonValue value = reader.value(0);
      return reader.at == text.length() ? Optional.of(value) : Optional.empty();
    } catch (NotJson e) {
      return Optional.empty();
    }
  }

  /* Reads a value and the white space around it. */
  private JsonValue value(int depth) {
    if (depth > MAX_DEPTH) {
      throw new NotJson();
    }
    skipSpace();
    JsonValue value =
        switch (peek()) {
          case '{' -> members(depth);
          case '[' -> elements(depth);
          case '"' -> new JsonValue.Text(string());
          case 't' -> literal("true", Literal.TRUE);
          case 'f' -> literal("false", Literal.FALSE);
          case 'n' -> literal("null", Literal.NULL);
          default -> number();
        };
    skipSpace();
    return value;
  }

  private JsonValue members(int depth) {
    Map<String, JsonValue> values = new LinkedHashMap<>();
    expect('{');
    skipSpace();
    if (!skip('}')) {
      do {
        skipSpace();
        String name = string();
        skipSpace();
        expect(':');
        if (values.put(name, value(depth + 1)) != null) {
          throw new NotJson();
        }
      } while (skip(','));
      expect('}');
    }
    return new JsonValue.Members(values);
  }

  private JsonValue elements(int depth) {
    List<JsonValue> values = new ArrayList<>();
    expect('[');
    skipSpace();
    if (!skip(']')) {
      do {
        values.add(value(depth + 1));
      } while (skip(','));
      expect(']');
    }
    return new JsonValue.Elements(values);
  }

  private JsonValue literal(String name, Literal value) {
    if (!text.startsWith(name, at)) {
      throw new NotJson();
    }
    at += name.length();
    return value;
  }

  private JsonValue number() {
    Matcher matcher = NUMBER.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw new NotJson();
    }
    at = matcher.end();
    return new JsonValue.Numeral(new BigDecimal(matcher.group()));
  }

  private String string() {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (!skip('"')) {
      char c = next();
      if (c < ' ') {
        throw new NotJson();
      }
      value.append(c == '\\' ? escaped() : c);
    }
    for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
      int codePoint = value.codePointAt(i);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        throw new NotJson();
      }
    }
    return value.toString();
  }

  private char escaped() {
    char c = next();
    if (c == 'u') {
      return unicode();
    }
    int which = ESCAPES.indexOf(c);
    if (which < 0) {
      throw new NotJson();
    }
    return ESCAPED.charAt(which);
  }

  private char unicode() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      char c = next();
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw new NotJson();
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean skip(char wanted) {
    boolean matches = at < text.length() && text.charAt(at) == wanted;
    if (matches) {
      at++;
    }
    return matches;
  }

  private void expect(char wanted) {
    if (!skip(wanted)) {
      throw new NotJson();
    }
  }

  private char peek() {
    if (at == text.length()) {
      throw new NotJson();
    }
    return text.charAt(at);
  }

  private char next() {
    char c = peek();
    at++;
    return c;
  }

  /** Ends the recursive descent at invalid input; never leaves this class. */
  private static final class NotJson extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotJson() {
      super("not JSON", null, false, false);
    }
  }
}
