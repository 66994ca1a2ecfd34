package dicegate.dice.odds;

import dicegate.dice.notation.DieModifiers.Explosion;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * The odds of the sum of one die and all dice that it adds by exploding, link by link: the partial
 * sums of the chains that have not ended are kept with their weights. Confined to one thread.
 */
final class ChainOdds {

  private final DieFaces die;
  private final boolean penetrating;
  private final LongUnaryOperator link;
  private final CostBudget budget;
  private final Map<Long, BigInteger> sums = new HashMap<>();

  /**
   * Prepares the computation.
   *
   * @param link the value that a die adds to the chain, given its face less the penetration
   */
  ChainOdds(DieFaces die, Explosion explosion, LongUnaryOperator link, CostBudget budget) {
    this.die = die;
    this.penetrating = explosion.penetrating();
    this.link = link;
    this.budget = budget;
  }

  /**
   * Returns the odds of the chain; chains that are longer are cut.
   *
   * @param links the largest number of added dice that is followed
   * @param finish the value of a chain, given its sum
   */
  Distribution upTo(int links, LongUnaryOperator finish) {
    BigInteger weight = BigInteger.valueOf(die.total());
    Map<Long, BigInteger> alive = Map.of(0L, BigInteger.ONE);
    for (int added = 0; added <= links; added++) {
      budget.charge(2.0 * CostBudget.words(weight.bitLength() * links));
      alive = step(alive, added > 0 && penetrating ? 1 : 0, weight.pow(links - added));
    }
    OutcomeWeights weights = new OutcomeWeights(budget);
    sums.forEach((sum, ways) -> weights.add((double) finish.applyAsLong(sum), ways));
    return weights.distribution(BigInteger.ZERO, weight.pow(links + 1));
  }

  private Map<Long, BigInteger> step(
      Map<Long, BigInteger> alive, int penetration, BigInteger factor) {
    Map<Long, BigInteger> next = new HashMap<>();
    alive.forEach(
        (sum, ways) -> {
          double words = CostBudget.words(ways.bitLength() + factor.bitLength());
          budget.charge(die.count() * (2.0 * CostBudget.STEP + 2 * words));
          BigInteger ended = ways.multiply(factor);
          for (int i = 0; i < die.count(); i++) {
            long longer = sum + link.applyAsLong(die.faces()[i] - penetration);
            BigInteger weight = BigInteger.valueOf(die.weights()[i]);
            if (die.explodes()[i]) {
              next.merge(longer, ways.multiply(weight), BigInteger::add);
            } else {
              sums.merge(longer, ended.multiply(weight), BigInteger::add);
            }
          }
        });
    return next;
  }
}
