package dicegate.text;

/** The rule for names of variables, {@code @str} in an expression. Stateless. */
public final class VariableName {

  /** The longest name, without the {@code @}. */
  public static final int MAX_CHARS = 32;

  private VariableName() {}

  /** Returns whether a text is a name: a letter of ASCII, then letters, digits and {@code _}. */
  public static boolean is(String text) {
    return text.length() <= MAX_CHARS && !text.isEmpty() && end(text, 0) == text.length();
  }

  /**
   * Returns the index after the name that begins at an index; that index itself if none does.
   *
   * @param from 0 to the length of the text
   */
  public static int end(String text, int from) {
    if (from == text.length() || !isLetter(text.charAt(from))) {
      return from;
    }
    int end = from + 1;
    while (end < text.length() && isPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isPart(char c) {
    return isLetter(c) || (c >= '0' && c <= '9') || c == '_';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
