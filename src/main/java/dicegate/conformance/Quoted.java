package dicegate.conformance;

import java.nio.charset.StandardCharsets;

/** Text from the wire, escaped for one line of a terminal. Stateless. */
final class Quoted {

  private static final int MAX_CHARS = 160;

  private Quoted() {}

  /** Returns a frame in quotes, read as UTF-8. */
  static String frame(byte[] frame) {
    return text(new String(frame, StandardCharsets.UTF_8));
  }

  /** Returns a text in quotes: its first 160 characters, with all but printable ones escaped. */
  static String text(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars().limit(MAX_CHARS).forEach(c -> append(quoted, (char) c));
    quoted.append('"');
    if (text.length() > MAX_CHARS) {
      quoted.append("... (").append(text.length()).append(" characters)");
    }
    return quoted.toString();
  }

  /* All but printable ASCII is escaped: other characters might move the cursor or change the text
  direction. */
  private static void append(StringBuilder quoted, char c) {
    if (c < ' ' || c > '~') {
      quoted.append(String.format("\\u%04x", (int) c));
    } else {
      quoted.append(c);
    }
  }
}
