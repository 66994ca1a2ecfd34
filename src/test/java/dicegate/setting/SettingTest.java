package dicegate.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingTest {

  private static final ValueRange<Integer> NUMBERS = ValueRange.wholeNumbers(1, 64);
  private static final ValueRange<Duration> DURATIONS =
      ValueRange.durations(Duration.ofMillis(1), Duration.ofMinutes(5));

  @Test
  void boundsAreAllowed() {
    assertThat(NUMBERS.parse("1")).isEqualTo(1);
    assertThat(NUMBERS.parse("64")).isEqualTo(64);
    assertThat(DURATIONS.parse("PT0.001S")).isEqualTo(Duration.ofMillis(1));
    assertThat(DURATIONS.parse("PT300S")).isEqualTo(Duration.ofMinutes(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "65", "-1", "four", "1.0", "99999999999"})
  void otherNumbersAreRefusedWithTheRange(String text) {
    assertThatThrownBy(() -> NUMBERS.parse(text))
        .hasMessage("expected a whole number from 1 to 64, not \"" + text + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PT0S", "PT-1S", "PT5M1S", "5", "2s"})
  void otherDurationsAreRefusedWithTheRange(String text) {
    assertThatThrownBy(() -> DURATIONS.parse(text))
        .hasMessage(
            "expected an ISO 8601 duration from PT0.001S to PT5M, such as PT2S, not \""
                + text
                + "\"");
  }

  @Test
  void rangesAreShownAsInTheDocuments() {
    assertThat(NUMBERS.text()).isEqualTo("1 to 64");
    assertThat(DURATIONS.text()).isEqualTo("PT0.001S to PT5M");
  }

  @Test
  void defaultOutOfRangeIsRefused() {
    assertThatThrownBy(() -> Setting.of("dicegate.x", "an example", "threads", "65", NUMBERS))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
