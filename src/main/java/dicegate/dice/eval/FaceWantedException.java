package dicegate.dice.eval;

import dicegate.dice.notation.Span;

/** Ends a roll whose faces are entered by hand, at the first die without one. No stack trace. */
final class FaceWantedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient WantedDie wanted;
  private final transient Span span;

  FaceWantedException(WantedDie wanted, Span span) {
    super("a face is wanted", null, false, false);
    this.wanted = wanted;
    this.span = span;
  }

  WantedDie wanted() {
    return wanted;
  }

  /** Returns the place of the die in the request. */
  Span span() {
    return span;
  }
}
