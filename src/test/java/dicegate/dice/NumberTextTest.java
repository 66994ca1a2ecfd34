package dicegate.dice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumberTextTest {

  @ParameterizedTest
  @CsvSource({
    "14, 14",
    "-3, -3",
    "3.5, 3.5",
    "0.30000000000000004, 0.3",
    "0.3333333333333333, 0.333333333333333",
    "9007199254740991, 9007199254740991",
    "0.00001, 0.00001",
    "2251799813685247.5, 2251799813685247.5",
    "123456789.125, 123456789.125"
  })
  void resultHasNoExponentAndAtMost15Digits(double number, String text) {
    StringSink out = new StringSink();

    NumberText.writeResult(number, out);

    assertThat(out).hasToString(text);
    assertThat(NumberText.ofResult(number)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.30000000000000004", "1e-20", "4.9e-324", "1234567.0000001", "0.1", "7"})
  void exactTextReadsBackAsTheSameNumber(double number) {
    assertThat(NumberText.exact(number)).doesNotContain("E");
    assertThat(Double.parseDouble(NumberText.exact(number))).isEqualTo(number);
  }
}
