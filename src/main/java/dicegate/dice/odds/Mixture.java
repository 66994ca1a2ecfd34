package dicegate.dice.odds;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A mixture distribution, whose components depend on two other outcomes. Confined to one thread.
 */
final class Mixture {

  private final Distribution left;
  private final Distribution right;
  private final CostBudget budget;
  private final List<Part> parts = new ArrayList<>();
  private BigInteger denominator = BigInteger.ONE;

  private record Part(BigInteger weight, Distribution odds) {}

  Mixture(Distribution left, Distribution right, CostBudget budget) {
    this.left = left;
    this.right = right;
    this.budget = budget;
  }

  /** Adds the component for a pair of outcomes, given by their indices. */
  void add(int leftIndex, int rightIndex, Distribution odds) {
    parts.add(new Part(left.weight(leftIndex).multiply(right.weight(rightIndex)), odds));
    BigInteger total = odds.total();
    budget.chargeProduct(CostBudget.words(denominator.bitLength()), odds.words());
    if (denominator.mod(total).signum() != 0) {
      budget.charge(
          40.0 * CostBudget.words(denominator.bitLength()) * odds.words() + CostBudget.STEP);
      denominator = denominator.divide(denominator.gcd(total)).multiply(total);
    }
    budget.chargeOutcomes(odds.size(), denominator.bitLength());
  }

  Distribution distribution() {
    OutcomeWeights weights = new OutcomeWeights(budget);
    BigInteger failed = Combination.failed(left, right).multiply(denominator);
    for (Part part : parts) {
      Distribution odds = part.odds();
      budget.chargeProduct(CostBudget.words(denominator.bitLength()), odds.words());
      BigInteger factor = denominator.divide(odds.total()).multiply(part.weight());
      budget.charge(
          odds.size() * CostBudget.productCost(CostBudget.words(factor.bitLength()), odds.words()));
      weights.add(odds, factor);
      failed = failed.add(odds.failed().multiply(factor));
    }
    BigInteger total = left.total().multiply(right.total()).multiply(denominator);
    return weights.distribution(failed, total);
  }
}
