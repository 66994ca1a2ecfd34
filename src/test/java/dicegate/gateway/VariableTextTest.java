package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.wire.EngineCode;
import dicegate.wire.json.ServerError;
import dicegate.wire.json.Variables;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text that an engine gets, and the positions of its errors in the player's text. */
final class VariableTextTest {

  private static final Variables VARIABLES =
      new Variables(Map.of("str", "3", "dex", "(-2)", "half", "0.5", "n", "12"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2d6+@str                  | 2d6+3
          @str+@dex*@half           | 3+(-2)*0.5
          1d20+@dex # @str          | 1d20+(-2) # @str
          1d20[@str]+@str           | 1d20[@str]+3
          [@str] @n                 | [@str] 12
          1d20 // @str              | 1d20 // 3
          1d20 // hit with @str     | 1d20 // hit with @str
          6#@strd6                  |
          6#(@str)d6 # @n           | 6#(3)d6 # @n
          @str d6                   | 3 d6
          1d@n                      | 1d12
          4d6kh@str                 | 4d6kh3
          2@str                     | 2(3)
          0.@str                    | 0.(3)
          @str.5                    | (3).5
          @str@n                    | 3(12)
          @str@str@str              | 3(3)(3)
          d6[a @str                 | d6[a @str
          3d6                       | 3d6
          """)
  void variablesOutsideOfLabelsAndCommentsAreReplaced(String typed, @Nullable String text) {
    switch (VariableText.replace(typed, VARIABLES)) {
      case VariableText.Result.Replaced replaced ->
          assertThat(replaced.text().text()).isEqualTo(text);
      case VariableText.Result.Missing missing -> assertThat(text).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2d6+@wis, 4, 4",
    "@str+@, 5, 1",
    "@+1, 0, 1",
    "2d6+@1, 4, 1",
    "@STR, 0, 4",
    "@strd6, 0, 6"
  })
  void variableWithoutValueIsAnErrorWithItsPlace(String typed, int pos, int len) {
    assertThat(VariableText.replace(typed, VARIABLES))
        .isInstanceOfSatisfying(
            VariableText.Result.Missing.class,
            missing -> {
              assertThat(missing.error().code()).isEqualTo("unknown_variable");
              assertThat(missing.error().pos()).isEqualTo(pos);
              assertThat(missing.error().len()).isEqualTo(len);
              assertThat(missing.error().temporary()).isFalse();
            });
  }

  /** 2d6+@n*@dex+x becomes 2d6+12*(-2)+x. */
  @ParameterizedTest
  @CsvSource({
    "0, 3, 0, 3", // 2d6
    "4, 2, 4, 2", // the value of @n, as a whole
    "5, 1, 4, 2", // a digit of it
    "4, 7, 4, 7", // both values
    "7, 4, 7, 4", // (-2)
    "8, 1, 7, 4", // within it
    "6, 1, 6, 1", // the * between them
    "12, 1, 12, 1", // x
    "13, 0, 13, 0", // the end
    "0, 13, 0, 13"
  })
  void positionsAreThoseOfTheTextAsSent(int pos, int len, int typedPos, int typedLen) {
    VariableText text = replaced("2d6+@n*@dex+x");
    assertThat(text.text()).isEqualTo("2d6+12*(-2)+x");

    ServerError error = text.translate(error(pos, len));

    assertThat(error.pos()).isEqualTo(typedPos);
    assertThat(error.len()).isEqualTo(typedLen);
    assertThat(error.hint()).isNull();
    assertThat(error.expected()).containsExactly("an operator");
    assertThat(error.rolled()).isTrue();
  }

  @Test
  void positionsBehindShorterAndLongerValuesAreShifted() {
    VariableText text = replaced("@half+@str+@n?");
    assertThat(text.text()).isEqualTo("0.5+3+12?");

    assertThat(text.translate(error(8, 1)).pos()).isEqualTo(13);
    assertThat(text.translate(error(4, 1)).pos()).isEqualTo(6);
    assertThat(text.translate(error(4, 1)).len()).isEqualTo(4);
    assertThat(text.translate(error(9, 0)).pos()).isEqualTo(14);
  }

  @Test
  void errorWithoutPlaceOrVariablesStaysAsItIs() {
    ServerError error = error(2, 1);

    assertThat(replaced("3d6").translate(error)).isSameAs(error);
    ServerError placeless = ServerError.permanent(new EngineCode("limit", false), "Too much.");
    assertThat(replaced("@n").translate(placeless).pos()).isNull();
    assertThat(replaced("@n").translate(placeless).len()).isNull();
  }

  @Test
  @Timeout(5)
  void longTextTakesTimeLinearInIt() {
    String variables = "@n".repeat(2_000);

    assertThat(replaced(variables).text()).hasSize(2_000 * 4 - 2);
    assertThat(replaced("[".repeat(4_000)).text()).hasSize(4_000);
    assertThat(replaced("//(".repeat(1_300)).text()).hasSize(3_900);
  }

  private static VariableText replaced(String typed) {
    return switch (VariableText.replace(typed, VARIABLES)) {
      case VariableText.Result.Replaced replaced -> replaced.text();
      case VariableText.Result.Missing missing -> throw new AssertionError(missing.error());
    };
  }

  private static ServerError error(int pos, int len) {
    return new ServerError(
        new EngineCode("syntax", false),
        "No.",
        null,
        pos,
        len,
        List.of("an operator"),
        "2d6+12",
        null,
        null,
        true);
  }
}
