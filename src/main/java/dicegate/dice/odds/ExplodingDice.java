package dicegate.dice.odds;

import dicegate.dice.odds.Scenarios.Scenario;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/*
 * Of n dice and m that they add by exploding, exactly n do not explode; see ExplodingSum. If an
 * added die counts less than it shows, the added dice form classes of their own: if a of the n dice
 * explode, then a of the m added dice do not explode, and the other b = m - a added dice explode in
 * C(a - 1 + b, b) possible orders (a negative binomial coefficient).
 */

/** The scenarios of a pool of exploding dice, by number of added dice. Confined to one thread. */
final class ExplodingDice {

  private final int count;
  private final int added;
  private final BigInteger sides;
  private final CostBudget budget;

  /**
   * Prepares the computation.
   *
   * @param added the largest number of added dice that is followed; the rest is cut
   * @param sides the weight of all faces
   */
  ExplodingDice(int count, int added, BigInteger sides, CostBudget budget) {
    this.count = count;
    this.added = added;
    this.sides = sides;
    this.budget = budget;
  }

  /** Returns the scenarios of dice that do not penetrate. */
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

  /** Returns the scenarios of dice that penetrate: added dice count less than they show. */
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

  /** Returns the factor that gives a scenario with fewer added dice the common denominator. */
  private BigInteger unusedWays(int more) {
    return Binomials.power(sides, added - more, budget);
  }

  private BigInteger total() {
    return Binomials.power(sides, count + added, budget);
  }
}
