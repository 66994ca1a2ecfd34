package dicegate.dice.odds;

/** Leaves the exact way for the sampled one. It has no stack trace, for it is no fault. */
final class BudgetExceededException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BudgetExceededException(String what) {
    super(what, null, false, false);
  }
}
