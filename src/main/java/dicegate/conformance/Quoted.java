package dicegate.conformance;

import java.nio.charset.StandardCharsets;

/** Text from the wire, made fit for one line of a terminal. */
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

  /* Only ASCII goes out as it is: the rest might move the cursor, or turn the line around. */
  private static void append(StringBuilder quoted, char c) {
    if (c < ' ' || c > '~') {
      quoted.append(String.format("\\u%04x", (int) c));
    } else {
      quoted.append(c);
    }
  }
}
