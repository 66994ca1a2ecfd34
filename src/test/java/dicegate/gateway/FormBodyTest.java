package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FormBodyTest {

  @ParameterizedTest
  @CsvSource({
    "expr=3d6, 3d6",
    "a=b&expr=2d1%2B3&expr=9, 2d1+3",
    "expr=2d6+3, 2d6 3",
    "expr=, ''",
    "x=1, ",
    "'', ",
    "expr, ",
    "expr=%zz, ",
    "exprs=3d6, ",
    "expr=a=b, a=b",
  })
  void firstValueOfTheNameIsRead(String body, String value) {
    assertThat(new FormBody(body).value("expr")).isEqualTo(value);
  }
}
