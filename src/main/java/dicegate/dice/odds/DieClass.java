package dicegate.dice.odds;

import java.math.BigInteger;

/**
 * Identically distributed dice, independent unless they are {@code distinct}.
 *
 * @param count the number of dice
 * @param values the possible values, by which a die is kept or dropped
 * @param scores what a die adds when kept, for each value
 * @param weights of the values, each 1 or more; 1 if distinct
 * @param distinct whether the values of all dice are different
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never leaves the package
record DieClass(
    int count, double[] values, double[] scores, BigInteger[] weights, boolean distinct) {

  DieClass times(int dice) {
    return new DieClass(dice, values, scores, weights, distinct);
  }

  /** Returns the number of ways to roll the dice. */
  BigInteger ways(CostBudget budget) {
    if (distinct) {
      return Binomials.of(values.length, count, budget);
    }
    BigInteger sum = BigInteger.ZERO;
    for (BigInteger weight : weights) {
      sum = sum.add(weight);
    }
    return Binomials.power(sum, count, budget);
  }
}
