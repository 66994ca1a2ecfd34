package dicegate.text;

import java.util.stream.IntStream;

/**
 * The rule for all text that people type for others to read, such as names, labels and comments:
 * one line of visible characters. Others could be made to see lines that are not there, or text in
 * another order than it was typed. The two joiners are allowed: words of some scripts and many
 * emoji need them. Tags are not, although the flags of England, Scotland and Wales are made of
 * them: they can hide any text. Stateless.
 *
 * @see <a href="https://www.unicode.org/reports/tr36/">Unicode Technical Report 36, section 2.5:
 *     Bidirectional Text Spoofing</a>
 */
public final class PlainText {

  /** The longest label of a roll, and the longest label or comment in it, in UTF-16 units. */
  public static final int MAX_LABEL_CHARS = 80;

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private PlainText() {}

  /** Returns whether a text has no control, line or direction characters and no lone surrogate. */
  public static boolean is(String text) {
    return firstNot(text) < 0;
  }

  /** Returns the position of the first character that is not allowed; -1 if there is none. */
  public static int firstNot(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (!isAllowed(text.codePointAt(i))) {
        return i;
      }
    }
    return -1;
  }

  /** Returns the text without the characters that are not allowed; line breaks become blanks. */
  public static String clean(String text) {
    if (is(text)) {
      return text;
    }
    IntStream kept = text.codePoints().map(c -> isBreak(c) ? ' ' : c).filter(PlainText::isAllowed);
    return kept.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Returns whether a character is a tab or a line break, which a browser shows as a blank. */
  public static boolean isBreak(int codePoint) {
    return codePoint == '\t' || codePoint == '\n' || codePoint == '\r';
  }

  /** Returns whether a character is allowed. */
  public static boolean isAllowed(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      case Character.FORMAT -> codePoint == ZERO_WIDTH_JOINER || codePoint == ZERO_WIDTH_NON_JOINER;
      default -> true;
    };
  }
}
