package dicegate.dice.odds;

import dicegate.dice.notation.Expression;

/**
 * Between what an expression comes to, whatever the dice show.
 *
 * <p>No roll is outside of the bounds. They are met by some roll where the dice are what is common
 * at tables; where parts of an expression cannot be at their extremes together, as in a remainder,
 * or where the number of dice is itself up to chance, they may be wider. Explosions count up to the
 * limits of the engine.
 *
 * @param min the lower bound
 * @param max the upper bound; below {@code min} if nothing can come out at all
 */
public record Bounds(double min, double max) {

  /** Between which nothing is. */
  public static final Bounds NONE = new Bounds(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

  /** Returns the bounds of an expression, in a few milliseconds at most. */
  public static Bounds of(Expression expression) {
    Interval interval = new IntervalAnalysis().of(expression);
    return interval.isEmpty() ? NONE : new Bounds(interval.min(), interval.max());
  }

  /** Tells whether every roll is refused. */
  public boolean isEmpty() {
    return !(min <= max);
  }

  /** Tells whether a number is within the bounds. */
  public boolean contains(double number) {
    return min <= number && number <= max;
  }
}
