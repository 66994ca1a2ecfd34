package dicegate.dice.odds;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/*
 * The power C = P^n satisfies the differential equation P C' = n P' C. Comparing coefficients gives
 * each coefficient of C from as many earlier ones as P has terms (J.C.P. Miller's recurrence; Knuth,
 * The Art of Computer Programming, volume 2, section 4.7). Most faces of a die have equal weights,
 * so that Q = (1 - x) P has few terms: two for a plain die with any number of sides. In terms of Q
 * the equation is
 *
 *   (1 - x) Q C' = n ((1 - x) Q' + Q) C
 *
 * Both have the form D C' = N C, so that
 *
 *   c[m] d[0] m = sum over i >= 1 of (N[i-1] - d[i] (m - i)) c[m-i].
 */

/**
 * A linear recurrence for the coefficients of a power of a polynomial.
 *
 * @param leading d[0]
 * @param denominator d[i] by i, from 1
 * @param numerator N[i-1] by i, from 1
 */
record PowerRecurrence(
    BigInteger leading, Map<Integer, BigInteger> denominator, Map<Integer, BigInteger> numerator) {

  /** Returns the shorter recurrence for a power of a polynomial with a term of exponent 0. */
  static PowerRecurrence of(Terms terms, int power) {
    BigInteger times = BigInteger.valueOf(power);
    Map<Integer, BigInteger> base = new TreeMap<>();
    for (int i = 0; i < terms.count(); i++) {
      base.put(terms.exponents()[i], terms.coefficients()[i]);
    }
    PowerRecurrence miller = of(base, scaled(derivative(base), times));
    Map<Integer, BigInteger> differences = differences(base);
    Map<Integer, BigInteger> right = differences(derivative(differences));
    differences.forEach((exponent, difference) -> add(right, exponent, difference));
    PowerRecurrence ofDifferences = of(differences(differences), scaled(right, times));
    return ofDifferences.terms() < miller.terms() ? ofDifferences : miller;
  }

  private static PowerRecurrence of(Map<Integer, BigInteger> left, Map<Integer, BigInteger> right) {
    Map<Integer, BigInteger> denominator = new TreeMap<>(left);
    BigInteger leading = left.getOrDefault(0, BigInteger.ONE);
    denominator.remove(0);
    Map<Integer, BigInteger> numerator = new TreeMap<>();
    right.forEach((exponent, number) -> numerator.put(exponent + 1, number));
    denominator.keySet().forEach(offset -> numerator.putIfAbsent(offset, BigInteger.ZERO));
    return new PowerRecurrence(leading, denominator, numerator);
  }

  /** Returns the number of earlier coefficients that each one depends on. */
  int terms() {
    return numerator.size();
  }

  /** Returns the first {@code length} coefficients, given the one of exponent 0. */
  BigInteger[] coefficients(BigInteger start, int length) {
    int[] offsets = numerator.keySet().stream().mapToInt(Integer::intValue).toArray();
    BigInteger[] numerators = numerator.values().toArray(BigInteger[]::new);
    BigInteger[] denominators = new BigInteger[offsets.length];
    for (int i = 0; i < offsets.length; i++) {
      denominators[i] = denominator.getOrDefault(offsets[i], BigInteger.ZERO);
    }
    BigInteger[] result = new BigInteger[length];
    result[0] = start;
    for (int m = 1; m < length; m++) {
      BigInteger sum = BigInteger.ZERO;
      for (int i = 0; i < offsets.length && offsets[i] <= m; i++) {
        BigInteger denominatorTerm = denominators[i].multiply(BigInteger.valueOf(m - offsets[i]));
        sum = sum.add(numerators[i].subtract(denominatorTerm).multiply(result[m - offsets[i]]));
      }
      result[m] = sum.divide(leading.multiply(BigInteger.valueOf(m)));
    }
    return result;
  }

  private static Map<Integer, BigInteger> derivative(Map<Integer, BigInteger> polynomial) {
    Map<Integer, BigInteger> derivative = new TreeMap<>();
    polynomial.forEach(
        (exponent, coefficient) -> {
          if (exponent > 0) {
            derivative.put(exponent - 1, coefficient.multiply(BigInteger.valueOf(exponent)));
          }
        });
    return derivative;
  }

  /** Returns the product with {@code 1 - x}. */
  private static Map<Integer, BigInteger> differences(Map<Integer, BigInteger> polynomial) {
    Map<Integer, BigInteger> differences = new TreeMap<>();
    polynomial.forEach(
        (exponent, coefficient) -> {
          add(differences, exponent, coefficient);
          add(differences, exponent + 1, coefficient.negate());
        });
    return differences;
  }

  private static Map<Integer, BigInteger> scaled(
      Map<Integer, BigInteger> polynomial, BigInteger factor) {
    polynomial.replaceAll((exponent, coefficient) -> coefficient.multiply(factor));
    return polynomial;
  }

  private static void add(Map<Integer, BigInteger> polynomial, int exponent, BigInteger number) {
    BigInteger sum = polynomial.getOrDefault(exponent, BigInteger.ZERO).add(number);
    if (sum.signum() == 0) {
      polynomial.remove(exponent);
    } else {
      polynomial.put(exponent, sum);
    }
  }
}
