package dicegate.dice.odds;

import dicegate.dice.DiceLimits;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * An interval to calculate with. Rounding keeps the order of numbers, so that the extremes of
 * rounded arithmetic are the rounded extremes.
 *
 * @param min above {@code max} if the interval is empty
 * @param whole whether there are only whole numbers in it
 */
record Range(double min, double max, boolean whole) {

  static final Range EMPTY = new Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, true);

  /** Returns what of an interval are numbers to calculate with. */
  static Range of(double min, double max, boolean whole) {
    double low = Math.max(min, -DiceLimits.MAX_NUMBER) + 0.0;
    double high = Math.min(max, DiceLimits.MAX_NUMBER) + 0.0;
    return low <= high ? new Range(low, high, whole) : EMPTY;
  }

  boolean isEmpty() {
    return !(min <= max);
  }

  /** Returns the largest magnitude. */
  double magnitude() {
    return Math.max(Math.abs(min), Math.abs(max));
  }

  /** Returns the whole numbers in it from a least to a greatest one. */
  Range within(double least, double most) {
    double low = Math.max(least, Math.ceil(min));
    double high = Math.min(most, Math.floor(max));
    return of(low, high, true);
  }

  Range and(Range other) {
    return new Range(Math.min(min, other.min), Math.max(max, other.max), whole && other.whole);
  }

  Range with(double number) {
    return new Range(Math.min(min, number), Math.max(max, number), whole);
  }

  Range plus(Range other) {
    return either(other) ? EMPTY : of(min + other.min, max + other.max, whole && other.whole);
  }

  Range negated() {
    return isEmpty() ? this : of(-max, -min, whole);
  }

  Range times(Range other) {
    return corners(other, (a, b) -> a * b, whole && other.whole);
  }

  /** Returns the quotients; those by zero are none. */
  Range dividedBy(Range other) {
    double nearest = other.whole ? 1 : Double.MIN_VALUE;
    Range above = new Range(Math.max(other.min, nearest), other.max, other.whole);
    Range below = new Range(other.min, Math.min(other.max, -nearest), other.whole);
    Range quotients =
        corners(above, (a, b) -> a / b, false).and(corners(below, (a, b) -> a / b, false));
    return of(quotients.min, quotients.max, false);
  }

  /** Returns the remainders, which have the sign of what is divided. */
  Range modulo(Range other) {
    boolean always0 = other.min == 0 && other.max == 0;
    if (either(other) || always0) {
      return EMPTY;
    }
    boolean bothWhole = whole && other.whole;
    double below = other.magnitude() - (bothWhole ? 1 : 0);
    return of(min < 0 ? Math.max(min, -below) : 0, max > 0 ? Math.min(max, below) : 0, bothWhole);
  }

  Range power(Range other) {
    if (either(other)) {
      return EMPTY;
    }
    boolean powersWhole = whole && other.whole && other.min >= 0;
    if (min >= 0) {
      return corners(other, Math::pow, powersWhole);
    }
    // A negative number has powers of either sign, and numbers near 0 may be in between.
    double smallest = max < 0 ? -max : whole ? 1 : 0;
    Range magnitudes = new Range(smallest, magnitude(), whole);
    double largest = Math.max(1, magnitudes.corners(other, Math::pow, whole).magnitude());
    return of(-largest, largest, powersWhole);
  }

  /** Returns what a function makes of it that keeps the order of numbers. */
  Range map(DoubleUnaryOperator rising, boolean toWhole) {
    return isEmpty()
        ? this
        : of(rising.applyAsDouble(min), rising.applyAsDouble(max), whole || toWhole);
  }

  Range absolute() {
    if (isEmpty()) {
      return this;
    }
    double least = min > 0 ? min : max < 0 ? -max : 0;
    return of(least, magnitude(), whole);
  }

  Range lesser(Range other) {
    return either(other)
        ? EMPTY
        : new Range(Math.min(min, other.min), Math.min(max, other.max), whole && other.whole);
  }

  Range greater(Range other) {
    return either(other)
        ? EMPTY
        : new Range(Math.max(min, other.min), Math.max(max, other.max), whole && other.whole);
  }

  private boolean either(Range other) {
    return isEmpty() || other.isEmpty();
  }

  private Range corners(Range other, DoubleBinaryOperator operator, boolean toWhole) {
    if (either(other)) {
      return EMPTY;
    }
    Range corners = EMPTY;
    for (double left : new double[] {min, max}) {
      for (double right : new double[] {other.min, other.max}) {
        corners = corners.with(operator.applyAsDouble(left, right));
      }
    }
    return of(corners.min, corners.max, toWhole);
  }
}
