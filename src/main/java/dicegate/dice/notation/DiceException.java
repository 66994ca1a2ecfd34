package dicegate.dice.notation;

import dicegate.dice.notation.DiceError.Code;
import java.util.List;

/**
 * Leaves the parser or the evaluator with a player's error; both catch it at their edge. It has no
 * stack trace, for it tells of the text and not of the program.
 */
public final class DiceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient DiceError error;
  private final transient Fix fix;

  /**
   * What may mend the text: other words for a part of it.
   *
   * @param span the part
   * @param replacement the other words; empty to leave the part out
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

  /** An error that leaving out its part of the text may mend. */
  public static DiceException of(Code code, String text, Span span) {
    return of(code, text, span, List.of(), new Fix(span, ""));
  }

  static DiceException of(Code code, String text, Span span, List<String> expected, Fix fix) {
    return new DiceException(new DiceError(code, text, span, expected, null), fix);
  }

  /** Returns the error, still without a hint. */
  public DiceError error() {
    return error;
  }

  Fix fix() {
    return fix;
  }
}
