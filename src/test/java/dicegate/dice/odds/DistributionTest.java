package dicegate.dice.odds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

final class DistributionTest {

  private static final Distribution ODDS =
      new Distribution(
          new double[] {-1, 0, 3},
          new BigInteger[] {BigInteger.ONE, BigInteger.TWO, BigInteger.ONE},
          BigInteger.TWO,
          BigInteger.TEN);

  @Test
  void weightsFailuresAndTruncationAddUp() {
    assertThat(ODDS.knownWeight()).isEqualTo(4);
    assertThat(ODDS.cut()).isEqualTo(4);
    assertThat(ODDS.failureProbability()).isEqualTo(0.2);
    assertThat(ODDS.cutProbability()).isEqualTo(0.4);
    assertThat(ODDS.probability(1)).isEqualTo(0.2);
  }

  @Test
  void momentsAreOfTheOutcomesAlone() {
    assertThat(ODDS.mean()).isEqualTo(0.5);
    assertThat(ODDS.standardDeviation()).isCloseTo(1.5, within(1e-15));
  }

  @Test
  void negativeZeroIsZero() {
    assertThat(ODDS.weightOf(-0.0)).isEqualTo(2);
  }

  @Test
  void otherNumbersHaveNoWeight() {
    assertThat(ODDS.weightOf(1)).isZero();
  }

  @Test
  void momentsOfTinyNumbersAreExact() {
    double tiny = Double.MIN_VALUE;
    Distribution odds =
        new Distribution(
            new double[] {tiny, 3 * tiny, 1e15},
            new BigInteger[] {BigInteger.ONE, BigInteger.ONE, BigInteger.TWO},
            BigInteger.ZERO,
            BigInteger.valueOf(4));

    assertThat(odds.mean()).isEqualTo(5e14);
    assertThat(odds.standardDeviation()).isCloseTo(5e14, within(1.0));
  }
}
