package dicegate.dice.odds;

import dicegate.dice.DiceLimits;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Accumulates the weights of outcomes, added in any order. Confined to one thread. */
final class OutcomeWeights {

  private final CostBudget budget;
  private final Map<Double, BigInteger> byOutcome = new HashMap<>();

  OutcomeWeights(CostBudget budget) {
    this.budget = budget;
  }

  /** Tells whether a number is a valid outcome; other results are failures. */
  static boolean isValid(double number) {
    return Math.abs(number) <= DiceLimits.MAX_NUMBER;
  }

  void add(double outcome, BigInteger weight) {
    budget.charge(CostBudget.STEP + CostBudget.words(weight.bitLength()));
    byOutcome.merge(outcome + 0.0, weight, BigInteger::add);
    if (byOutcome.size() > CostBudget.MAX_OUTCOMES) {
      throw new BudgetExceededException("outcomes");
    }
  }

  /** Adds all outcomes of a distribution, with their weights multiplied by a factor. */
  void add(Distribution distribution, BigInteger factor) {
    for (int i = 0; i < distribution.size(); i++) {
      add(distribution.outcome(i), distribution.weight(i).multiply(factor));
    }
  }

  /** Returns the weight of all outcomes. */
  BigInteger totalWeight() {
    return byOutcome.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  Distribution distribution(BigInteger failed, BigInteger total) {
    budget.chargeOutcomes(byOutcome.size(), total.bitLength());
    double[] outcomes = byOutcome.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(outcomes);
    BigInteger[] sorted = new BigInteger[outcomes.length];
    for (int i = 0; i < outcomes.length; i++) {
      sorted[i] = byOutcome.getOrDefault(outcomes[i], BigInteger.ZERO);
    }
    return new Distribution(outcomes, sorted, failed, total);
  }
}
