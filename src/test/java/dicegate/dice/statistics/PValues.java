package dicegate.dice.statistics;

import java.util.Arrays;

/**
 * The p-values of many tests of one thing, which are equally distributed from 0 to 1 if the thing
 * is as it should be. Immutable.
 */
final class PValues {

  private final double[] ascending;

  PValues(double[] values) {
    ascending = values.clone();
    Arrays.sort(ascending);
  }

  double min() {
    return ascending[0];
  }

  double max() {
    return ascending[ascending.length - 1];
  }

  /** Returns how many are below a limit. */
  long below(double limit) {
    return Arrays.stream(ascending).filter(value -> value < limit).count();
  }

  /**
   * Returns the p-value of the most unusual test, on either side, times the number of sides and
   * tests, at most 1: the first step of Holm's method.
   *
   * @see <a href="https://www.jstor.org/stable/4615733">Holm, A Simple Sequentially Rejective
   *     Multiple Test Procedure, 1979</a>
   */
  double mostUnusual() {
    return Math.min(1, 2 * ascending.length * Math.min(min(), 1 - max()));
  }

  /**
   * Returns the p-value of the Kolmogorov-Smirnov test against the uniform distribution.
   *
   * @see <a href="https://www.jstor.org/stable/2984408">Stephens, Use of the Kolmogorov-Smirnov,
   *     Cramér-von Mises and Related Statistics Without Extensive Tables, 1970</a>
   */
  double uniformity() {
    int n = ascending.length;
    double distance = 0;
    for (int i = 0; i < n; i++) {
      distance = Math.max(distance, (i + 1.0) / n - ascending[i]);
      distance = Math.max(distance, ascending[i] - (double) i / n);
    }
    double x = (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n)) * distance;
    double sum = 0;
    for (int k = 1; k <= 100; k++) {
      sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * x * x);
    }
    return x < 0.2 ? 1 : Math.clamp(sum, 0, 1);
  }
}
