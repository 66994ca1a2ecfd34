package dicegate.table.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Valid names of tables. */
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
  void spellingsOfANameAreNormalised(String typed, String name) {
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
  void otherTextIsNotAName(String typed) {
    assertThat(TableId.parse(typed)).isEmpty();
    assertThatThrownBy(() -> new TableId(typed)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void longestNameIsAcceptedAndALongerOneIsNot() {
    String longest = "x".repeat(TableId.MAX_CHARS);

    assertThat(TableId.parse(longest)).contains(new TableId(longest));
    assertThat(TableId.parse(longest + "x")).isEmpty();
    assertThatThrownBy(() -> new TableId(longest + "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65");
  }

  @Test
  void nameThatIsTooLongInLowerCaseIsRefused() {
    String growing = "\u0130".repeat(TableId.MAX_CHARS); // two characters in lower case

    assertThat(TableId.parse(growing)).isEmpty();
  }
}
