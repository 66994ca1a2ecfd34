package dicegate.dice.odds;

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

  /** Returns the number of added dice of each chain that are followed, for a pool of dice. */
  static int links(int dice, double explosionProbability) {
    return (int) Math.ceil(Math.log(MAX_MASS / dice) / Math.log(explosionProbability));
  }
}
