package dicegate.dice.odds;

import java.math.BigInteger;
import java.util.function.IntConsumer;

/**
 * Polynomials as single numbers: the coefficients stand side by side, each in so many bits that the
 * largest there will be fits. Then polynomials multiply and add as numbers do, and moving the bits
 * moves the exponents.
 *
 * @param bits of a coefficient, a multiple of 8
 */
record KroneckerPacking(int bits) {

  /** Leaves room for coefficients up to this. */
  static KroneckerPacking upTo(BigInteger largest) {
    return new KroneckerPacking((largest.bitLength() / Byte.SIZE + 1) * Byte.SIZE);
  }

  /** What is told of one coefficient. */
  interface Visitor {
    void visit(int exponent, BigInteger coefficient);
  }

  /** Returns the bits by which a polynomial moves for so many exponents. */
  int shift(long exponents) {
    return Math.toIntExact(exponents * bits);
  }

  /** Returns the polynomial with those exponents and coefficients above 0. */
  BigInteger pack(int[] exponents, BigInteger[] coefficients) {
    int last = 0;
    for (int exponent : exponents) {
      last = Math.max(last, exponent);
    }
    int width = bits / Byte.SIZE;
    byte[] bytes = new byte[Math.multiplyExact(last + 1, width)];
    for (int i = 0; i < exponents.length; i++) {
      byte[] coefficient = coefficients[i].toByteArray();
      int length = Math.min(coefficient.length, width);
      int end = bytes.length - exponents[i] * width;
      System.arraycopy(coefficient, coefficient.length - length, bytes, end - length, length);
    }
    return new BigInteger(1, bytes);
  }

  /** Tells all coefficients above 0, from the lowest exponent. */
  void unpack(BigInteger polynomial, Visitor visitor) {
    byte[] bytes = polynomial.toByteArray();
    int width = bits / Byte.SIZE;
    IntConsumer visit =
        exponent -> {
          int end = bytes.length - exponent * width;
          int start = Math.max(0, end - width);
          BigInteger coefficient = new BigInteger(1, bytes, start, end - start);
          if (coefficient.signum() > 0) {
            visitor.visit(exponent, coefficient);
          }
        };
    for (int exponent = 0; exponent * width < bytes.length; exponent++) {
      visit.accept(exponent);
    }
  }
}
