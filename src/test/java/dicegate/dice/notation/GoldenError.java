package dicegate.dice.notation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file with an invalid text and its error as shown to the player.
 *
 * <pre>
 *   input:    2d6 4
 *                 ^
 *   code:     syntax
 *   message:  An operator is expected, but "4" was found.
 *   expected: an operator, the end
 *   hint:     2d6 +4
 * </pre>
 *
 * <p>In the input and the hint, characters that are not printable ASCII are written as a backslash,
 * a u and four hexadecimal digits, and so are backslashes and a final blank.
 *
 * @param file the path of the file
 * @param input the text
 */
record GoldenError(Path file, String input) {

  private static final String INPUT = "input:    ";
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-F]{4})");

  static GoldenError read(Path file) throws IOException {
    String first = Files.readAllLines(file).get(0);
    String escaped = first.length() < INPUT.length() ? "" : first.substring(INPUT.length());
    return new GoldenError(file, unescaped(escaped));
  }

  /** Returns the content of the file for the error. */
  String render(DiceError error) {
    return String.join(
            "\n",
            List.of(
                (INPUT + escaped(input)).stripTrailing(),
                " ".repeat(INPUT.length()) + carets(error.span()),
                "code:     " + error.code().id(),
                "message:  " + error.text(),
                ("expected: " + String.join(", ", error.expected())).stripTrailing(),
                "hint:     " + (error.hint() == null ? "(none)" : escaped(error.hint()))))
        + "\n";
  }

  private String carets(Span span) {
    int before = escaped(input.substring(0, span.start()) + "|").length() - 1;
    int width = escaped(input.substring(span.start(), span.end()) + "|").length() - 1;
    return " ".repeat(before) + "^".repeat(Math.max(1, width));
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean last = i == text.length() - 1;
      if (c < ' ' || c > '~' || c == '\\' || (c == ' ' && last)) {
        escaped.append("\\u%04X".formatted((int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static String unescaped(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(found.group(1), 16))));
  }

  @Override
  public String toString() {
    return String.valueOf(file.getFileName());
  }
}
