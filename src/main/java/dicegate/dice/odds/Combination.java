package dicegate.dice.odds;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Functions of one or two independent random variables. Stateless. */
final class Combination {

  private Combination() {}

  /** Returns the odds of a function of the operand; an invalid result counts as a failure. */
  static Distribution map(Distribution operand, DoubleUnaryOperator function, CostBudget budget) {
    OutcomeWeights weights = new OutcomeWeights(budget);
    for (int i = 0; i < operand.size(); i++) {
      double outcome = function.applyAsDouble(operand.outcome(i));
      if (OutcomeWeights.isValid(outcome)) {
        weights.add(outcome, operand.weight(i));
      }
    }
    BigInteger newlyFailed = operand.knownWeight().subtract(weights.totalWeight());
    return weights.distribution(operand.failed().add(newlyFailed), operand.total());
  }

  /** Returns the odds of an operation on two operands; an invalid result counts as a failure. */
  static Distribution pairs(
      Distribution left, Distribution right, DoubleBinaryOperator operator, CostBudget budget) {
    budget.charge(pairsCost(left, right));
    OutcomeWeights weights = new OutcomeWeights(budget);
    for (int i = 0; i < left.size(); i++) {
      for (int j = 0; j < right.size(); j++) {
        double outcome = operator.applyAsDouble(left.outcome(i), right.outcome(j));
        if (OutcomeWeights.isValid(outcome)) {
          weights.add(outcome, left.weight(i).multiply(right.weight(j)));
        }
      }
    }
    BigInteger newlyFailed =
        left.knownWeight().multiply(right.knownWeight()).subtract(weights.totalWeight());
    BigInteger failed = failed(left, right).add(newlyFailed);
    return weights.distribution(failed, left.total().multiply(right.total()));
  }

  static double pairsCost(Distribution left, Distribution right) {
    double products = (double) left.size() * right.size();
    return products * (CostBudget.STEP + 2.0 * left.words() * right.words());
  }

  /** Returns the weight of the pairs of which at least one fails. */
  static BigInteger failed(Distribution left, Distribution right) {
    BigInteger leftSucceeded = left.total().subtract(left.failed());
    BigInteger rightSucceeded = right.total().subtract(right.failed());
    return left.total().multiply(right.total()).subtract(leftSucceeded.multiply(rightSucceeded));
  }

  /** Returns the odds of the maximum, as the product of the cumulative distributions. */
  static Distribution max(Distribution left, Distribution right, CostBudget budget) {
    double[] outcomes = merged(left, right);
    BigInteger total = left.total().multiply(right.total());
    budget.chargeOutcomes(outcomes.length, total.bitLength());
    budget.charge(outcomes.length * (CostBudget.STEP + 2.0 * left.words() * right.words()));
    OutcomeWeights weights = new OutcomeWeights(budget);
    BigInteger leftBelow = BigInteger.ZERO;
    BigInteger rightBelow = BigInteger.ZERO;
    BigInteger before = BigInteger.ZERO;
    for (double outcome : outcomes) {
      leftBelow = leftBelow.add(left.weightOf(outcome));
      rightBelow = rightBelow.add(right.weightOf(outcome));
      BigInteger upTo = leftBelow.multiply(rightBelow);
      if (!upTo.equals(before)) {
        weights.add(outcome, upTo.subtract(before));
      }
      before = upTo;
    }
    return weights.distribution(failed(left, right), total);
  }

  /** Returns the odds of the minimum. */
  static Distribution min(Distribution left, Distribution right, CostBudget budget) {
    return negated(max(negated(left), negated(right), budget));
  }

  static Distribution negated(Distribution operand) {
    int size = operand.size();
    double[] outcomes = new double[size];
    BigInteger[] weights = new BigInteger[size];
    for (int i = 0; i < size; i++) {
      outcomes[size - 1 - i] = 0.0 - operand.outcome(i);
      weights[size - 1 - i] = operand.weight(i);
    }
    return new Distribution(outcomes, weights, operand.failed(), operand.total());
  }

  private static double[] merged(Distribution left, Distribution right) {
    double[] all = new double[left.size() + right.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = i < left.size() ? left.outcome(i) : right.outcome(i - left.size());
    }
    return Arrays.stream(all).sorted().distinct().toArray();
  }
}
