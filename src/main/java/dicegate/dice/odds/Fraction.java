package dicegate.dice.odds;

import java.math.BigInteger;

/**
 * An exact fraction in lowest terms.
 *
 * @param denominator 1 or more
 */
public record Fraction(BigInteger numerator, BigInteger denominator) {

  /** The bits for the quotient of doubles, with guard bits for rounding. */
  private static final int BITS = 64;

  /**
   * Reduces the fraction to lowest terms.
   *
   * @throws IllegalArgumentException if the denominator is 0
   */
  public Fraction {
    if (denominator.signum() == 0) {
      throw new IllegalArgumentException("the denominator must not be 0");
    }
    BigInteger common = numerator.gcd(denominator);
    if (denominator.signum() < 0) {
      common = common.negate();
    }
    numerator = numerator.divide(common);
    denominator = denominator.divide(common);
  }

  /** Returns the fraction of two small numbers. */
  public static Fraction of(long numerator, long denominator) {
    return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  /** Returns the nearest double, or a neighbour of it. */
  public double value() {
    return quotient(numerator, denominator);
  }

  /** Divides numbers of any length, with an error of at most two units in the last place. */
  static double quotient(BigInteger numerator, BigInteger denominator) {
    int above = Math.max(0, numerator.bitLength() - BITS);
    int below = Math.max(0, denominator.bitLength() - BITS);
    double quotient =
        numerator.shiftRight(above).doubleValue() / denominator.shiftRight(below).doubleValue();
    return Math.scalb(quotient, above - below);
  }

  /** Returns text such as {@code 15869/1296}, or {@code 7} if the fraction is whole. */
  @Override
  public String toString() {
    return denominator.equals(BigInteger.ONE)
        ? numerator.toString()
        : numerator + "/" + denominator;
  }
}
