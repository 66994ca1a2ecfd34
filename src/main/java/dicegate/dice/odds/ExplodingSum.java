package dicegate.dice.odds;

import java.math.BigInteger;
import java.util.Arrays;

/*
 * The order in which the dice fall does not matter to their sum. A pool of n dice ends with n dice
 * that did not explode, and if m did, they fell in C(n - 1 + m, m) orders, the last one being fixed.
 * So the sums are N^n * (C(n - 1, 0) + C(n, 1) E + C(n + 1, 2) E^2 + ...), with N and E the
 * polynomials of the faces that end and explode; to have one denominator, each E left out is made up
 * for by all sides. The weights stay much shorter than those of chains that are followed one by one.
 */

/**
 * The sum of a pool whose exploding dice each bring one more. Confined to one thread, used once.
 */
final class ExplodingSum {

  private final BigInteger sides;
  private final int dice;
  private final int added;
  private final CostBudget budget;
  private final BigInteger total;
  private final KroneckerPacking packing;

  /**
   * Prepares the count.
   *
   * @param sides the weight of all faces
   * @param dice how many are rolled at first, 1 or more
   * @param added how many more are followed; the rest is cut
   */
  ExplodingSum(BigInteger sides, int dice, int added, CostBudget budget) {
    this.sides = sides;
    this.dice = dice;
    this.added = added;
    this.budget = budget;
    this.total = Binomials.power(sides, dice + added, budget);
    this.packing = KroneckerPacking.upTo(total);
  }

  /**
   * Returns the distribution of the sum.
   *
   * @param ending the faces that do not explode, and what they are worth
   * @param exploding the others, one or more
   */
  Distribution of(DieClass ending, DieClass exploding) {
    long base = (long) min(ending.scores());
    long endingDivisor =
        Lattice.divisor(0, ending.scores().length, i -> (long) ending.scores()[i] - base);
    long divisor =
        Lattice.divisor(
            endingDivisor, exploding.scores().length, i -> (long) exploding.scores()[i]);
    Lattice endings = Lattice.of(base, divisor);
    // Exponents are never below 0, so each explosion is moved up, and the result back at the end.
    Lattice explosions = new Lattice(Math.min(0, (long) min(exploding.scores())), endings.step());
    Terms endingTerms = Terms.of(ending.scores(), ending.weights(), endings);
    Terms explosionTerms = Terms.of(exploding.scores(), exploding.weights(), explosions);
    long shift = -explosions.base() / explosions.step();
    double length =
        (double) endingTerms.degree() * dice
            + (double) (explosionTerms.degree() + shift) * added
            + 1;
    budget.chargeOutcomes(length, total.bitLength());
    BigInteger series = series(explosionTerms, shift);
    BigInteger ended = Powers.packed(endingTerms, dice, packing, budget);
    budget.chargeProduct(CostBudget.words(series.bitLength()), CostBudget.words(ended.bitLength()));
    Lattice sums = new Lattice(endings.base() * dice + explosions.base() * added, endings.step());
    BigInteger product = series.multiply(ended);
    return Convolution.unpack(product, packing, sums, BigInteger.ZERO, total, budget);
  }

  /** Adds up the explosions, from the most to none, by Horner's rule. */
  private BigInteger series(Terms explosions, long shift) {
    BigInteger orders = Binomials.of(dice - 1 + added, added, budget);
    BigInteger unusedWays = BigInteger.ONE;
    BigInteger sum = orders;
    for (int number = added; number > 0; number--) {
      // C(n - 1 + m, m) to the one with m - 1.
      orders =
          orders
              .multiply(BigInteger.valueOf(number))
              .divide(BigInteger.valueOf(dice - 1L + number));
      unusedWays = unusedWays.multiply(sides);
      int bits = packing.shift(shift * (added - number + 1));
      sum = times(sum, explosions).add(orders.multiply(unusedWays).shiftLeft(bits));
    }
    return sum;
  }

  private BigInteger times(BigInteger packed, Terms terms) {
    budget.charge(terms.count() * (CostBudget.STEP + 4.0 * CostBudget.words(packed.bitLength())));
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < terms.count(); i++) {
      int bits = packing.shift(terms.exponents()[i]);
      sum = sum.add(packed.multiply(terms.coefficients()[i]).shiftLeft(bits));
    }
    return sum;
  }

  private static double min(double[] numbers) {
    return Arrays.stream(numbers).min().orElse(0);
  }
}
