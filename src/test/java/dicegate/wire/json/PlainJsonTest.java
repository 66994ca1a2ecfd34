package dicegate.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainJsonTest {

  private static final String BACKSLASH = "\\";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[1,2]",
        "{\"text\":\"3d6[1, ~~2~~] = 1\"}",
        "\"a\\\\nb\\\\u202e\\\"\\/\"",
        "{\n\t\"a\": 1\r\n}",
        "\"\ud83c\udfb2 \\ud83c\\udfb2 \\u00e9\""
      })
  void textOfVisibleCharactersIsTheSameObject(String json) {
    assertThat(PlainJson.clean(json)).isSameAs(json);
  }

  @Test
  void charactersThatMisleadAreRemoved() {
    assertThat(PlainJson.clean("{\"text\":\"a\u202eb\u2066c\"}")).isEqualTo("{\"text\":\"abc\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"n", "r", "t", "u000a", "u000D", "u0009"})
  void escapesOfBreaksBecomeBlanks(String escape) {
    assertThat(PlainJson.clean("[\"a" + BACKSLASH + escape + "b\"]")).isEqualTo("[\"a b\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"u202e", "u202E", "u0000", "u001b", "b", "f", "u2028", "ud83c", "udfb2"})
  void theirEscapesAreRemoved(String escape) {
    assertThat(PlainJson.clean("[\"a" + BACKSLASH + escape + "b\"]")).isEqualTo("[\"ab\"]");
  }
}
