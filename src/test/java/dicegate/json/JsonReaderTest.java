package dicegate.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonReaderTest {

  @Test
  void everyKindOfValueIsRead() {
    JsonValue value =
        JsonReader.read(" {\"a\" : [1, -2.5e1, true, false, null], \"b\":\"x\\n\\u0041\"} ")
            .orElseThrow();

    assertThat(value)
        .isEqualTo(
            new JsonValue.Members(
                Map.of(
                    "a",
                    new JsonValue.Elements(
                        List.of(
                            number("1"),
                            number("-2.5e1"),
                            JsonValue.Literal.TRUE,
                            JsonValue.Literal.FALSE,
                            JsonValue.Literal.NULL)),
                    "b",
                    new JsonValue.Text("x\nA"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-0", "1.0", "1e5", "[]", "{}", "\"\"", "\"\\ud83c\\udfb2\"", "[[[]]]"})
  void validJsonIsRead(String text) {
    assertThat(JsonReader.read(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nul",
        "True",
        "NaN",
        "01",
        "+1",
        "1.",
        ".5",
        "1e",
        "1 2",
        "[1,]",
        "[,1]",
        "[1",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\" 1}",
        "{\"a\":1,\"a\":2}",
        "\"",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"a\nb\"",
        "\"\\ud800\"",
        "\u00a0 1",
        "1e9999",
        "[1]x"
      })
  void invalidJsonIsEmpty(String text) {
    assertThat(JsonReader.read(text)).isEmpty();
  }

  @Test
  void nestingIsLimited() {
    int depth = JsonReader.MAX_DEPTH + 1;

    assertThat(JsonReader.read("[".repeat(depth) + "]".repeat(depth))).isPresent();
    assertThat(JsonReader.read("[".repeat(depth + 1) + "]".repeat(depth + 1))).isEmpty();
    assertThat(JsonReader.read("[".repeat(1_000_000))).isEmpty();
  }

  @Test
  void wholeWithinChecksWholenessAndBounds() {
    assertThat(number("6.0").wholeWithin(1, 6)).isTrue();
    assertThat(number("6.5").wholeWithin(1, 7)).isFalse();
    assertThat(number("0").wholeWithin(1, 6)).isFalse();
    assertThat(number("1e999").wholeWithin(1, 6)).isFalse();
  }

  private static JsonValue.Numeral number(String text) {
    return new JsonValue.Numeral(new BigDecimal(text));
  }
}
