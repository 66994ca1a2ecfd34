package dicegate.dice.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.notation.DiceError;
import dicegate.dice.notation.DiceError.Code;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Totals against targets: the text, the faces, and the text of the roll with its verdict. */
final class CheckTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1d20+5 vs 15             | 17    | 1d20[17] + 5 = 22 vs 15: success by 7
          1d20+5 vs 15             | 7     | 1d20[7] + 5 = 12 vs 15: failure by 3
          1d20+5>=15               | 10    | 1d20[10] + 5 = 15 vs 15: success by 0
          1d20+5>15                | 10    | 1d20[10] + 5 = 15 > 15: failure by 0
          d100 vs 45+10            | 34    | 1d100[34] = 34 vs 55: failure by 21
          (d100)<=45+10            | 34    | 1d100[34] = 34 <= 55: success by 21
          d100 <= 45+10            | 34    | 1d100[34] = 34 <= 55: success by 21
          1d20>10-1d4              | 9 2   | 1d20[9] = 9 > 10 - 1d4[2] = 8: success by 1
          (d100)<34                | 34    | 1d100[34] = 34 < 34: failure by 0
          (2d6)=7                  | 3 4   | 2d6[3, 4] = 7 = 7: success by 0
          (2d6)<>7                 | 3 5   | 2d6[3, 5] = 8 <> 7: success by 1
          (3d6)>=12                | 6 5 4 | 3d6[6, 5, 4] = 15 vs 12: success by 3
          6d6>=5 vs 2              | 1 2 3 4 5 6 | 6d6>=5[1, 2, 3, 4, 5*, 6*] = 2 vs 2: success by 0
          1d20+3 vs 1d20+5         | 17 9  | 1d20[17] + 3 = 20 vs 1d20[9] + 5 = 14: success by 6
          7/2 vs 3                 |       | 7 / 2 = 3.5 vs 3: success by 0.5
          """)
  void totalIsComparedWithTheTarget(String text, @Nullable String faces, String written) {
    assertThat(ScriptedRoll.of(text, ScriptedRoll.faces(faces)).text()).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1d20+7 vs 15 by 5  | 18 | 25 vs 15: success by 10, steps: 2
          1d20+7 vs 15 by 5  | 17 | 24 vs 15: success by 9, steps: 1
          1d20+7 vs 15 by 5  | 12 | 19 vs 15: success by 4, steps: 0
          1d20+7 vs 15 by 5  | 4  | 11 vs 15: failure by 4, steps: 0
          1d20+7 vs 15 by 5  | 3  | 10 vs 15: failure by 5, steps: -1
          1d20+7>15 by 5     | 8  | 15 > 15: failure by 0, steps: 0
          (1d20)<10 by 3     | 4  | 4 < 10: success by 6, steps: 2
          """)
  void stepsAreWholeAndTowardsTheTarget(String text, int face, String verdict) {
    assertThat(ScriptedRoll.of(text, face).text()).endsWith("= " + verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          60 | 1   | 1 <= 60: critical success by 59
          60 | 2   | 2 <= 60: extreme success by 58
          60 | 12  | 12 <= 60: extreme success by 48
          60 | 13  | 13 <= 60: hard success by 47
          60 | 30  | 30 <= 60: hard success by 30
          60 | 31  | 31 <= 60: success by 29
          60 | 60  | 60 <= 60: success by 0
          60 | 61  | 61 <= 60: failure by 1
          60 | 99  | 99 <= 60: failure by 39
          60 | 100 | 100 <= 60: fumble by 40
          50 | 96  | 96 <= 50: failure by 46
          49 | 95  | 95 <= 49: failure by 46
          49 | 96  | 96 <= 49: fumble by 47
          9  | 4   | 4 <= 9: hard success by 5
          9  | 5   | 5 <= 9: success by 4
          0  | 1   | 1 <= 0: critical success
          100 | 100 | 100 <= 100: fumble
          """)
  void callOfCthulhuHasSixDegrees(int skill, int face, String verdict) {
    assertThat(ScriptedRoll.of("1d100 vs " + skill + " coc", face).text()).endsWith("= " + verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1d20+7 vs 15 pf2    | 18   | 25 vs 15: critical success by 10
          1d20+7 vs 15 pf2    | 17   | 24 vs 15: success by 9
          1d20+7 vs 15 pf2    | 7    | 14 vs 15: failure by 1
          1d20+7 vs 25 pf2    | 8    | 15 vs 25: critical failure by 10
          1d20+7 vs 25 pf2    | 9    | 16 vs 25: failure by 9
          1d20+7 vs 25 pf2    | 20   | 27 vs 25: critical success by 2
          1d20+7 vs 30 pf2    | 20   | 27 vs 30: success
          1d20+7 vs 40 pf2    | 20   | 27 vs 40: failure by 13
          1d20+7 vs 5 pf2     | 1    | 8 vs 5: failure
          1d20+17 vs 5 pf2    | 1    | 18 vs 5: success by 13
          1d20 vs 5 pf2       | 1    | 1 vs 5: critical failure by 4
          2d20kh1 vs 25 pf2   | 20 1 | 20 vs 25: success
          2d20kl1 vs 1 pf2    | 20 1 | 1 vs 1: failure
          """)
  void naturalTwentyAndOneMoveADegreeInPathfinder(String text, String faces, String verdict) {
    assertThat(ScriptedRoll.of(text, ScriptedRoll.faces(faces)).text()).endsWith("= " + verdict);
  }

  @Test
  void eachRepeatHasItsOwnCheckAndTarget() {
    assertThat(ScriptedRoll.all("2#1d20 vs 1d4", 3, 4, 5, 1).stream().map(ScriptedRoll::text))
        .containsExactly(
            "1d20[3] = 3 vs 1d4[4] = 4: failure by 1", "1d20[5] = 5 vs 1d4[1] = 1: success by 4");
  }

  @Test
  void totalIsThatOfTheRoll() {
    assertThat(ScriptedRoll.of("1d20+5 vs 15", 17).total()).isEqualTo(22);
  }

  @Test
  void diceOfTheTargetAreOfTheSameBudget() {
    DiceError error = ScriptedRoll.refusal("5001d6 vs 5000d6", sides -> 1);

    assertThat(error.code()).isEqualTo(Code.LIMIT);
    assertThat(error.span().start()).isEqualTo(10);
  }

  @Test
  void targetThatCannotBeRolledIsAnErrorAtItsPlace() {
    DiceError error = ScriptedRoll.refusal("1d20 vs 10/(1d4-1)", 7, 1);

    assertThat(error.code()).isEqualTo(Code.DIVISION_BY_ZERO);
    assertThat(error.span().start()).isEqualTo(12);
  }

  @Test
  void marginBeyondTheLargestNumberIsAnError() {
    DiceError error = ScriptedRoll.refusal("9007199254740991 vs -9007199254740991");

    assertThat(error.code()).isEqualTo(Code.LIMIT);
  }
}
