package dicegate.table.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dicegate.verify.PlayerSeries;
import dicegate.verify.RollNumber;
import dicegate.verify.SeriesSource;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TableProofTest {

  private final PlayerSeries series =
      PlayerSeries.ofTableRolls(new SeriesSource(new SecureRandom()));

  @Test
  void proofIsReadAsItWasWritten() {
    series.seed(series.roots().getFirst(), "Würfel \"1\"");
    series.take();
    RollNumber number = series.take();
    TableProof proof = TableProof.seeded(number, "2d6 # \n\"ü\"", List.of(0), List.of());

    TableProof read = TableProof.parse(proof.text());
    assertThat(read.isSeeded()).isTrue();
    assertThat(read.root()).isEqualTo(number.root());
    assertThat(read.index()).isOne();
    assertThat(read.unused()).containsExactly(0);
    assertThat(read.hidden()).isEmpty();
    assertThat(read.proof()).isEqualTo(number.proof("2d6 # \n\"ü\""));
    assertThat(read.isOf(number.root(), 1)).isTrue();
    assertThat(read.isOf(number.root(), 2)).isFalse();
    assertThat(read.withoutOthers().unused()).isEmpty();
    assertThat(read.withoutOthers().proof()).isEqualTo(read.proof());
    assertThat(read.text()).doesNotContain("\"", "\\", "\n").hasSizeLessThan(600);
    assertThat(read.toString()).doesNotContain(read.text().split(" ", -1)[5]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "py-1", "Würfel \"1\"\n"})
  void engineWithoutSeedsIsReadAsItWasWritten(String engine) {
    TableProof proof = TableProof.parse(TableProof.unseeded(engine).text());

    assertThat(proof.isSeeded()).isFalse();
    assertThat(proof.engine()).isEqualTo(engine);
    assertThat(proof.isOf("", 0)).isFalse();
    assertThat(proof.withoutOthers()).isEqualTo(proof);
  }

  @Test
  void emptySeedAndExpressionAreKept() {
    RollNumber number = series.take();

    assertThat(TableProof.seeded(number, "", List.of(), List.of()).proof())
        .isEqualTo(number.proof(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "s", "u", "u ", "x y", "s 00 1 - - a - -", "u a b", "u \"", "s  0 - - - - -"})
  void otherTextIsNoProof(String text) {
    assertThatThrownBy(() -> TableProof.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
