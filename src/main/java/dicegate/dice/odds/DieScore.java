package dicegate.dice.odds;

import dicegate.dice.notation.DieModifiers.Clamp;
import dicegate.dice.notation.Point;
import dicegate.dice.notation.PoolModifiers.Count;

/** The score of a die: its clamped value, or the successes of that value if they are counted. */
record DieScore(Clamp clamp, Count count) {

  /** The measured cost of comparing a value with one point, in units of {@link CostBudget}. */
  private static final double POINT_COST = 4;

  /** Above this, the sum of all dice of a request might exceed the largest number. */
  private static final long MAX_VALUE = 1L << 39;

  /** Returns the value by which a die is kept or dropped. */
  long value(long shown) {
    long value = clamp.apply(shown);
    if (Math.abs(value) > MAX_VALUE) {
      throw new BudgetExceededException("value");
    }
    return value;
  }

  /** Returns the value of a die, which is negative if it is subtracted. */
  long value(long shown, boolean subtracted) {
    long value = value(shown);
    return subtracted ? -value : value;
  }

  /** Returns the score of a die that shows the number, without a check of its magnitude. */
  double unchecked(long shown) {
    return unchecked(shown, false);
  }

  /** Returns the score of a die that shows the number and may be subtracted, without a check. */
  double unchecked(long shown, boolean subtracted) {
    double value = (double) clamp.apply(shown);
    return of(subtracted ? 0.0 - value : value);
  }

  /** Returns the score of a value. */
  double of(double value) {
    return of(count, value);
  }

  static double of(Count count, double value) {
    return count.present() ? count.score(value) : value;
  }

  /** Returns the cost of {@link #of}, in units of {@link CostBudget}. */
  static double cost(Count count) {
    return POINT_COST * (Point.size(count.successes()) + Point.size(count.failures()));
  }
}
