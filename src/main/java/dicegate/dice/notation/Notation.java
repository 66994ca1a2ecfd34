package dicegate.dice.notation;

import dicegate.dice.DiceLimits;
import dicegate.dice.StringSink;
import dicegate.dice.TextSink;
import dicegate.dice.notation.DiceError.Code;
import dicegate.dice.notation.ParseResult.NotARoll;
import dicegate.dice.notation.ParseResult.Parsed;
import dicegate.text.ReplacedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Converts text to requests and back. The grammar is in the description of this package.
 *
 * <p>Both directions take time linear in the text. The search for a hint tries a limited number of
 * texts. Stateless.
 */
public final class Notation {

  /** The largest growth of a text in canonical form: {@code k} becomes {@code kh1}. */
  private static final int MAX_GROWTH = 3;

  private Notation() {}

  /** Parses a text of any length and content, with Dicegate's own shorthands. Never throws. */
  public static ParseResult parse(String text) {
    return parse(text, Shorthands.BUILT_IN);
  }

  /** Parses a text of any length and content. Never throws. */
  public static ParseResult parse(String text, Shorthands shorthands) {
    try {
      return new Parsed(parseOrThrow(text), List.of());
    } catch (DiceException e) {
      return parseShorthand(text, shorthands, e);
    }
  }

  /** Parses a text that is no roll unless it begins with a shorthand. */
  private static ParseResult parseShorthand(
      String text, Shorthands shorthands, DiceException first) {
    if (text.length() > DiceLimits.MAX_TEXT_CHARS) {
      return new NotARoll(first.error());
    }
    try {
      Shorthands.Expanded expanded = shorthands.expand(text);
      return expanded == null ? notARoll(text, first) : parse(expanded);
    } catch (DiceException e) {
      return new NotARoll(e.error());
    }
  }

  private static ParseResult parse(Shorthands.Expanded expanded) {
    ReplacedText text = expanded.text();
    try {
      return new Parsed(parseOrThrow(text.text()), expanded.shorthands());
    } catch (DiceException e) {
      DiceError error = e.error();
      int start = text.originalStart(error.span().start());
      int end = Math.max(start, text.originalEnd(error.span().end()));
      Span span = new Span(start, end);
      return new NotARoll(new DiceError(error.code(), error.text(), span, error.expected(), null));
    }
  }

  private static ParseResult notARoll(String text, DiceException first) {
    DiceError error = first.error();
    String hint = Hints.of(text, first);
    return new NotARoll(
        new DiceError(error.code(), error.text(), error.span(), error.expected(), hint));
  }

  /** Returns the canonical text; parsing it gives an equal request. */
  public static String print(RollRequest request) {
    return Printer.canonical(request);
  }

  /** Returns the canonical text of an expression. */
  public static String print(Expression expression) {
    return print(RequestedRoll.of(expression));
  }

  /** Returns the canonical text of a roll, without its label. */
  public static String print(RequestedRoll roll) {
    StringSink out = new StringSink();
    write(roll, out);
    return out.toString();
  }

  /** Writes the canonical text of a roll, without its label. */
  public static void write(RequestedRoll roll, TextSink out) {
    Printer.write(roll, out);
  }

  /**
   * Returns the notes on a request, most often none: what its text may be meant to say.
   *
   * @param text the text of the request
   */
  public static List<Note> notes(String text, RollRequest request) {
    return Notes.of(text, request);
  }

  /** Returns the roll as parsed from its canonical text, so that its spans refer to that text. */
  public static RequestedRoll canonical(RequestedRoll roll) {
    RequestedRoll placed = new NotationParser(print(roll)).parse().first();
    return new RequestedRoll(roll.label(), placed.expression(), placed.check());
  }

  /** Returns the request; null if the text is not a roll. */
  static @Nullable RollRequest parseOrNull(String text) {
    try {
      return parseOrThrow(text);
    } catch (DiceException e) {
      return null;
    }
  }

  /** Returns the error of a text, without a hint; null if the text is a roll. */
  static @Nullable DiceException errorOf(String text) {
    try {
      parseOrThrow(text);
      return null;
    } catch (DiceException e) {
      return e;
    }
  }

  private static RollRequest parseOrThrow(String text) {
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
        surplus);
  }
}
