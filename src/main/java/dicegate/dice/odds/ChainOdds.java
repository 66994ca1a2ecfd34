package dicegate.dice.odds;

import dicegate.dice.notation.DieModifiers.Explosion;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * The odds of the sum of one die and all dice that it adds by exploding, or subtracts by imploding,
 * link by link: the partial sums of the chains that have not ended are kept with their weights.
 * Confined to one thread.
 */
final class ChainOdds {

  private final DieFaces die;
  private final Explosion explosion;
  private final Link link;
  private final CostBudget budget;
  private final Map<Long, BigInteger> sums = new HashMap<>();

  /** The value that a die adds to its chain. */
  interface Link {

    /**
     * Returns the value.
     *
     * @param shown the face less the penetration
     * @param subtracted whether the die is subtracted
     */
    long value(long shown, boolean subtracted);
  }

  /** The partial sums of chains that have not ended, by the cause of the next die. */
  private record Alive(Map<Long, BigInteger> exploded, Map<Long, BigInteger> imploded) {

    private Alive() {
      this(new HashMap<>(), new HashMap<>());
    }
  }

  /**
   * Prepares the computation.
   *
   * @param explosion with any trigger
   */
  ChainOdds(DieFaces die, Explosion explosion, Link link, CostBudget budget) {
    this.die = die;
    this.explosion = explosion;
    this.link = link;
    this.budget = budget;
  }

  /**
   * Returns the odds of the chain; chains that are longer than {@code links} are cut, unless no die
   * may add that many.
   *
   * @param links the largest number of further dice that is followed
   * @param finish the value of a chain, given its sum
   */
  Distribution upTo(int links, LongUnaryOperator finish) {
    BigInteger weight = BigInteger.valueOf(die.total());
    Alive alive = new Alive();
    first(alive, weight.pow(links), links);
    boolean subtracts = !alive.imploded().isEmpty();
    Map<Long, BigInteger> added = alive.exploded();
    Map<Long, BigInteger> subtracted = alive.imploded();
    for (int further = 1; further <= links; further++) {
      budget.charge(2.0 * CostBudget.words(weight.bitLength() * links));
      BigInteger factor = weight.pow(links - further);
      added = step(added, false, further, factor);
      subtracted = subtracts ? step(subtracted, true, further, factor) : subtracted;
    }
    OutcomeWeights weights = new OutcomeWeights(budget);
    sums.forEach((sum, ways) -> weights.add((double) finish.applyAsLong(sum), ways));
    return weights.distribution(BigInteger.ZERO, weight.pow(links + 1));
  }

  private void first(Alive alive, BigInteger factor, int links) {
    budget.charge(2.0 * CostBudget.words(factor.bitLength()) * (links + 1));
    budget.charge(die.count() * 2.0 * CostBudget.STEP);
    for (int i = 0; i < die.count(); i++) {
      long sum = link.value(die.faces()[i], false);
      BigInteger weight = BigInteger.valueOf(die.weights()[i]);
      if (die.explodes()[i]) {
        alive.exploded().merge(sum, weight, BigInteger::add);
      } else if (die.implodes()[i]) {
        alive.imploded().merge(sum, weight, BigInteger::add);
      } else {
        sums.merge(sum, factor.multiply(weight), BigInteger::add);
      }
    }
  }

  /**
   * Adds one die to each chain, and returns those that have not ended.
   *
   * @param further the number of this die, counted from 1
   * @param factor the weight of all dice after it
   */
  private Map<Long, BigInteger> step(
      Map<Long, BigInteger> alive, boolean subtracted, int further, BigInteger factor) {
    Map<Long, BigInteger> next = new HashMap<>();
    boolean imploded = subtracted && further == 1;
    int penetration = explosion.penetrating() && !imploded ? 1 : 0;
    boolean last = further == explosion.links();
    alive.forEach(
        (sum, ways) -> {
          double words = CostBudget.words(ways.bitLength() + factor.bitLength());
          budget.charge(die.count() * (2.0 * CostBudget.STEP + 2 * words));
          BigInteger ended = ways.multiply(factor);
          for (int i = 0; i < die.count(); i++) {
            long longer = sum + link.value(die.faces()[i] - penetration, subtracted);
            BigInteger weight = BigInteger.valueOf(die.weights()[i]);
            if (die.explodes()[i] && !last) {
              next.merge(longer, ways.multiply(weight), BigInteger::add);
            } else {
              sums.merge(longer, ended.multiply(weight), BigInteger::add);
            }
          }
        });
    return next;
  }
}
