package dicegate.dice.odds;

import dicegate.dice.notation.Expression;

/**
 * Lower and upper bound of an expression's value.
 *
 * <p>No roll is outside of the bounds. For the usual expressions they are tight; they may be wider
 * if parts cannot reach their extremes together, as in a remainder, or if the number of dice is
 * itself random. Explosions are bounded by the limits of the engine.
 *
 * @param min the lower bound
 * @param max the upper bound; below {@code min} if every roll fails
 */
public record Bounds(double min, double max) {

  /** The empty bounds. */
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
