package dicegate.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class RollSeriesTest {

  private static final HexFormat HEX = HexFormat.of();

  /** Known answers for the secret 00 01 02 ... 1f, made by a program in Python. */
  private static final String ROOT =
      "2e99057a8f6e72ad6797d83eca190577d2ea01fbe7867759842afc6a6bbb1124";

  private static final String KEY_37 =
      "744932aed674fef467743cc3ea4f712ee294654ae7c8672a6852e7ebadc70e01";
  private static final List<String> PATH_37 =
      List.of(
          "673632fd9b6e7d939951ec447b7736d4c137f226c7cf7ce92ddf4cd9486ab444",
          "dd779bff2f33194f30fc2387d8c48f30df8dd729b9de72302878fb51c444f039",
          "d7f23ec93840c5fac2d93d961780af13af56c26f3a28b53c36e5a4b00d635a7f",
          "0ca5728e05e26e776b6a3655c41fdbf7f463bd6a3a33a7fec8e59c959d3e7a06",
          "9476a3929eb38abe3b2b397ce44266ede883145ffb86dd6bb12ccfba90f6ae35",
          "673387cb1ad793c13a2c2205da397e1f3084838fb12c32a165c0bf81d00871ae");

  private final RollSeries series = RollSeries.of(ascending());

  @Test
  void rootIsThatOfTheDefinition() {
    assertThat(series.root()).isEqualTo(ROOT);
  }

  @Test
  void rollSeedIsThatOfTheDefinition() {
    assertThat(HEX.formatHex(series.rollSeed(0, "3d6")))
        .isEqualTo("f2d350b119f9fbd1ac789812c2c23a1d4a055a82f8624c468a8ba4d6756e2272");
    series.begin("W\u00fcrfel 1");
    assertThat(HEX.formatHex(series.rollSeed(37, "2d20kh1 + 5")))
        .isEqualTo("61b889a7aa26126c898c3a3a5c127237ea3857fa1e1b0cecbae9d77e23925162");
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

  /** Keys of HMAC up to a block are padded; that is all that is used here. */
  @Test
  void hmacIsThatOfTheJdk() throws Exception {
    for (int length : new int[] {1, 32, 63, 64}) {
      byte[] key = new byte[length];
      new SecureRandom().nextBytes(key);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] message = "message".getBytes(UTF_8);

      assertThat(Sha256.hmac(Sha256.key(key), message)).isEqualTo(mac.doFinal(message));
    }
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
