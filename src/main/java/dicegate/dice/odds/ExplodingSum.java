package dicegate.dice.odds;

import java.math.BigInteger;
import java.util.Arrays;

/*
 * The order of the dice does not matter for their sum. A pool of n dice ends with exactly n dice
 * that do not explode; if m dice explode, there are C(n - 1 + m, m) orders, since the last die does
 * not explode (the negative binomial distribution). With N and E the generating polynomials of the
 * faces that end and that explode, the generating function of the sum is
 *
 *   N^n * (C(n - 1, 0) + C(n, 1) E + C(n + 1, 2) E^2 + ...) = (N / (1 - E))^n,
 *
 * cut after a number of terms. For a common denominator, a term is multiplied by the weight of all
 * sides for each power of E that it has less than the last term. The weights are much shorter than
 * those of chains that are followed die by die.
 */

/** The odds of the sum of a pool of exploding dice. Confined to one thread, used once. */
final class ExplodingSum {

  private final BigInteger sides;
  private final int dice;
  private final int added;
  private final CostBudget budget;
  private final BigInteger total;
  private final KroneckerPacking packing;

  /**
   * Prepares the computation.
   *
   * @param sides the weight of all faces
   * @param dice the number of dice before explosions, 1 or more
   * @param added the largest number of added dice that is followed; the rest is cut
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
   * @param ending the faces that do not explode, with their scores
   * @param exploding the faces that explode, one or more
   */
  Distribution of(DieClass ending, DieClass exploding) {
    long base = (long) min(ending.scores());
    long endingDivisor =
        Lattice.divisor(0, ending.scores().length, i -> (long) ending.scores()[i] - base);
    long divisor =
        Lattice.divisor(
            endingDivisor, exploding.scores().length, i -> (long) exploding.scores()[i]);
    Lattice endings = Lattice.of(base, divisor);
    // Exponents cannot be negative, so those of explosions are shifted up; the lattice of the sums
    // shifts the result back.
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

  /** Evaluates the sum over the number of explosions, from the largest to 0, by Horner's rule. */
  private BigInteger series(Terms explosions, long shift) {
    BigInteger orders = Binomials.of(dice - 1 + added, added, budget);
    BigInteger unusedWays = BigInteger.ONE;
    BigInteger sum = orders;
    for (int number = added; number > 0; number--) {
      // C(n - 2 + m, m - 1) from C(n - 1 + m, m).
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
