package dicegate.dice.notation;

import dicegate.dice.DiceLimits;
import dicegate.dice.notation.Expression.Pool;

/**
 * Text to expression and back: {@code dice = [INT] "d" INT}, ASCII, in upper or lower case, blanks
 * between the tokens allowed. The count is 1 when left out.
 *
 * <p>Both directions take time linear in the text. Stateless.
 */
public final class Notation {

  private Notation() {}

  /** Parses a text of any length and content. */
  public static ParseResult parse(String text) {
    if (text.length() > DiceLimits.MAX_TEXT_CHARS) {
      return NotationParser.error(
          NotationError.Code.TOO_LONG,
          "At most %d characters; there are %d."
              .formatted(DiceLimits.MAX_TEXT_CHARS, text.length()),
          DiceLimits.MAX_TEXT_CHARS,
          text.length() - DiceLimits.MAX_TEXT_CHARS);
    }
    return new NotationParser(text).parse();
  }

  /** Returns the canonical text; parsing it gives an equal expression. */
  public static String print(Expression expression) {
    return switch (expression) {
      case Pool pool -> pool.count() + "d" + pool.sides();
    };
  }
}
