package dicegate.dice.statistics;

/**
 * Pearson's chi-squared test of counts against their expectations. Rare outcomes are pooled with
 * their neighbours until their expectation is {@link #MIN_EXPECTED}. Confined to one thread.
 */
final class ChiSquare {

  /**
   * The least expectation of a cell, at which counts are close enough to normal even for a p-value
   * of 10<sup>-10</sup>; with two cells, the worst case, the true probability is then still below
   * 10<sup>-9</sup>.
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
   * Returns the p-value: the probability of counts that differ from the expectation at least as
   * much as these; 1 if there is only one cell.
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

  /** Returns the probability that chi-squared is at least as large as the statistic. */
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
