package dicegate.wire.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class SeededBodyTest {

  private static final String SEED =
      "82853c20b7e39fd5593a04bc3f0d2727b3a0dcf2692b92c182684ff1f9d2dc70";

  @Test
  void bodyHasSeedAndExpression() {
    SeededBody body = SeededBody.parse(SEED + " 3d6 + 1").orElseThrow();

    assertThat(body.seed()).isEqualTo(HexFormat.of().parseHex(SEED));
    assertThat(body.expression()).isEqualTo("3d6 + 1");
    assertThat(body.text()).isEqualTo(SEED + " 3d6 + 1");
    assertThat(body).asString().doesNotContain(SEED);
  }

  @Test
  void seedHasDigitsInLowerCaseAlone() {
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      boolean isDigit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
      for (int at : new int[] {0, 1, 63}) {
        StringBuilder seed = new StringBuilder(SEED);
        seed.setCharAt(at, (char) c);

        assertThat(SeededBody.parse(seed + " d6").isPresent()).as("%04x", c).isEqualTo(isDigit);
      }
    }
  }

  @Test
  void seedHasItsLength() {
    assertThat(SeededBody.parse("")).isEmpty();
    assertThat(SeededBody.parse(SEED)).isEmpty();
    assertThat(SeededBody.parse(SEED.substring(1) + " d6")).isEmpty();
    assertThat(SeededBody.parse(SEED + "0 d6")).isEmpty();
  }

  @Test
  void seedIsCopied() {
    byte[] seed = new byte[32];
    SeededBody body = SeededBody.of(seed, "d6");
    seed[0] = 1;
    body.seed()[0] = 1;

    assertThat(body.seed()[0]).isZero();
  }
}
