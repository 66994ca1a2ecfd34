package dicegate.dice.odds;

import java.math.BigInteger;

/**
 * The exact moments of a distribution. A double is a whole number times a power of two, so all
 * outcomes are whole multiples of the smallest such power, the unit.
 *
 * @param zeroth the weight of all outcomes
 * @param first the sum of weight times outcome, in units
 * @param second the sum of weight times outcome squared, in units squared
 * @param exponent the unit is {@code 2^-exponent}; 0 or more
 */
record Moments(BigInteger zeroth, BigInteger first, BigInteger second, int exponent) {

  static Moments of(Distribution distribution) {
    int exponent = 0;
    for (int i = 0; i < distribution.size(); i++) {
      exponent = Math.max(exponent, exponent(distribution.outcome(i)));
    }
    BigInteger first = BigInteger.ZERO;
    BigInteger second = BigInteger.ZERO;
    for (int i = 0; i < distribution.size(); i++) {
      BigInteger units = units(distribution.outcome(i), exponent);
      BigInteger moment = distribution.weight(i).multiply(units);
      first = first.add(moment);
      second = second.add(moment.multiply(units));
    }
    return new Moments(distribution.knownWeight(), first, second, exponent);
  }

  Fraction mean() {
    return new Fraction(first, zeroth.shiftLeft(exponent));
  }

  double standardDeviation() {
    BigInteger variance = second.multiply(zeroth).subtract(first.multiply(first));
    // The square root is taken of a scaled number, since a squared unit could underflow.
    int shift = (variance.bitLength() - 2 * zeroth.bitLength()) & ~1;
    BigInteger scaledUp = shift < 0 ? variance.shiftLeft(-shift) : variance;
    BigInteger square = zeroth.multiply(zeroth);
    BigInteger scaledDown = shift < 0 ? square : square.shiftLeft(shift);
    return Math.scalb(Math.sqrt(Fraction.quotient(scaledUp, scaledDown)), shift / 2 - exponent);
  }

  /** Returns the number of binary digits after the point. */
  private static int exponent(double number) {
    if (number == Math.rint(number)) {
      return 0;
    }
    long bits = Double.doubleToLongBits(number);
    long fraction = bits & ((1L << 52) - 1);
    boolean subnormal = Math.getExponent(number) < Double.MIN_EXPONENT;
    long mantissa = subnormal ? fraction : fraction | (1L << 52);
    int power = subnormal ? Double.MIN_EXPONENT : Math.getExponent(number);
    return 52 - power - Long.numberOfTrailingZeros(mantissa);
  }

  private static BigInteger units(double number, int exponent) {
    if (number == Math.rint(number)) {
      return BigInteger.valueOf((long) number).shiftLeft(exponent);
    }
    int own = exponent(number);
    return BigInteger.valueOf((long) Math.scalb(number, own)).shiftLeft(exponent - own);
  }
}
