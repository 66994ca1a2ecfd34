package dicegate.dice.odds;

import dicegate.dice.notation.DiceException;
import dicegate.dice.notation.Expression;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/** The odds of a pool or group whose modifiers have computed numbers. Confined to one thread. */
final class ComputedOdds {

  private final List<Distribution> numbers;
  private final double[] values;
  private final Function<DoubleSupplier, Distribution> known;
  private final CostBudget budget;

  private ComputedOdds(
      List<Distribution> numbers, Function<DoubleSupplier, Distribution> known, CostBudget budget) {
    this.numbers = numbers;
    this.values = new double[numbers.size()];
    this.known = known;
    this.budget = budget;
  }

  /**
   * Returns the mixture of the odds for all values of the numbers, which are independent.
   *
   * @param numbers one or more
   * @param known returns the odds for known values, in the order of the numbers; it may throw a
   *     {@link DiceException} if they are refused
   */
  static Distribution of(
      List<Expression> numbers,
      Function<DoubleSupplier, Distribution> known,
      ExactOdds odds,
      CostBudget budget) {
    return new ComputedOdds(numbers.stream().map(odds::of).toList(), known, budget).mixed(0);
  }

  private Distribution mixed(int next) {
    if (next == values.length) {
      budget.charge((double) CostBudget.STEP * values.length);
      return ofKnown();
    }
    Distribution number = numbers.get(next);
    Mixture mixture = new Mixture(number, Distribution.certain(0), budget);
    for (int i = 0; i < number.size(); i++) {
      values[next] = number.outcome(i);
      mixture.add(i, 0, mixed(next + 1));
    }
    return mixture.distribution();
  }

  private Distribution ofKnown() {
    try {
      return known.apply(Arrays.stream(values).iterator()::nextDouble);
    } catch (DiceException refused) {
      return Distribution.failure();
    }
  }
}
