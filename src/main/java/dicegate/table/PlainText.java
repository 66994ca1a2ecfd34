package dicegate.table;

/** What people may type for others to read: one line, and nothing that acts instead of showing. */
final class PlainText {

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private PlainText() {}

  /**
   * Tells whether a text has no control, line or direction characters and no lone surrogate. The
   * two joiners may be there: words of some scripts and many emoji need them.
   */
  static boolean is(String text) {
    return text.codePoints().allMatch(PlainText::shows);
  }

  private static boolean shows(int codePoint) {
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
