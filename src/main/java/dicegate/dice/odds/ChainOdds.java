package dicegate.dice.odds;

import dicegate.dice.notation.DieModifiers.Explosion;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * What one die and all it brings come to, link by link. The sums so far of the chains that still go
 * on are kept with their weights. Confined to one thread.
 */
final class ChainOdds {

  private final DieFaces die;
  private final boolean penetrating;
  private final LongUnaryOperator link;
  private final CostBudget budget;
  private final Map<Long, BigInteger> sums = new HashMap<>();

  /**
   * Prepares the count.
   *
   * @param link what a link adds to the chain, given what it shows
   */
  ChainOdds(DieFaces die, Explosion explosion, LongUnaryOperator link, CostBudget budget) {
    this.die = die;
    this.penetrating = explosion.penetrating();
    this.link = link;
    this.budget = budget;
  }

  /**
   * Returns the sums of chains of up to so many dice added, the longer ones cut.
   *
   * @param finish what a sum is worth at last
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
