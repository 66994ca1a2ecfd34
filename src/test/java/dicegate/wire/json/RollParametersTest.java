package dicegate.wire.json;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON bodies of requests over HTTP, and their combination with the query. */
final class RollParametersTest {

  private static final JsonCodec CODEC = new JsonCodec();

  /** As many characters as the longest body has. */
  private static final int LONGEST = 37_888;

  @Test
  void bodyHasAnExpressionAndVariables() {
    assertThat(CODEC.rollParameters("{\"expr\":\"3d6\"}")).isEqualTo(RollParameters.of("3d6"));
    assertThat(CODEC.rollParameters(" {\"vars\":{\"str\":-3},\"expr\":\"2d6+@str\"}\n"))
        .isEqualTo(RollParameters.of("2d6+@str", new Variables(Map.of("str", "(-3)"))));
  }

  @Test
  void unknownMembersAreIgnored() {
    assertThat(CODEC.rollParameters("{\"id\":[1,{\"expr\":2}],\"expr\":\"3d6\",\"type\":\"odds\"}"))
        .isEqualTo(RollParameters.of("3d6"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \r\n", "{}", "{\"vars\":{}}", "{\"vars\":null}"})
  void bodyMayHaveNoParameters(String body) {
    assertThat(CODEC.rollParameters(body)).isEqualTo(RollParameters.none());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3d6 | The body is not a JSON object.",
        "\"3d6\" | The body is not a JSON object.",
        "[\"3d6\"] | The body is not a JSON object.",
        "{\"expr\":\"3d6\"}} | The body is not a JSON object.",
        "{\"expr\":\"3d6\"}{} | The body is not a JSON object.",
        "{\"expr\":\"3d6\" | The body is not a JSON object.",
        "{expr:\"3d6\"} | The body is not a JSON object.",
        "{\"x\":[ | The body is not a JSON object.",
        "{\"expr\":6} | The member expr must be a string.",
        "{\"expr\":null} | The member expr must be a string.",
        "{\"expr\":[\"3d6\"]} | The member expr must be a string.",
        "{\"expr\":\"d6\",\"faces\":[1]} | Faces of real dice (faces) are accepted over the"
            + " WebSocket alone; without them, the dice are rolled here.",
        "{\"expr\":\"1\",\"expr\":\"2\"} | The body has two members of one name.",
        "{\"expr\":\"1\",\"\\u0065xpr\":\"1\"} | The body has two members of one name.",
        "{\"expr\":\"1\",\"vars\":{\"a\":1,\"a\":2}} | The body has two members of one name.",
        "{\"x\":[[{\"a\":1,\"a\":2}]]} | The body has two members of one name.",
      })
  void invalidBodiesAreRefusedWithTheirFault(String body, String message) {
    assertThat(CODEC.rollParameters(body)).isEqualTo(RollParameters.invalid(message));
  }

  /** Random dice must not answer somebody who has rolled real ones. */
  @Test
  void diceByHandAreRefusedAtATableToo() {
    assertThat(CODEC.tableRollParameters("{\"expr\":\"d6\",\"key\":\"k\",\"faces\":[1]}"))
        .isEqualTo(TableRollParameters.invalid(RollParameters.NOT_BY_HAND));
  }

  @Test
  void sameNameInDifferentObjectsIsValid() {
    assertThat(
            CODEC.rollParameters(
                "{\"a\":{\"a\":[{\"a\":1},{\"a\":2}]},\"b\":{\"a\":1},\"expr\":\"1\"}"))
        .isEqualTo(RollParameters.of("1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "{\"str\":\"3\"}", "{\"1a\":3}", "{\"str\":1e999999999}"})
  void variablesHaveTheRuleOfFrames(String vars) {
    assertThat(CODEC.rollParameters("{\"expr\":\"1\",\"vars\":" + vars + "}"))
        .isEqualTo(RollParameters.invalid(Variables.RULE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":", "\\", "\"", "9", ",", "\u0000", "\ud800"})
  void hostileBodiesOfTheLongestLengthAreRefused(String part) {
    String body = "{\"x\":" + part.repeat((LONGEST - 5) / part.length());

    assertThat(CODEC.rollParameters(body)).isInstanceOf(RollParameters.Invalid.class);
    assertThat(CODEC.rollParameters(body + "}")).isInstanceOf(RollParameters.Invalid.class);
  }

  @Test
  void manyMembersAreReadInTheTimeOfTheirLength() {
    String members =
        IntStream.range(0, LONGEST / 11).mapToObj(i -> "\"m" + i + "\":1").collect(joining(","));

    assertThat(CODEC.rollParameters("{" + members + ",\"expr\":\"1\"}"))
        .isEqualTo(RollParameters.of("1"));
  }

  @Test
  void queryAndBodyHaveOneExpressionTogether() {
    RollParameters expr = RollParameters.of("2d6+@str");
    RollParameters vars = CODEC.rollParameters("{\"vars\":{\"str\":3}}");

    assertThat(expr.with(RollParameters.none())).isEqualTo(expr);
    assertThat(RollParameters.none().with(expr)).isEqualTo(expr);
    assertThat(expr.with(vars))
        .isEqualTo(RollParameters.of("2d6+@str", new Variables(Map.of("str", "3"))));
    assertThat(expr.with(expr)).isInstanceOf(RollParameters.Invalid.class);
    assertThat(RollParameters.of("").with(expr)).isInstanceOf(RollParameters.Invalid.class);
  }

  @Test
  void oneInvalidPartMakesTheWholeInvalid() {
    RollParameters invalid = RollParameters.invalid("No.");
    RollParameters valid = RollParameters.of("3d6");

    assertThat(valid.with(invalid)).isEqualTo(invalid);
    assertThat(invalid.with(valid)).isEqualTo(invalid);
  }
}
