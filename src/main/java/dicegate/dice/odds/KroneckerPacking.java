package dicegate.dice.odds;

import java.math.BigInteger;
import java.util.function.IntConsumer;

/**
 * Kronecker substitution: a polynomial with coefficients from 0 is evaluated at a power of two that
 * is larger than every coefficient, so that the coefficients are bit fields of one number. Then
 * adding and multiplying the numbers adds and multiplies the polynomials, and shifting the bits
 * shifts the exponents.
 *
 * @param bits the bits of a coefficient, a multiple of 8
 * @see <a href="https://en.wikipedia.org/wiki/Kronecker_substitution">Kronecker substitution</a>
 */
record KroneckerPacking(int bits) {

  /** Returns the packing for coefficients up to the given one. */
  static KroneckerPacking upTo(BigInteger largest) {
    return new KroneckerPacking((largest.bitLength() / Byte.SIZE + 1) * Byte.SIZE);
  }

  /** Receives the coefficients of a polynomial. */
  interface Visitor {
    void visit(int exponent, BigInteger coefficient);
  }

  /** Returns the bits by which to shift a packed polynomial to raise its exponents. */
  int shift(long exponents) {
    return Math.toIntExact(exponents * bits);
  }

  /** Returns the packed polynomial with the given exponents and coefficients, each 1 or more. */
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

  /** Visits all coefficients above 0, from the lowest exponent. */
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
