package dicegate.dice.odds;

import dicegate.dice.notation.DieModifiers.Clamp;
import dicegate.dice.notation.PoolModifiers.Count;

/**
 * What a die that has come to rest is worth: its value within the bounds, or the successes that the
 * value is.
 */
record DieScore(Clamp clamp, Count count) {

  /** Comparing a value with one point, as measured. */
  private static final double POINT_COST = 4;

  /** Beyond this the sum of all dice of a request might not be a number to calculate with. */
  private static final long MAX_VALUE = 1L << 39;

  /** Returns the value by which a die is kept or dropped. */
  long value(long shown) {
    long value = clamp.apply(shown);
    if (Math.abs(value) > MAX_VALUE) {
      throw new BudgetExceededException("value");
    }
    return value;
  }

  /** Returns what a die that shows so much adds to its pool, however much that is. */
  double unchecked(long shown) {
    return of((double) clamp.apply(shown));
  }

  /** Returns what a value adds to its pool. */
  double of(double value) {
    return of(count, value);
  }

  static double of(Count count, double value) {
    return count.present() ? count.score(value) : value;
  }

  /** Returns what {@link #of} costs, in units of {@link CostBudget}. */
  static double cost(Count count) {
    return POINT_COST * (count.successes().size() + count.failures().size());
  }
}
