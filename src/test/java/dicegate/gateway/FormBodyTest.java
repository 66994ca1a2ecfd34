package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
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

  @Test
  void bodyThatIsTooLongIsNotReadWhole() throws IOException {
    byte[] body = ("expr=" + "9".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8);
    ByteArrayInputStream in = new ByteArrayInputStream(body);

    String value = FormBody.read(in).value("expr");

    assertThat(value).hasSizeGreaterThan(GatewaySettings.MAX_MESSAGE_CHARS);
    assertThat(in.available()).isGreaterThan(900_000);
  }
}
