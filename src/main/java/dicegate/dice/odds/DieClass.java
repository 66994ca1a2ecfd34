package dicegate.dice.odds;

import java.math.BigInteger;

/**
 * Some dice alike, each independent of the others unless they are {@code distinct}.
 *
 * @param count how many
 * @param values what a die may come to, by which it is kept or dropped
 * @param scores what it adds when kept, for each value
 * @param weights of the values, each 1 or more; 1 if distinct
 * @param distinct whether no two of them come to the same value
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never leaves the package
record DieClass(
    int count, double[] values, double[] scores, BigInteger[] weights, boolean distinct) {

  DieClass times(int dice) {
    return new DieClass(dice, values, scores, weights, distinct);
  }

  /** Returns in how many ways the dice fall. */
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
