package dicegate.dice.odds;

import java.math.BigInteger;

/**
 * An exact quotient in lowest terms.
 *
 * @param denominator 1 or more
 */
public record Fraction(BigInteger numerator, BigInteger denominator) {

  /** As many bits as a double's quotient needs, and some to round by. */
  private static final int BITS = 64;

  /**
   * Brings a quotient to lowest terms.
   *
   * @throws IllegalArgumentException if the denominator is 0
   */
  public Fraction {
    if (denominator.signum() == 0) {
      throw new IllegalArgumentException("nothing over 0 is a number");
    }
    BigInteger common = numerator.gcd(denominator);
    if (denominator.signum() < 0) {
      common = common.negate();
    }
    numerator = numerator.divide(common);
    denominator = denominator.divide(common);
  }

  /** Returns the quotient of two small numbers. */
  public static Fraction of(long numerator, long denominator) {
    return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  /** Returns the nearest double, or one next to it. */
  public double value() {
    return quotient(numerator, denominator);
  }

  /** Divides numbers of any length, to within a unit or two in the last place. */
  static double quotient(BigInteger numerator, BigInteger denominator) {
    int above = Math.max(0, numerator.bitLength() - BITS);
    int below = Math.max(0, denominator.bitLength() - BITS);
    double quotient =
        numerator.shiftRight(above).doubleValue() / denominator.shiftRight(below).doubleValue();
    return Math.scalb(quotient, above - below);
  }

  /** Returns it as {@code 15869/1296}, or as {@code 7} where it is whole. */
  @Override
  public String toString() {
    return denominator.equals(BigInteger.ONE)
        ? numerator.toString()
        : numerator + "/" + denominator;
  }
}
