package dicegate.dice.odds;

/** How far explosions are followed: until what is left out is all but impossible. Stateless. */
final class TruncationRule {

  /** The most that may be cut from a pool, as a probability. */
  static final double MAX_MASS = 1e-12;

  private static final int MAX_DICE = 100_000;

  private TruncationRule() {}

  /**
   * Returns how many dice are followed that a pool brings by exploding; more come with a
   * probability below {@link #MAX_MASS}. The number of dice is one of failures before successes,
   * and the tail of that falls at least as fast as a geometric row from its first term on.
   *
   * @param dice how many are rolled at first
   * @param explosionProbability of a die to explode, below 1
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

  /** Returns how many links of each chain are followed, for a pool of so many dice. */
  static int links(int dice, double explosionProbability) {
    return (int) Math.ceil(Math.log(MAX_MASS / dice) / Math.log(explosionProbability));
  }
}
