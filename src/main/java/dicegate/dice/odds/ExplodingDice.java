package dicegate.dice.odds;

import dicegate.dice.odds.Scenarios.Scenario;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/*
 * Of n dice, and m that they bring by exploding, just n do not explode; see ExplodingSum. Where an
 * added die counts less than it shows, it matters which ones were added: if a of the n explode at
 * first, a of the m added dice do not, and the b = m - a others fell in C(a - 1 + b, b) orders.
 */

/** The dice there are once a pool has exploded, in every number. Confined to one thread. */
final class ExplodingDice {

  private final int count;
  private final int added;
  private final BigInteger sides;
  private final CostBudget budget;

  /**
   * Prepares the count.
   *
   * @param added how many more dice are followed; the rest is cut
   * @param sides the weight of all faces
   */
  ExplodingDice(int count, int added, BigInteger sides, CostBudget budget) {
    this.count = count;
    this.added = added;
    this.sides = sides;
    this.budget = budget;
  }

  /** Returns the scenarios of dice that count what they show. */
  Scenarios exploding(DieClass exploding, DieClass ending) {
    List<Scenario> scenarios = new ArrayList<>();
    for (int more = 0; more <= added; more++) {
      BigInteger orders = Binomials.of(count - 1 + more, more, budget);
      scenarios.add(
          new Scenario(
              orders.multiply(unusedWays(more)),
              List.of(exploding.times(more), ending.times(count))));
    }
    return new Scenarios(scenarios, total());
  }

  /** Returns the scenarios of dice of which those added count less than they show. */
  Scenarios penetrating(
      DieClass exploding, DieClass ending, DieClass addedExploding, DieClass addedEnding) {
    List<Scenario> scenarios = new ArrayList<>();
    for (int first = 0; first <= Math.min(count, added); first++) {
      for (int later = 0; later <= (first == 0 ? 0 : added - first); later++) {
        BigInteger orders =
            Binomials.of(count, first, budget)
                .multiply(Binomials.of(Math.max(0, first - 1 + later), later, budget));
        scenarios.add(
            new Scenario(
                orders.multiply(unusedWays(first + later)),
                List.of(
                    exploding.times(first),
                    ending.times(count - first),
                    addedExploding.times(later),
                    addedEnding.times(first))));
      }
    }
    return new Scenarios(scenarios, total());
  }

  /** Returns the ways of the dice that are followed in other scenarios, but not in this one. */
  private BigInteger unusedWays(int more) {
    return Binomials.power(sides, added - more, budget);
  }

  private BigInteger total() {
    return Binomials.power(sides, count + added, budget);
  }
}
