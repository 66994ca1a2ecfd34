package dicegate.dice.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChiSquareTest {

  private static final Percentage CLOSE = Percentage.withPercentage(1e-6);

  /**
   * Critical values from published tables.
   *
   * @see <a href="https://www.itl.nist.gov/div898/handbook/eda/section3/eda3674.htm">NIST handbook
   *     of statistics, 1.3.6.7.4</a>
   */
  @ParameterizedTest
  @CsvSource({
    "1, 3.841, 0.05",
    "1, 6.635, 0.01",
    "1, 10.828, 0.001",
    "2, 5.991, 0.05",
    "3, 7.815, 0.05",
    "5, 20.515, 0.001",
    "9, 16.919, 0.05",
    "10, 2.558, 0.99",
    "10, 18.307, 0.05",
    "19, 36.191, 0.01",
    "50, 67.505, 0.05",
    "99, 123.225, 0.05",
    "100, 149.449, 0.001"
  })
  void tabulatedValueHasItsProbability(int degreesOfFreedom, double value, double probability) {
    assertThat(ChiSquare.pValue(value, degreesOfFreedom))
        .isCloseTo(probability, Percentage.withPercentage(0.1));
  }

  /** For even degrees the tail is that of a Poisson distribution, a finite sum. */
  @ParameterizedTest
  @ValueSource(ints = {2, 4, 6, 20, 98, 100, 300})
  void tailOfEvenDegreesEqualsTheClosedForm(int degreesOfFreedom) {
    for (double value = 0.5; value < 900; value *= 1.7) {
      double term = Math.exp(-value / 2);
      double sum = 0;
      for (int i = 1; i <= degreesOfFreedom / 2; i++) {
        sum += term;
        term *= value / 2 / i;
      }

      assertThat(ChiSquare.pValue(value, degreesOfFreedom)).as("%s", value).isCloseTo(sum, CLOSE);
    }
  }

  @Test
  void gammaIsTheFactorial() {
    double factorial = 1;
    for (int n = 1; n < 100; n++) {
      assertThat(IncompleteGamma.logGamma(n)).isCloseTo(Math.log(factorial), within(1e-9));
      factorial *= n;
    }
    assertThat(IncompleteGamma.logGamma(0.5)).isCloseTo(Math.log(Math.PI) / 2, within(1e-12));
  }

  @Test
  void expectedCountsHavePValueOne() {
    ChiSquare test = new ChiSquare();
    for (int i = 0; i < 10; i++) {
      test.add(1000, 1000);
    }

    assertThat(test.pValue()).isEqualTo(1);
    assertThat(test.cells()).isEqualTo(10);
  }

  @Test
  void rareOutcomesArePooled() {
    ChiSquare test = new ChiSquare();
    for (double expected : new double[] {1, 150, 60, 500, 199, 1, 90, 9}) {
      test.add(expected, expected);
    }
    test.pValue();

    assertThat(test.cells()).isEqualTo(3);
  }

  @Test
  void statisticIsTheSumOfSquares() {
    ChiSquare test = new ChiSquare();
    test.add(220, 200);
    test.add(380, 400);
    test.add(400, 400);

    assertThat(test.pValue()).isCloseTo(Math.exp(-1.5), CLOSE);
  }

  /** Otherwise a threshold for p-values would not be the probability of a false alarm. */
  @Test
  void pValuesOfFairCountsAreUniform() {
    SplittableRandom random = new SplittableRandom(1);
    int[] tenths = new int[10];
    for (int run = 0; run < 2000; run++) {
      int[] counts = new int[8];
      for (int i = 0; i < 8 * 250; i++) {
        counts[random.nextInt(8)]++;
      }
      ChiSquare test = new ChiSquare();
      for (int count : counts) {
        test.add(count, 250);
      }
      tenths[(int) Math.min(9, test.pValue() * 10)]++;
    }

    for (int count : tenths) {
      assertThat(count).isBetween(200 - 65, 200 + 65);
    }
  }
}
