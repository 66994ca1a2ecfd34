package dicegate.dice.eval;

import org.jspecify.annotations.Nullable;

/**
 * A roll of one expression.
 *
 * @param outcome the result, with that of each part
 * @param dice all dice that were rolled, without those of a target
 * @param check the comparison of the total with a target; null if there is none
 */
public record Roll(Outcome outcome, RolledDice dice, @Nullable CheckResult check) {

  /** Returns the value of the expression. */
  public double total() {
    return outcome.total();
  }
}
