package dicegate.dice.notation;

import dicegate.dice.DiceLimits;
import dicegate.dice.StringSink;
import dicegate.dice.TextSink;
import dicegate.dice.notation.DiceError.Code;
import dicegate.dice.notation.DiceException.Fix;
import dicegate.dice.notation.ParseResult.NotARoll;
import dicegate.dice.notation.ParseResult.Parsed;
import java.util.List;

/**
 * Converts text to requests and back. The grammar is in the description of this package.
 *
 * <p>Both directions take time linear in the text, as does the search for a hint. Stateless.
 */
public final class Notation {

  /** The largest growth of a text in canonical form: {@code k} becomes {@code kh1}. */
  private static final int MAX_GROWTH = 3;

  private Notation() {}

  /** Parses a text of any length and content. Never throws. */
  public static ParseResult parse(String text) {
    try {
      return new Parsed(parseOrThrow(text));
    } catch (DiceException e) {
      DiceError error = e.error();
      String hint = error.code() == Code.TOO_LONG ? Hints.EXAMPLE : Hints.repair(text, e);
      return new NotARoll(
          new DiceError(error.code(), error.text(), error.span(), error.expected(), hint));
    }
  }

  /** Returns the canonical text; parsing it gives an equal request. */
  public static String print(RollRequest request) {
    return Printer.canonical(request);
  }

  /** Returns the canonical text of an expression. */
  public static String print(Expression expression) {
    StringSink out = new StringSink();
    write(expression, out);
    return out.toString();
  }

  /** Writes the canonical text of an expression. */
  public static void write(Expression expression, TextSink out) {
    Printer.write(expression, out);
  }

  /**
   * Returns the expression as parsed from its canonical text, so that its spans refer to that text.
   */
  public static Expression canonical(Expression expression) {
    return new NotationParser(print(expression)).parse().expression();
  }

  static RollRequest parseOrThrow(String text) {
    if (text.length() > DiceLimits.MAX_TEXT_CHARS) {
      throw tooLong("The text", text.length(), text);
    }
    RollRequest request = new NotationParser(text).parse();
    // The canonical text, which an engine sends back, must itself be a valid request.
    if (text.length() * MAX_GROWTH > DiceLimits.MAX_TEXT_CHARS) {
      int canonicalLength = print(request).length();
      if (canonicalLength > DiceLimits.MAX_TEXT_CHARS) {
        throw tooLong("In canonical form, the text", canonicalLength, text);
      }
    }
    return request;
  }

  private static DiceException tooLong(String what, int length, String text) {
    Span surplus = new Span(Math.min(DiceLimits.MAX_TEXT_CHARS, text.length()), text.length());
    return DiceException.of(
        Code.TOO_LONG,
        "%s has %d characters; at most %d are allowed."
            .formatted(what, length, DiceLimits.MAX_TEXT_CHARS),
        surplus,
        List.of(),
        new Fix(surplus, ""));
  }
}
