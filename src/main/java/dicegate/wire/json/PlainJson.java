package dicegate.wire.json;

import dicegate.text.PlainText;

/**
 * Removes from a JSON text what {@link PlainText} does not allow, as itself or as an escape, so
 * that an engine cannot pass on what a player typed to mislead others. Tabs and line breaks in
 * texts, which are escapes in JSON, become blanks. Takes time linear in the text. Stateless.
 */
final class PlainJson {

  private static final int ESCAPE_CHARS = 6;

  private PlainJson() {}

  /** Returns the text; the same object if there is nothing to remove. */
  static String clean(String json) {
    StringBuilder cleaned = null;
    int kept = 0;
    int at = 0;
    while (at < json.length()) {
      int end = unitEnd(json, at);
      if (!isAllowed(json, at, end)) {
        cleaned = cleaned == null ? new StringBuilder(json.length()) : cleaned;
        cleaned.append(json, kept, at).append(isBreak(json, at, end) ? " " : "");
        kept = end;
      }
      at = end;
    }
    return cleaned == null ? json : cleaned.append(json, kept, json.length()).toString();
  }

  /** Returns the end of the character at a position, which may be one escape or two. */
  private static int unitEnd(String json, int at) {
    if (json.charAt(at) != '\\') {
      return at + Character.charCount(json.codePointAt(at));
    }
    int unit = escaped(json, at);
    if (unit < 0) {
      return Math.min(at + 2, json.length());
    }
    int end = at + ESCAPE_CHARS;
    boolean pair =
        Character.isHighSurrogate((char) unit)
            && end < json.length()
            && Character.isLowSurrogate((char) Math.max(0, escaped(json, end)));
    return pair ? end + ESCAPE_CHARS : end;
  }

  private static boolean isAllowed(String json, int at, int end) {
    char c = json.charAt(at);
    if (c >= ' ' && c < 0x7f && c != '\\') {
      return true;
    }
    // Outside of texts, a break is white space of JSON; in a text it is an escape.
    return c == '\\'
        ? PlainText.isAllowed(codePoint(json, at, end))
        : PlainText.isBreak(c) || PlainText.isAllowed(json.codePointAt(at));
  }

  private static boolean isBreak(String json, int at, int end) {
    return json.charAt(at) == '\\' && PlainText.isBreak(codePoint(json, at, end));
  }

  private static int codePoint(String json, int at, int end) {
    int unit = escaped(json, at);
    if (unit < 0) {
      return switch (at + 1 < json.length() ? json.charAt(at + 1) : ' ') {
        case 'b', 'f' -> '\b';
        case 'n', 'r', 't' -> '\n';
        default -> ' ';
      };
    }
    return end - at == ESCAPE_CHARS
        ? unit
        : Character.toCodePoint((char) unit, (char) escaped(json, at + ESCAPE_CHARS));
  }

  /** Returns the UTF-16 unit of the escape at a position; -1 if there is none. */
  private static int escaped(String json, int at) {
    if (!json.startsWith("\\u", at) || at + ESCAPE_CHARS > json.length()) {
      return -1;
    }
    int unit = 0;
    for (int i = at + 2; i < at + ESCAPE_CHARS; i++) {
      int digit = Character.digit(json.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit * 16 + digit;
    }
    return unit;
  }
}
