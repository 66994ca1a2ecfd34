package dicegate.dice.notation;

import dicegate.dice.notation.DiceError.Code;
import java.util.List;

/**
 * Carries a player's error out of the parser or the evaluator, which catch it in their entry
 * points. It has no stack trace, since it is about the text and not about the program.
 */
public final class DiceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient DiceError error;
  private final transient Fix fix;

  /**
   * A replacement of a part of the text that may correct it.
   *
   * @param span the part
   * @param replacement the new text of the part; empty to remove it
   */
  record Fix(Span span, String replacement) {

    String applyTo(String text) {
      return text.substring(0, span.start()) + replacement + text.substring(span.end());
    }
  }

  private DiceException(DiceError error, Fix fix) {
    super(error.text(), null, false, false);
    this.error = error;
    this.fix = fix;
  }

  /** Returns an error whose fix is to remove its part of the text. */
  public static DiceException of(Code code, String text, Span span) {
    return of(code, text, span, List.of(), new Fix(span, ""));
  }

  static DiceException of(Code code, String text, Span span, List<String> expected, Fix fix) {
    return new DiceException(new DiceError(code, text, span, expected, null), fix);
  }

  /** Returns the error, without a hint. */
  public DiceError error() {
    return error;
  }

  Fix fix() {
    return fix;
  }
}
