package dicegate.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RollSeriesTest {

  private static final HexFormat HEX = HexFormat.of();

  /** Known answers for the secret 00 01 02 ... 1f, made by a program in Python. */
  private static final String ROOT =
      "f411d99565a352db3273d88f451ac22fc7b45bed69b715a18b7f36e00d7623f7";

  private static final String KEY_37 =
      "f2d44adf1802282dee8691f47f7a8a740d28aa2dfa0958556c3376a6b53ce56f";
  private static final List<String> PATH_37 =
      List.of(
          "766fc5fc9908ad332b6deee112f98a1200cd7fc8ebcaafe1ba8330c682b280c3",
          "6620e81b332d951efc6d18ba5ba005707949eb053f50b19b2261648df05b1125",
          "0995303c1795d9a5a74e18f351add12fa1607c6e23dee5d4d63392179421a6c0",
          "f1c4da21c48ba4e8805e8be53e6f17bbe6c25ec85708e6240d79fbdc9f08a7c7",
          "d63f8454377f4c9719f35bd75c862a27f72e8195e93898b1ace7b5be73b699ae",
          "2480da67b6cb0031a5f2570617f3cc0f14d2fe0dd4b00429aeaa0545f98d4cbb");

  private final RollSeries series = RollSeries.of(ascending());

  @Test
  void rootIsThatOfTheDefinition() {
    assertThat(series.root()).isEqualTo(ROOT);
  }

  @Test
  void rollSeedIsThatOfTheDefinition() {
    assertThat(HEX.formatHex(series.rollSeed(0, "3d6")))
        .isEqualTo("df0ce72a5319c63801cc417d2937d4f6f1741ae84c535572f1df7cef2d07c81e");
    series.begin("W\u00fcrfel 1");
    assertThat(HEX.formatHex(series.rollSeed(37, "2d20kh1 + 5")))
        .isEqualTo("a4135b51b793c78b13298fdfa207934794daa6f25f7f40ea0ffac94765c58fdf");
  }

  @Test
  void proofShowsThatTheRootCommitsToTheKey() {
    series.begin("W\u00fcrfel 1");

    RollProof proof = series.proof(37, "2d20kh1 + 5");

    assertThat(proof)
        .isEqualTo(new RollProof(ROOT, 37, KEY_37, PATH_37, "W\u00fcrfel 1", "2d20kh1 + 5"));
    assertThat(proof.isCommitted()).isTrue();
    assertThat(proof.rollSeed()).isEqualTo(series.rollSeed(37, "2d20kh1 + 5"));
  }

  @Test
  void everyRollOfASeriesHasAProofOfItsOwn() {
    RollSeries any = RollSeries.of(new SecureRandom());
    Set<String> keys = new HashSet<>();

    for (int i = 0; i < RollSeries.SIZE; i++) {
      RollProof proof = any.proof(i, "d20");
      assertThat(proof.isCommitted()).isTrue();
      assertThat(with(proof, proof.root(), (i + 1) % RollSeries.SIZE, proof.key()).isCommitted())
          .isFalse();
      assertThat(with(proof, ROOT, i, proof.key()).isCommitted()).isFalse();
      assertThat(with(proof, proof.root(), i, KEY_37).isCommitted()).isFalse();
      keys.add(proof.key());
    }
    assertThat(keys).hasSize(RollSeries.SIZE);
  }

  /** A path that is longer or shorter would let an inner node pass as a leaf. */
  @Test
  void pathOfAnotherLengthIsNoProof() {
    RollProof proof = series.proof(0, "d20");
    List<String> longer = IntStream.range(0, 11).mapToObj(i -> PATH_37.get(0)).toList();

    assertThat(path(proof, proof.path().subList(0, 5)).isCommitted()).isFalse();
    assertThat(path(proof, List.of()).isCommitted()).isFalse();
    assertThat(path(proof, longer).isCommitted()).isFalse();
    assertThat(with(proof, ROOT, -1, proof.key()).isCommitted()).isFalse();
    assertThat(with(proof, ROOT, 64, proof.key()).isCommitted()).isFalse();
  }

  @Test
  void seriesHasItsRollsOnceAndNoMore() {
    assertThat(IntStream.range(0, RollSeries.SIZE).map(i -> series.take().orElseThrow()).toArray())
        .containsExactly(IntStream.range(0, RollSeries.SIZE).toArray());
    assertThat(series.take()).isEqualTo(OptionalInt.empty());
    assertThat(series.taken()).isEqualTo(RollSeries.SIZE);
  }

  @Test
  void playersSeedIsSetBeforeTheFirstRollOnly() {
    assertThat(series.begin("a")).isTrue();
    assertThat(series.begin("b")).isTrue();
    series.take();
    assertThat(series.begin("c")).isFalse();
    assertThat(series.seed()).isEqualTo("b");
  }

  @Test
  void seriesDiffer() {
    RollSeries a = RollSeries.of(new SecureRandom());
    RollSeries b = RollSeries.of(new SecureRandom());

    assertThat(a.root()).isNotEqualTo(b.root());
    assertThat(a.rollSeed(0, "d6")).isNotEqualTo(b.rollSeed(0, "d6"));
    assertThat(a.toString()).doesNotContain(a.proof(0, "d6").key());
  }

  private static RollProof with(RollProof proof, String root, int index, String key) {
    return new RollProof(root, index, key, proof.path(), proof.seed(), proof.expression());
  }

  private static RollProof path(RollProof proof, List<String> path) {
    return new RollProof(
        proof.root(), proof.index(), proof.key(), path, proof.seed(), proof.expression());
  }

  /** A source of the bytes 0, 1, 2, ..., since longs are taken from their lowest byte on. */
  private static RandomGenerator ascending() {
    return new RandomGenerator() {
      private int next;

      @Override
      public long nextLong() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
          value |= (long) next++ << (Byte.SIZE * i);
        }
        return value;
      }
    };
  }
}
