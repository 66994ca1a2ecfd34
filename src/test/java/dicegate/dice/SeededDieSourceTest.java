package dicegate.dice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SeededDieSourceTest {

  private static final String ZEROS = "00".repeat(SeededDieSource.SEED_BYTES);

  private final SeededDieSource source = new SeededDieSource();

  /**
   * Known answers, made by a program in Python that shares no code with this one: seed, sides,
   * faces. Of 129 sides 10 draws are discarded before these faces, of 32,769 sides 13.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "b5ad45dc932b245a2f88f729ce30a4a098c868bd549de8bf8d8641b37a5e8501 1 1,1,1",
        "755857880e120d9459f8a967958f4bf832e02acdb94518de504f35c6443d818a 2 2,2,1,2,2,1,1,2,1,2,1,1,1,2,2,2",
        "da360ee2266b1c52042a4d8735d594f85d129c90d4ddc1cc5eab4f4917872704 3 1,1,1,1,2,3,3,3,2,1,3,3",
        "801d8b5450e12d2a81b26bd0bdab479dbac079fa9717d4ba0e2df9bc8d07bb1d 4 1,1,1,2,1,4,3,3,1,3,1,2",
        "82853c20b7e39fd5593a04bc3f0d2727b3a0dcf2692b92c182684ff1f9d2dc70 6 2,3,5,3,3,4,4,6,5,5,4,6,3,1,4,1,2,3,5,2",
        "aa23a3af72f8686185a2da17fbd6bcf31879454a21c7f709c686f88378de5af1 8 8,4,1,8,6,8,7,1,1,6,2,7",
        "98c15860ca5ebb463468135d3ccc6de5853c1d4c9a5847037f6392d1e41c4e1e 10 8,6,2,2,9,7,3,2,9,7,9,7",
        "6f1c35579bbf3607ee6f054d179b7a62f15ea684a10d85d48bc3887f95b5faaf 12 7,6,1,12,8,10,2,7,5,1,5,11",
        "3747d57a30d7f2e91a6ef5755d21da0c244d39ca91069756736dd2f9fed48089 20 12,12,12,15,15,3,14,18,14,6,19,20",
        "1b315ac57eaebb5cb13bcb44d8d2d201b34b3ec358dce4841b5bf516a078fc01 100 67,42,60,64,64,18,28,78,17,30",
        "03b8a5a703e9d3f8336122e6426e45df88df237837507b0b29ce72eaa9ca3910 129 55,43,63,88,19,53,82,87,57,32",
        "7d55ae3ea7df57c7cacdad81837a8cf8c97f4ba9c440feab646f89270c63e003 255 53,162,201,170,246,33,167,185,172,70",
        "31540fa8840e8066ad99927fad063a416cf32c2b42922bd1fde75268640ba058 256 105,145,172,102,191,93,27,36",
        "3d0f0171e93d984e78e400fef8ab77f84c2e14780ebfb4e60b398396d1023a3b 257 14,142,219,170,9,126,93,47",
        "af321a1eac88adf59692e5b92d7582aadef46151de660cca6df5680d4859ff52 1000 159,505,7,457,399,525,426,894",
        "3d922003e0c8ca3ff1566b8ec5a7551bb95c93942e0f03841985fe7a1b95cd06 32769 25269,31092,29626,5034,6810,9851,28879,9056",
        "52fa4ae3e0beee4f11c0b595f8339782e31bfff606ce2088e20ecf0c19fd7e87 65536 48151,31251,12619,15746,22088,9865",
        "4bb25d4438d6dd241102ea5d48944a1048c0efcb7da18645fea9ccf737729d7d 65537 35211,11029,49705,33284,4148,9841",
        "8829611d71c7792835ba946a92a2364991efdad492099a6435bd3f8fd5c0ebfb 1000000 374050,646510,760671,513312,237267,115751",
        "c4db182da4662858bac6f090a7f654bf70fbb310aeea6c0160f3244ac6b9a6f4 1000000000 626103268,406781964,442923678,227833940,459495080,94169911"
      })
  void facesAreThoseOfTheDefinition(String vector) {
    String[] parts = vector.split(" ", -1);
    int sides = Integer.parseInt(parts[1]);
    int[] faces = Arrays.stream(parts[2].split(",", -1)).mapToInt(Integer::parseInt).toArray();

    start(parts[0]);

    assertThat(roll(sides, faces.length)).containsExactly(faces);
  }

  /** The block numbered 1 follows that numbered 0: the 33rd byte is its first. */
  @Test
  void streamContinuesInTheNextBlock() {
    start(ZEROS);
    int[] bytes = roll(256, 64);
    start(ZEROS);
    int[] pairs = roll(65_536, 32);

    assertThat(pairs)
        .containsExactly(
            IntStream.range(0, 32).map(i -> (bytes[2 * i] - 1) * 256 + bytes[2 * i + 1]).toArray());
  }

  @Test
  void dieOfOneSideTakesNothing() {
    start(ZEROS);
    int first = source.roll(256);
    start(ZEROS);

    assertThat(source.roll(1)).isOne();
    assertThat(source.roll(256)).isEqualTo(first);
  }

  @Test
  void newSeedForgetsTheOldOne() {
    start(ZEROS);
    int[] faces = roll(20, 50);
    start("11".repeat(SeededDieSource.SEED_BYTES));
    int[] others = roll(20, 50);
    start(ZEROS);

    assertThat(others).isNotEqualTo(faces);
    assertThat(roll(20, 50)).containsExactly(faces);
  }

  /**
   * The dice are always the same ones, so this never fails by chance. For a seed chosen at random
   * the statistic has a mean of {@code sides - 1} and a variance of twice that; {@code
   * SeededStatisticsTest}, and {@code SeededStatistics} in {@code src/bench}, look at many seeds.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 6, 8, 10, 12, 20, 100, 129, 255, 256, 257, 1000})
  void facesAreEquallyFrequent(int sides) {
    int rolls = 1_000_000;
    int[] counts = new int[sides];
    start("11".repeat(SeededDieSource.SEED_BYTES));

    for (int i = 0; i < rolls; i++) {
      counts[source.roll(sides) - 1]++;
    }

    double expected = (double) rolls / sides;
    double chiSquare =
        Arrays.stream(counts).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    double spread = Math.sqrt(2.0 * (sides - 1));
    assertThat(chiSquare).isBetween(sides - 1 - 5 * spread, sides - 1 + 5 * spread);
  }

  @Test
  void wrongArgumentsAreRefused() {
    assertThatThrownBy(() -> source.start(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> source.roll(6)).isInstanceOf(IllegalStateException.class);
    start(ZEROS);
    assertThatThrownBy(() -> source.roll(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private void start(String seed) {
    source.start(HexFormat.of().parseHex(seed));
  }

  private int[] roll(int sides, int count) {
    return IntStream.range(0, count).map(i -> source.roll(sides)).toArray();
  }
}
