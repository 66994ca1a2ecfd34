package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.wire.json.RollParameters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FormBodyTest {

  @ParameterizedTest
  @CsvSource({
    "expr=3d6, 3d6",
    "a=b&expr=2d1%2B3&c, 2d1+3",
    "expr=2d6+3, 2d6 3",
    "%65xpr=3d6, 3d6",
    "expr=, ''",
    "expr, ''",
    "expr=a=b, a=b",
  })
  void expressionIsRead(String body, String value) {
    assertThat(new FormBody(body).parameters()).isEqualTo(RollParameters.of(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x=1", "exprs=3d6", "EXPR=3d6", "&&", "=3d6", "%zz=3d6"})
  void otherNamesAreIgnored(String body) {
    assertThat(new FormBody(body).parameters()).isEqualTo(RollParameters.none());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"expr=3d6&expr=4d6", "expr=3d6&x=1&expr=3d6", "expr&expr=3d6", "expr=1&%65xpr=2"})
  void twoExpressionsAreInvalid(String body) {
    assertThat(new FormBody(body).parameters())
        .isEqualTo(RollParameters.invalid("The parameter expr is given twice; send it once."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"expr=%zz", "expr=3d%", "expr=%zz&expr=%zz"})
  void expressionMustBeEncoded(String body) {
    assertThat(new FormBody(body).parameters()).isInstanceOf(RollParameters.Invalid.class);
  }
}
