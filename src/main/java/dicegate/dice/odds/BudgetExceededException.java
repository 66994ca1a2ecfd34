package dicegate.dice.odds;

/** Ends the exact computation, so that a sample is taken. It has no stack trace: not a fault. */
final class BudgetExceededException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BudgetExceededException(String what) {
    super(what, null, false, false);
  }
}
