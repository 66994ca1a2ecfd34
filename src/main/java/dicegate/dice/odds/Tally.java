package dicegate.dice.odds;

import dicegate.dice.DiceLimits;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Adds up the weights of outcomes in any order. Confined to one thread. */
final class Tally {

  private final Work work;
  private final Map<Double, BigInteger> weights = new HashMap<>();

  Tally(Work work) {
    this.work = work;
  }

  /** Tells whether a number is one to calculate with; the others are failures. */
  static boolean counts(double number) {
    return Math.abs(number) <= DiceLimits.MAX_NUMBER;
  }

  void add(double outcome, BigInteger weight) {
    work.charge(Work.STEP + Work.words(weight.bitLength()));
    weights.merge(outcome + 0.0, weight, BigInteger::add);
    if (weights.size() > Work.MAX_OUTCOMES) {
      throw new TooMuchWorkException("outcomes");
    }
  }

  /** Adds all outcomes of a distribution, with their weights times a factor. */
  void add(Distribution distribution, BigInteger factor) {
    for (int i = 0; i < distribution.size(); i++) {
      add(distribution.outcome(i), distribution.weight(i).multiply(factor));
    }
  }

  /** Returns the weight of all outcomes. */
  BigInteger told() {
    return weights.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  Distribution distribution(BigInteger failed, BigInteger total) {
    work.chargeOutcomes(weights.size(), total.bitLength());
    double[] outcomes = weights.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(outcomes);
    BigInteger[] sorted = new BigInteger[outcomes.length];
    for (int i = 0; i < outcomes.length; i++) {
      sorted[i] = weights.getOrDefault(outcomes[i], BigInteger.ZERO);
    }
    return new Distribution(outcomes, sorted, failed, total);
  }
}
