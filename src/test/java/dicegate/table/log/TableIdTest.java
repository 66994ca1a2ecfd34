package dicegate.table.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names tables may have. */
final class TableIdTest {

  @ParameterizedTest
  @CsvSource({
    "amber-owl-42, amber-owl-42",
    "Amber-OWL, amber-owl",
    "ÄRGER, ärger",
    "a\u0308rger, ärger",
    "стол-7, стол-7",
    "卓, 卓",
    "हिन्दी, हिन्दी",
    "7, 7",
  })
  void namesAreReadAsOne(String typed, String name) {
    assertThat(TableId.parse(typed)).contains(new TableId(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-owl",
        "amber owl",
        " owl",
        "owl\n",
        "{owl}",
        "owl:meta",
        "owl/..",
        "\u0308",
        "owl\u200d",
        "owl\u202e",
        "owl\u0000",
        "🎲",
        "\ud800",
      })
  void anythingElseIsNoName(String typed) {
    assertThat(TableId.parse(typed)).isEmpty();
    assertThatThrownBy(() -> new TableId(typed)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void longestNameIsTakenAndALongerOneIsNot() {
    String longest = "x".repeat(TableId.MAX_CHARS);

    assertThat(TableId.parse(longest)).contains(new TableId(longest));
    assertThat(TableId.parse(longest + "x")).isEmpty();
    assertThatThrownBy(() -> new TableId(longest + "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65");
  }

  @Test
  void nameThatGrowsInLowerCaseIsNotTaken() {
    String growing = "\u0130".repeat(TableId.MAX_CHARS); // two characters in lower case

    assertThat(TableId.parse(growing)).isEmpty();
  }
}
