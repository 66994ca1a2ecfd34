package dicegate.dice.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.notation.DiceError;
import dicegate.dice.notation.DiceError.Code;
import dicegate.dice.notation.Notation;
import dicegate.dice.notation.ParseResult;
import dicegate.dice.notation.Span;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dice with faces of their own: {@code d[1,2,2,4]}. */
final class CustomDiceTest {

  @Nested
  final class Rolls {

    @Test
    void eachSideShowsItsFace() {
      ScriptedRoll.check(
          "4d[1,2,2,4]",
          "1 2 3 4",
          9,
          "4d[1,2,2,4][1, 2, 2, 4] = 9",
          "d4[]:1; d4[]:2; d4[]:2; d4[]:4");
    }

    @Test
    void sideOfARangeShowsItsNumber() {
      ScriptedRoll.check(
          "5d[-3..-2,7..9]",
          "1 2 3 4 5",
          19,
          "5d[-3,-2,7..9][-3, -2, 7, 8, 9] = 19",
          "d5[]:-3; d5[]:-2; d5[]:7; d5[]:8; d5[]:9");
    }

    @Test
    void oneDieHasOneDrawOfItsSides() {
      ScriptedDieSource source = new ScriptedDieSource(1, 6);

      ScriptedRoll.all("2d[0,0,0,0,5,5]", source);

      assertThat(source.sidesRolled()).containsExactly(6, 6);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            3d[2,4,9]kh1      | 1 3 2   | 9
            3d[2,4,9]r        | 1 2 3 3 | 22
            1d[2,4,9]ro       | 1 1     | 2
            1d[2,4,9]!        | 3 3 1   | 20
            1d[2,4,9]!!       | 3 2     | 13
            1d[2,4,9]!p       | 3 2     | 12
            1d[2,4,9]!4       | 2 1     | 6
            2d[0,9]min1max8   | 1 2     | 9
            2d[1,1,9]u        | 1 2 3   | 10
            3d[2,4,9]>=4f2    | 1 2 3   | 1
            """)
    void modifiersGoByTheFaces(String text, String sides, double total) {
      int[] script = Arrays.stream(sides.split(" ")).mapToInt(Integer::parseInt).toArray();

      assertThat(ScriptedRoll.of(text, script).total()).isEqualTo(total);
    }
  }

  @Nested
  final class Parsing {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            4d6d[fire] | 4d6dl1[fire]
            d6[0,1]    | 1d6[0,1]
            d[0,1][a]  | 1d[0,1][a]
            d [0,1]    | 1d[0,1]
            2d[0,1]d   | 2d[0,1]dl1
            """)
    void bracketOpensFacesOnlyDirectlyAfterTheD(String text, String canonical) {
      assertThat(ScriptedRoll.canonical(text)).isEqualTo(canonical);
    }

    @Test
    void consecutiveNumbersFromOneAreNumberedDice() {
      assertThat(ScriptedRoll.request("3d[1..6]")).isEqualTo(ScriptedRoll.request("3d6"));
      assertThat(ScriptedRoll.request("3d[1..6]").plainDice()).isTrue();
      assertThat(ScriptedRoll.request("3d[0..6]").plainDice()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            d[2,4]r<4!4     | true
            d[2,4]!>2!=2    | true
            d[2,4]r=2       | false
            d[2,4]r=3!=4    | false
            d[2,4,6]r<>4!=4 | true
            d[0..2,7..9]r<7!>=7 | true
            d[0..2,7..9]r<7!>7  | false
            d[0..2,1..2]r<1!>=1 | true
            d[5]!           | true
            3d[1,1,2]u      | true
            2d[1,1,2]u      | false
            """)
    void rollThatNeverEndsIsRefusedExactlyIfNoFaceEndsIt(String text, boolean endless) {
      boolean refused =
          Notation.parse(text) instanceof ParseResult.NotARoll notARoll
              && notARoll.error().code() == Code.ENDLESS;

      assertThat(refused).isEqualTo(endless);
    }

    @Test
    void computedCountOfUniqueDiceIsCheckedByTheFaces() {
      assertThat(ScriptedRoll.refusal("(1d3)d[1,1,2]u", 3).code()).isEqualTo(Code.ENDLESS);
    }
  }

  @Nested
  final class Errors {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            d[0-9]       | 3 | 1 | d[0..9]
            2d[-1-1]kh   | 5 | 1 | 2d[-1..1]kh
            d[0,1        | 1 | 4 | d[0,1]
            d[0,\u22121] | 4 | 1 | d[0,-1]
            """)
    void slipHasAPlaceAndAHint(String text, int position, int length, String hint) {
      DiceError error =
          ScriptedRoll.parseError(text.translateEscapes().replace("\\u2212", "\u2212"));

      assertThat(error.span()).isEqualTo(new Span(position, position + length));
      assertThat(error.hint()).isEqualTo(hint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"d[]", "d[,]", "d[1,]", "d[1 2]", "d[1..]", "d[..1]", "d[--1]", "d["})
    void faceThatIsMissingIsASyntaxError(String text) {
      assertThat(ScriptedRoll.parseError(text).code()).isEqualTo(Code.SYNTAX);
    }
  }

  @Nested
  final class Limits {

    @Test
    void hundredFacesAndRangesAreAllowed() {
      assertThat(ScriptedRoll.of("d[0" + ",0".repeat(99) + "]", 100).total()).isZero();
      DiceError error = ScriptedRoll.parseError("d[0" + ",0".repeat(100) + "]");

      assertThat(error.code()).isEqualTo(Code.LIMIT);
      assertThat(error.text()).contains("100");
      assertThat(error.span()).isEqualTo(new Span(203, 204));
    }

    @ParameterizedTest
    @CsvSource({"1000000000, 1000000000", "-1000000000, -1000000000"})
    void facesUpToABillionAreAllowed(String face, double total) {
      assertThat(ScriptedRoll.of("d[" + face + "]", 1).total()).isEqualTo(total);
      assertThat(ScriptedRoll.parseError("d[" + face.replace("1", "2") + "]").code())
          .isEqualTo(Code.LIMIT);
    }

    @Test
    void sidesOfAllRangesAreCounted() {
      assertThat(ScriptedRoll.of("d[0..999999999]", 1_000_000_000).total()).isEqualTo(999_999_999);
      assertThat(ScriptedRoll.parseError("d[0..999999999,5]").text()).contains("sides");
    }
  }
}
