package dicegate.dice.odds;

import dicegate.dice.notation.DieModifiers;
import dicegate.dice.notation.Faces;
import dicegate.dice.notation.PoolModifiers;
import dicegate.dice.notation.PoolModifiers.Count;
import dicegate.dice.odds.Scenarios.Scenario;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The odds of a pool of dice with known count and sides. Confined to one thread. */
final class PoolOdds {

  private final DieModifiers die;
  private final int count;
  private final DieFaces faces;
  private final DieScore score;
  private final CostBudget budget;

  /**
   * Enumerates the faces.
   *
   * @param count the number of dice, 1 or more
   * @param faces with a known number of sides, such that rolling terminates
   * @param success the success counting
   */
  PoolOdds(int count, Faces faces, DieModifiers die, Count success, CostBudget budget) {
    this.die = die;
    this.count = count;
    this.faces = DieFaces.of(faces, die, budget);
    this.score = new DieScore(die.clamp(), success);
    this.budget = budget;
  }

  /** Returns the odds of the total. */
  Distribution total(PoolModifiers pool) {
    if (pool.matching().replacesTotal()) {
      return matched(pool);
    }
    if (!pool.selections().isEmpty() || die.unique()) {
      return kept(scenarios(), pool, budget);
    }
    if (!chains()) {
      return Convolution.power(single(), count, budget);
    }
    if (die.explosion().compounding()
        || die.explosion().penetrating()
        || die.explosion().limited()
        || faces.imploding() > 0) {
      return Convolution.power(chain(), count, budget);
    }
    BigInteger sides = BigInteger.valueOf(faces.total());
    return new ExplodingSum(
            sides, count, TruncationRule.addedDice(count, explosionProbability()), budget)
        .of(exploding(0, false), exploding(0, true));
  }

  /** Returns the odds of a number of the sets of equal dice. */
  private Distribution matched(PoolModifiers pool) {
    if (die.unique() || (chains() && !die.explosion().compounding())) {
      throw new BudgetExceededException("sets of dice that depend on each other");
    }
    Scenarios only = scenarios();
    DieClass dice = only.all().get(0).classes().get(0);
    return new MatchingOdds(dice, KeptRange.of(pool, count), budget)
        .of(pool.matching(), only.total());
  }

  /** Returns the odds of the sum of the kept dice, over all scenarios. */
  static Distribution kept(Scenarios scenarios, PoolModifiers pool, CostBudget budget) {
    OutcomeWeights weights = new OutcomeWeights(budget);
    for (Scenario scenario : scenarios.all()) {
      KeptRange kept = KeptRange.of(pool, scenario.size());
      if (kept.size() == 0) {
        weights.add(0, scenario.ways(budget));
      } else {
        new KeptSum(scenario.classes(), kept, budget).addTo(weights, scenario.weight());
      }
    }
    return weights.distribution(BigInteger.ZERO, scenarios.total());
  }

  /** Returns the scenarios of the pool after explosions. */
  Scenarios scenarios() {
    if (die.unique()) {
      return uniqueDice();
    }
    if (!chains()) {
      return Scenarios.single(
          allFaces(), Binomials.power(BigInteger.valueOf(faces.total()), count, budget));
    }
    if (die.explosion().compounding()) {
      Distribution chain = compounded();
      return Scenarios.single(
          chain.asDice(count, score.count()), Binomials.power(chain.total(), count, budget));
    }
    if (die.explosion().limited() || faces.imploding() > 0) {
      return new ChainScenarios(count, faces, die.explosion(), this::dice, budget).upTo(links());
    }
    int added = TruncationRule.addedDice(count, explosionProbability());
    ExplodingDice exploding =
        new ExplodingDice(count, added, BigInteger.valueOf(faces.total()), budget);
    return die.explosion().penetrating()
        ? exploding.penetrating(
            exploding(0, true), exploding(0, false), exploding(1, true), exploding(1, false))
        : exploding.exploding(exploding(0, true), exploding(0, false));
  }

  /** Returns the class of the faces that explode, or do not, less the penetration. */
  private DieClass exploding(int penetration, boolean explode) {
    return dice(i -> faces.explodes()[i] == explode, penetration, false);
  }

  /**
   * Returns a class of dice.
   *
   * @param chosen the indices of its faces
   * @param subtracted whether the dice are subtracted
   */
  DieClass dice(IntPredicate chosen, int penetration, boolean subtracted) {
    int[] indices = IntStream.range(0, faces.count()).filter(chosen).toArray();
    budget.charge((double) indices.length * DieScore.cost(score.count()));
    double[] values = new double[indices.length];
    double[] scores = new double[values.length];
    BigInteger[] weights = new BigInteger[values.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (double) score.value(faces.faces()[indices[i]] - penetration, subtracted);
      scores[i] = score.of(values[i]);
      weights[i] = BigInteger.valueOf(faces.weights()[indices[i]]);
    }
    return new DieClass(count, values, scores, weights, false);
  }

  private DieClass allFaces() {
    return dice(i -> true, 0, false);
  }

  /** Returns unique dice; all combinations of faces are equally likely. */
  private Scenarios uniqueDice() {
    if (chains() || die.rerollOnce().present() || !faces.uniform()) {
      throw new BudgetExceededException("unique dice that depend on their order");
    }
    DieClass all = allFaces();
    BigInteger[] weights = new BigInteger[all.weights().length];
    Arrays.fill(weights, BigInteger.ONE);
    DieClass distinct = new DieClass(count, all.values(), all.scores(), weights, true);
    return Scenarios.single(distinct, Binomials.of(weights.length, count, budget));
  }

  private double explosionProbability() {
    return (double) faces.exploding() / faces.total();
  }

  /** Returns the odds of the score of one die and all dice that it adds. */
  private Distribution chain() {
    if (die.explosion().compounding()) {
      return Combination.map(compounded(), score::of, budget);
    }
    return new ChainOdds(faces, die.explosion(), this::scoreOf, budget).upTo(links(), sum -> sum);
  }

  /** Returns the odds of the value of one compounded die. */
  private Distribution compounded() {
    return new ChainOdds(
            faces, die.explosion(), (shown, subtracted) -> subtracted ? -shown : shown, budget)
        .upTo(links(), score::value);
  }

  private long scoreOf(long shown, boolean subtracted) {
    return (long) score.of((double) score.value(shown, subtracted));
  }

  /** Returns the number of further dice of a chain that are followed. */
  private int links() {
    return TruncationRule.links(count, die.explosion(), explosionProbability());
  }

  private boolean chains() {
    return faces.exploding() > 0 || faces.imploding() > 0;
  }

  private Distribution single() {
    OutcomeWeights weights = new OutcomeWeights(budget);
    DieClass all = allFaces();
    for (int i = 0; i < all.values().length; i++) {
      weights.add(all.scores()[i], all.weights()[i]);
    }
    return weights.distribution(BigInteger.ZERO, BigInteger.valueOf(faces.total()));
  }
}
