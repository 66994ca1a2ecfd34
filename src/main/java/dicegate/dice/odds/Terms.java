package dicegate.dice.odds;

import java.math.BigInteger;
import java.util.TreeMap;

/**
 * The terms of a polynomial; the arrays must not be modified.
 *
 * @param exponents ascending from 0
 * @param coefficients each 1 or more
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never leaves the package
record Terms(int[] exponents, BigInteger[] coefficients) {

  /** Returns the terms of numbers on the lattice, given in any order. */
  static Terms of(double[] numbers, BigInteger[] weights, Lattice lattice) {
    TreeMap<Integer, BigInteger> byExponent = new TreeMap<>();
    for (int i = 0; i < numbers.length; i++) {
      double index = lattice.index(numbers[i]);
      if (index > CostBudget.MAX_OUTCOMES) {
        throw new BudgetExceededException("outcomes");
      }
      byExponent.merge((int) index, weights[i], BigInteger::add);
    }
    return new Terms(
        byExponent.keySet().stream().mapToInt(Integer::intValue).toArray(),
        byExponent.values().toArray(BigInteger[]::new));
  }

  int count() {
    return exponents.length;
  }

  int degree() {
    return exponents[exponents.length - 1];
  }
}
