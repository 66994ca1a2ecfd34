package dicegate.dice.notation;

import dicegate.dice.notation.DiceError.Code;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries a player's error out of the parser or the evaluator, which catch it in their entry
 * points. It has no stack trace, since it is about the text and not about the program.
 */
public final class DiceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient DiceError error;
  private final transient @Nullable Mending mending;

  private DiceException(DiceError error, @Nullable Mending mending) {
    super(error.text(), null, false, false);
    this.error = error;
    this.mending = mending;
  }

  /** Returns an error of which nobody can tell what was meant. */
  public static DiceException of(Code code, String text, Span span) {
    return of(code, text, span, List.of(), null);
  }

  static DiceException of(
      Code code, String text, Span span, List<String> expected, @Nullable Mending mending) {
    return new DiceException(new DiceError(code, text, span, expected, null), mending);
  }

  /** Returns the error, without a hint. */
  public DiceError error() {
    return error;
  }

  /**
   * Returns the change that corrects the text as far as this error goes; null if none is certain.
   */
  @Nullable Mending mending() {
    return mending;
  }
}
