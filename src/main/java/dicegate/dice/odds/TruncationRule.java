package dicegate.dice.odds;

import dicegate.dice.notation.DieModifiers.Explosion;

/** The number of explosions that are followed; the rest has negligible probability. Stateless. */
final class TruncationRule {

  /** The largest probability that may be cut from a pool. */
  static final double MAX_MASS = 1e-12;

  private static final int MAX_DICE = 100_000;

  private TruncationRule() {}

  /**
   * Returns the number of dice added by explosions that are followed; more are added with a
   * probability below {@link #MAX_MASS}. The number of added dice has a negative binomial
   * distribution, whose tail is bounded by a geometric series.
   *
   * @param dice the number of dice before explosions
   * @param explosionProbability the probability that a die explodes, below 1
   */
  static int addedDice(int dice, double explosionProbability) {
    double logTerm = dice * Math.log1p(-explosionProbability);
    for (int added = 0; added < MAX_DICE; added++) {
      double ratio = explosionProbability * (dice + added) / (added + 1);
      logTerm += Math.log(ratio);
      double nextRatio = explosionProbability * (dice + added + 1) / (added + 2);
      if (nextRatio < 1 && logTerm - Math.log1p(-nextRatio) < Math.log(MAX_MASS)) {
        return added;
      }
    }
    throw new BudgetExceededException("tail");
  }

  /**
   * Returns the number of further dice of each chain that are followed, for a pool of dice.
   *
   * @param explosion which limits the chains, unless every face explodes
   * @param explosionProbability the probability that a die explodes
   */
  static int links(int dice, Explosion explosion, double explosionProbability) {
    if (explosionProbability == 0) {
      // What implodes is followed by one die.
      return 1;
    }
    double followed = Math.ceil(Math.log(MAX_MASS / dice) / Math.log(explosionProbability));
    // The logarithm of 1 is 0, and so the quotient infinite: every chain is as long as it may be.
    return (int) Math.min(explosion.links(), Math.abs(followed));
  }
}
