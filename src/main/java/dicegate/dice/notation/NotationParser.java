package dicegate.dice.notation;

import dicegate.dice.DiceLimits;
import dicegate.dice.notation.Expression.Pool;
import dicegate.dice.notation.NotationError.Code;
import org.jspecify.annotations.Nullable;

/** One pass over one text, left to right. Confined to one thread, used once. */
final class NotationParser {

  private static final String EXAMPLE = "3d6";

  private final String text;
  private int position;

  NotationParser(String text) {
    this.text = text;
  }

  ParseResult parse() {
    skipBlanks();
    int countStart = position;
    long count = position < text.length() && isDigit(text.charAt(position)) ? number() : 1;
    int countEnd = position;
    skipBlanks();
    if (!takeD()) {
      return position == countStart ? expected("A roll is expected") : expected("A d is expected");
    }
    skipBlanks();
    int sidesStart = position;
    if (position == text.length() || !isDigit(text.charAt(position))) {
      return expected("After the d a number of sides is expected");
    }
    long sides = number();
    int sidesEnd = position;
    skipBlanks();
    if (position < text.length()) {
      return expected("The end of the roll is expected");
    }
    if (count > DiceLimits.MAX_DICE) {
      return error(
          Code.LIMIT,
          "At most %d dice can be rolled at once.".formatted(DiceLimits.MAX_DICE),
          countStart,
          countEnd - countStart);
    }
    if (sides < 1 || sides > DiceLimits.MAX_SIDES) {
      return error(
          Code.LIMIT,
          "A die has 1 to %d sides.".formatted(DiceLimits.MAX_SIDES),
          sidesStart,
          sidesEnd - sidesStart);
    }
    return new ParseResult.Parsed(new Pool((int) count, (int) sides));
  }

  private void skipBlanks() {
    while (position < text.length() && isBlank(text.charAt(position))) {
      position++;
    }
  }

  private boolean takeD() {
    if (position < text.length() && (text.charAt(position) | 0x20) == 'd') {
      position++;
      return true;
    }
    return false;
  }

  /** Reads digits; a value past every limit stays past it, however many digits follow. */
  private long number() {
    long value = 0;
    while (position < text.length() && isDigit(text.charAt(position))) {
      value = Math.min(value * 10 + text.charAt(position) - '0', Integer.MAX_VALUE);
      position++;
    }
    return value;
  }

  private ParseResult expected(String what) {
    if (position == text.length()) {
      return error(Code.SYNTAX, what + ", but the text ends here.", position, 0);
    }
    int codePoint = text.codePointAt(position);
    return error(
        Code.SYNTAX,
        "%s, not %s.".formatted(what, name(codePoint)),
        position,
        Character.charCount(codePoint));
  }

  /** Returns a code point as a person can see it: invisible ones by number and name. */
  private static String name(int codePoint) {
    if (codePoint > 0x20 && codePoint < 0x7f) {
      return "\"" + Character.toString(codePoint) + "\"";
    }
    @Nullable String name = Character.getName(codePoint);
    return "U+%04X (%s)".formatted(codePoint, name == null ? "unassigned" : name);
  }

  static ParseResult error(Code code, String message, int position, int length) {
    return new ParseResult.NotARoll(new NotationError(code, message, position, length, EXAMPLE));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
