package dicegate.table.log;

/** Text that people type for others to read: one line of visible characters. */
final class PlainText {

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private PlainText() {}

  /**
   * Returns whether a text has no control, line or direction characters and no lone surrogate. The
   * two joiners are allowed: words of some scripts and many emoji need them.
   */
  static boolean is(String text) {
    return text.isEmpty() || text.codePoints().allMatch(PlainText::isAllowed);
  }

  private static boolean isAllowed(int codePoint) {
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
