package dicegate.dice.odds;

import java.math.BigInteger;

/** Numbers of combinations, and of sequences with repetition. Stateless. */
final class Binomials {

  private Binomials() {}

  /** Returns the binomial coefficient; 0 if {@code chosen} is greater than {@code from}. */
  static BigInteger of(int from, int chosen, CostBudget budget) {
    if (chosen > from) {
      return BigInteger.ZERO;
    }
    int few = Math.min(chosen, from - chosen);
    budget.charge(few * (2.0 * CostBudget.STEP + few / 8.0));
    BigInteger ways = BigInteger.ONE;
    for (int i = 1; i <= few; i++) {
      ways = ways.multiply(BigInteger.valueOf(from - few + i)).divide(BigInteger.valueOf(i));
    }
    return ways;
  }

  /** Returns the number of sequences of {@code chosen} elements, with repetition. */
  static BigInteger power(BigInteger from, int chosen, CostBudget budget) {
    double words = (double) from.bitLength() * chosen / Long.SIZE + 1;
    if (words > CostBudget.MAX_WORDS) {
      throw new BudgetExceededException("size");
    }
    budget.chargeProduct((long) words / 2 + 1, (long) words / 2 + 1);
    return from.pow(chosen);
  }
}
