package dicegate.dice.statistics;

/**
 * Pearson's test of what was counted against what was to be expected. Rare outcomes are taken
 * together with their neighbours until {@link #MIN_EXPECTED} of them are. Confined to one thread.
 */
final class ChiSquare {

  /**
   * So many make the counts normal enough even as far out as a p-value of 10<sup>-10</sup>; with
   * two cells, the worst case, the true probability is then still below 10<sup>-9</sup>.
   */
  static final double MIN_EXPECTED = 200;

  private double statistic;
  private int cells;
  private double pendingCounted;
  private double pendingExpected;
  private double lastCounted;
  private double lastExpected;

  /** Adds an outcome, in the order of outcomes. */
  void add(double counted, double expected) {
    pendingCounted += counted;
    pendingExpected += expected;
    if (pendingExpected >= MIN_EXPECTED) {
      close();
      lastCounted = pendingCounted;
      lastExpected = pendingExpected;
      pendingCounted = 0;
      pendingExpected = 0;
    }
  }

  /**
   * Returns how likely counts are that are off by as much as these, or more, if the expectation is
   * right; 1 if there is but one cell.
   */
  double pValue() {
    lastCounted += pendingCounted;
    lastExpected += pendingExpected;
    pendingCounted = 0;
    pendingExpected = 0;
    close();
    lastExpected = 0;
    return cells < 2 ? 1 : pValue(statistic, cells - 1);
  }

  /** Returns the number of cells so far. */
  int cells() {
    return cells;
  }

  /** Returns the probability that chi-square is as large as this, or larger. */
  static double pValue(double statistic, int degreesOfFreedom) {
    return IncompleteGamma.upper(degreesOfFreedom / 2.0, statistic / 2);
  }

  private void close() {
    if (lastExpected > 0) {
      double off = lastCounted - lastExpected;
      statistic += off * off / lastExpected;
      cells++;
    }
  }
}
