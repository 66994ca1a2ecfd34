package dicegate.dice.eval;

/**
 * A roll of one expression.
 *
 * @param outcome the result, with that of each part
 * @param dice all dice that were rolled
 */
public record Roll(Outcome outcome, RolledDice dice) {

  /** Returns the value of the expression. */
  public double total() {
    return outcome.total();
  }
}
