package dicegate.dice.odds;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The odds of what depends on two other outcomes. Confined to one thread. */
final class Mixture {

  private final Distribution left;
  private final Distribution right;
  private final Work work;
  private final List<Part> parts = new ArrayList<>();
  private BigInteger denominator = BigInteger.ONE;

  private record Part(BigInteger weight, Distribution odds) {}

  Mixture(Distribution left, Distribution right, Work work) {
    this.left = left;
    this.right = right;
    this.work = work;
  }

  /** Adds the odds for a pair of outcomes, by their indices. */
  void add(int leftIndex, int rightIndex, Distribution odds) {
    parts.add(new Part(left.weight(leftIndex).multiply(right.weight(rightIndex)), odds));
    BigInteger total = odds.total();
    work.chargeProduct(Work.words(denominator.bitLength()), odds.words());
    if (denominator.mod(total).signum() != 0) {
      work.charge(40.0 * Work.words(denominator.bitLength()) * odds.words() + Work.STEP);
      denominator = denominator.divide(denominator.gcd(total)).multiply(total);
    }
    work.chargeOutcomes(odds.size(), denominator.bitLength());
  }

  Distribution distribution() {
    Tally tally = new Tally(work);
    BigInteger failed = Combination.failed(left, right).multiply(denominator);
    for (Part part : parts) {
      Distribution odds = part.odds();
      work.chargeProduct(Work.words(denominator.bitLength()), odds.words());
      BigInteger factor = denominator.divide(odds.total()).multiply(part.weight());
      work.charge(odds.size() * Work.productCost(Work.words(factor.bitLength()), odds.words()));
      tally.add(odds, factor);
      failed = failed.add(odds.failed().multiply(factor));
    }
    BigInteger total = left.total().multiply(right.total()).multiply(denominator);
    return tally.distribution(failed, total);
  }
}
