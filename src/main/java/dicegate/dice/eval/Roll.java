package dicegate.dice.eval;

/**
 * One expression, rolled.
 *
 * @param outcome what it came to, part by part
 * @param dice all dice that were rolled for it
 */
public record Roll(Outcome outcome, RolledDice dice) {

  /** Returns what the expression came to. */
  public double total() {
    return outcome.total();
  }
}
