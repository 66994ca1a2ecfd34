package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.wire.json.RollParameters;
import dicegate.wire.json.TableRollParameters;
import dicegate.wire.json.Variables;
import java.util.Map;
import org.junit.jupiter.api.Test;
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

  @Test
  void parametersOfARollAtATableAreRead() {
    assertThat(
            new FormBody(
                    "expr=1d20%2B3&key=k&name=Deck+1&token=t&id=7&label=to%20hit&to=gm"
                        + "&colour=%23e69f00&theme=bone-and-ink&other=x&other=y")
                .tableRoll())
        .isEqualTo(
            new TableRollParameters.Valid(
                "1d20+3",
                Variables.NONE,
                "k",
                "Deck 1",
                "#e69f00",
                "bone-and-ink",
                "t",
                "7",
                "to hit",
                "gm"));
    assertThat(new FormBody("").tableRoll())
        .isEqualTo(TableRollParameters.of(Map.of(), Variables.NONE));
  }

  @ParameterizedTest
  @CsvSource({
    "key=a&key=a, The parameter key is given twice; send it once.",
    "theme=brass&theme=ivory, The parameter theme is given twice; send it once.",
    "to=gm&%74o=all, The parameter to is given twice; send it once.",
    "label=%zz, The parameter label is not validly encoded; a % is written %25.",
  })
  void parameterOfARollAtATableIsGivenOnce(String body, String message) {
    assertThat(new FormBody(body).tableRoll()).isEqualTo(TableRollParameters.invalid(message));
  }

  /** Random dice must not answer somebody who has rolled real ones. */
  @Test
  void diceByHandAreRefusedAtATableToo() {
    assertThat(new FormBody("expr=d6&key=k&f%61ces=3").tableRoll())
        .isEqualTo(TableRollParameters.invalid(RollParameters.NOT_BY_HAND));
  }
}
