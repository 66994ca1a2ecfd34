package dicegate.dice.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dicegate.dice.statistics.BitTests.Bits;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The statistics of seeded dice in small; the program {@code fairness} of the benchmarks has 200
 * times as many faces. The seeds are fixed, so this never fails by chance.
 */
final class SeededStatisticsTest {

  private static final double LEAST = 0.001;

  @Test
  void allDiceToD1000AreFair() {
    PValues dice =
        new PValues(
            IntStream.rangeClosed(2, 1_000)
                .parallel()
                .mapToDouble(sides -> SeededFaces.pValue(sides, 50, 1_000))
                .toArray());

    assertThat(dice.mostUnusual()).isGreaterThan(LEAST);
    assertThat(dice.uniformity()).isGreaterThan(LEAST);
  }

  @Test
  void streamIsRandomByTheTestsOfNist() {
    Bits bits = SeededFaces.bits(4_000_000);

    assertThat(BitTests.frequency(bits)).isGreaterThan(LEAST);
    assertThat(BitTests.runs(bits)).isGreaterThan(LEAST);
    for (double value : BitTests.serial(bits, 16)) {
      assertThat(value).isGreaterThan(LEAST);
    }
  }

  /** The examples of SP 800-22, in sections 2.1.8, 2.3.4, 2.3.8 and 2.11.4. */
  @Test
  void testsOfNistGiveThePublishedValues() {
    Bits ofPi =
        Bits.of(
            "1100100100001111110110101010001000100001011010001100001000110100"
                + "110001001100011001100010100010111000");

    assertThat(BitTests.frequency(ofPi)).isCloseTo(0.109599, within(1e-6));
    assertThat(BitTests.runs(ofPi)).isCloseTo(0.500798, within(1e-6));
    assertThat(BitTests.frequency(Bits.of("1011010101"))).isCloseTo(0.527089, within(1e-6));
    assertThat(BitTests.runs(Bits.of("1001101011"))).isCloseTo(0.147232, within(1e-6));
    assertThat(BitTests.serial(Bits.of("0011011101"), 3))
        .containsExactly(new double[] {0.808792, 0.670320}, within(1e-6));
  }

  @Test
  void unfairBitsAreFound() {
    assertThat(BitTests.frequency(Bits.of("1".repeat(100)))).isLessThan(1e-9);
    assertThat(BitTests.runs(Bits.of("1".repeat(100)))).isZero();
    assertThat(BitTests.runs(Bits.of("01".repeat(500)))).isLessThan(1e-9);
    assertThat(BitTests.serial(Bits.of("0011".repeat(500)), 3)[0]).isLessThan(1e-9);
  }

  /** The 1 % point of the Kolmogorov-Smirnov statistic is 1.628, for many values. */
  @Test
  void valuesThatAreNotUniformAreFound() {
    int n = 1_000_000;
    double shift = 1.628 / Math.sqrt(n);

    assertThat(values(n, 0).uniformity()).isEqualTo(1);
    assertThat(values(n, shift).uniformity()).isCloseTo(0.01, within(0.0005));
    assertThat(values(n, 0.1).uniformity()).isLessThan(1e-9);
    assertThat(values(100, 0).mostUnusual()).isEqualTo(1);
    assertThat(new PValues(new double[] {0.5, 1e-7, 0.3}).mostUnusual())
        .isCloseTo(6e-7, within(1e-12));
    assertThat(new PValues(new double[] {0.5, 0.1, 0.3}).below(0.4)).isEqualTo(2);
  }

  private static PValues values(int n, double shift) {
    return new PValues(
        IntStream.range(0, n).mapToDouble(i -> Math.min(1, (i + 0.5) / n + shift)).toArray());
  }
}
