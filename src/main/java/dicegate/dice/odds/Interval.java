package dicegate.dice.odds;

import dicegate.dice.DiceLimits;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * An interval of numbers, for interval arithmetic. Rounding is monotone, so the bounds of rounded
 * results are the rounded bounds.
 *
 * @param min above {@code max} if the interval is empty
 * @param whole whether it contains whole numbers only
 */
record Interval(double min, double max, boolean whole) {

  static final Interval EMPTY =
      new Interval(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, true);

  /** Returns the part of an interval within the largest magnitude of numbers. */
  static Interval of(double min, double max, boolean whole) {
    double low = Math.max(min, -DiceLimits.MAX_NUMBER) + 0.0;
    double high = Math.min(max, DiceLimits.MAX_NUMBER) + 0.0;
    return low <= high ? new Interval(low, high, whole) : EMPTY;
  }

  boolean isEmpty() {
    return !(min <= max);
  }

  /** Returns the largest magnitude. */
  double magnitude() {
    return Math.max(Math.abs(min), Math.abs(max));
  }

  /** Returns the whole numbers of this interval within the given bounds. */
  Interval within(double lowest, double highest) {
    double low = Math.max(lowest, Math.ceil(min));
    double high = Math.min(highest, Math.floor(max));
    return of(low, high, true);
  }

  Interval hull(Interval other) {
    return new Interval(Math.min(min, other.min), Math.max(max, other.max), whole && other.whole);
  }

  Interval including(double number) {
    return new Interval(Math.min(min, number), Math.max(max, number), whole);
  }

  Interval plus(Interval other) {
    return eitherEmpty(other) ? EMPTY : of(min + other.min, max + other.max, whole && other.whole);
  }

  Interval negated() {
    return isEmpty() ? this : of(-max, -min, whole);
  }

  Interval times(Interval other) {
    return corners(other, (a, b) -> a * b, whole && other.whole);
  }

  /** Returns the quotients; division by zero has no result. */
  Interval dividedBy(Interval other) {
    double nearest = other.whole ? 1 : Double.MIN_VALUE;
    Interval above = new Interval(Math.max(other.min, nearest), other.max, other.whole);
    Interval below = new Interval(other.min, Math.min(other.max, -nearest), other.whole);
    Interval quotients =
        corners(above, (a, b) -> a / b, false).hull(corners(below, (a, b) -> a / b, false));
    return of(quotients.min, quotients.max, false);
  }

  /** Returns the remainders, which have the sign of the dividend. */
  Interval modulo(Interval other) {
    boolean always0 = other.min == 0 && other.max == 0;
    if (eitherEmpty(other) || always0) {
      return EMPTY;
    }
    boolean bothWhole = whole && other.whole;
    double below = other.magnitude() - (bothWhole ? 1 : 0);
    return of(min < 0 ? Math.max(min, -below) : 0, max > 0 ? Math.min(max, below) : 0, bothWhole);
  }

  Interval power(Interval other) {
    if (eitherEmpty(other)) {
      return EMPTY;
    }
    boolean powersWhole = whole && other.whole && other.min >= 0;
    if (min >= 0) {
      return corners(other, Math::pow, powersWhole);
    }
    // Powers of a negative base have either sign, and the interval may include numbers near 0.
    double smallest = max < 0 ? -max : whole ? 1 : 0;
    Interval magnitudes = new Interval(smallest, magnitude(), whole);
    double largest = Math.max(1, magnitudes.corners(other, Math::pow, whole).magnitude());
    return of(-largest, largest, powersWhole);
  }

  /** Returns the image under a monotonically increasing function. */
  Interval map(DoubleUnaryOperator rising, boolean toWhole) {
    return isEmpty()
        ? this
        : of(rising.applyAsDouble(min), rising.applyAsDouble(max), whole || toWhole);
  }

  Interval absolute() {
    if (isEmpty()) {
      return this;
    }
    double lowest = min > 0 ? min : max < 0 ? -max : 0;
    return of(lowest, magnitude(), whole);
  }

  /** Returns the square roots; negative numbers have none. */
  Interval squareRoot() {
    return max < 0 || isEmpty() ? EMPTY : of(Math.sqrt(Math.max(0, min)), Math.sqrt(max), false);
  }

  Interval minimum(Interval other) {
    return eitherEmpty(other)
        ? EMPTY
        : new Interval(Math.min(min, other.min), Math.min(max, other.max), whole && other.whole);
  }

  Interval maximum(Interval other) {
    return eitherEmpty(other)
        ? EMPTY
        : new Interval(Math.max(min, other.min), Math.max(max, other.max), whole && other.whole);
  }

  private boolean eitherEmpty(Interval other) {
    return isEmpty() || other.isEmpty();
  }

  private Interval corners(Interval other, DoubleBinaryOperator operator, boolean toWhole) {
    if (eitherEmpty(other)) {
      return EMPTY;
    }
    Interval corners = EMPTY;
    for (double left : new double[] {min, max}) {
      for (double right : new double[] {other.min, other.max}) {
        corners = corners.including(operator.applyAsDouble(left, right));
      }
    }
    return of(corners.min, corners.max, toWhole);
  }
}
