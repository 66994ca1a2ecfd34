package dicegate.dice.odds;

import dicegate.dice.notation.DieModifiers;
import dicegate.dice.notation.Faces;
import dicegate.dice.notation.PoolModifiers;
import dicegate.dice.notation.PoolModifiers.Count;
import dicegate.dice.odds.Scenarios.Scenario;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

  /** Returns the odds of the sum of the kept dice. */
  Distribution total(PoolModifiers pool) {
    if (!pool.selections().isEmpty() || die.unique()) {
      return kept(scenarios(), pool, budget);
    }
    if (faces.exploding() == 0) {
      return Convolution.power(single(), count, budget);
    }
    if (die.explosion().compounding() || die.explosion().penetrating()) {
      return Convolution.power(chain(), count, budget);
    }
    BigInteger sides = BigInteger.valueOf(faces.total());
    return new ExplodingSum(
            sides, count, TruncationRule.addedDice(count, explosionProbability()), budget)
        .of(dice(false, 0), dice(true, 0));
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
    if (faces.exploding() == 0) {
      return Scenarios.single(
          allFaces(), Binomials.power(BigInteger.valueOf(faces.total()), count, budget));
    }
    if (die.explosion().compounding()) {
      Distribution chain = compounded();
      return Scenarios.single(
          chain.asDice(count, score.count()), Binomials.power(chain.total(), count, budget));
    }
    int added = TruncationRule.addedDice(count, explosionProbability());
    ExplodingDice exploding =
        new ExplodingDice(count, added, BigInteger.valueOf(faces.total()), budget);
    return die.explosion().penetrating()
        ? exploding.penetrating(dice(true, 0), dice(false, 0), dice(true, 1), dice(false, 1))
        : exploding.exploding(dice(true, 0), dice(false, 0));
  }

  /** Returns the class of the faces that explode, or do not, less the penetration. */
  DieClass dice(boolean exploding, int penetration) {
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < faces.count(); i++) {
      if (faces.explodes()[i] == exploding) {
        indices.add(i);
      }
    }
    budget.charge((double) indices.size() * DieScore.cost(score.count()));
    double[] values = new double[indices.size()];
    double[] scores = new double[values.length];
    BigInteger[] weights = new BigInteger[values.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (double) score.value(faces.faces()[indices.get(i)] - penetration);
      scores[i] = score.of(values[i]);
      weights[i] = BigInteger.valueOf(faces.weights()[indices.get(i)]);
    }
    return new DieClass(count, values, scores, weights, false);
  }

  private DieClass allFaces() {
    return dice(false, 0);
  }

  /** Returns unique dice; all combinations of faces are equally likely. */
  private Scenarios uniqueDice() {
    if (faces.exploding() > 0 || die.rerollOnce().present() || !faces.uniform()) {
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
    return new ChainOdds(faces, die.explosion(), this::scoreOf, budget)
        .upTo(TruncationRule.links(count, explosionProbability()), sum -> sum);
  }

  /** Returns the odds of the value of one compounded die. */
  private Distribution compounded() {
    return new ChainOdds(faces, die.explosion(), shown -> shown, budget)
        .upTo(TruncationRule.links(count, explosionProbability()), score::value);
  }

  private long scoreOf(long shown) {
    return (long) score.of((double) score.value(shown));
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
