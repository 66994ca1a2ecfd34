package dicegate.dice.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.notation.DiceError;
import dicegate.dice.notation.DiceError.Code;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sets of equal dice: {@code 5d6m}, {@code 8d6mt}, {@code 10d10mw}. */
final class MatchingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          5d6m          | 3 1 3 6 3     | 5d6m[3m, 1, 3m, 6, 3m] = 16
          5d6mt         | 3 1 3 6 3     | 5d6mt2[3m, 1, 3m, 6, 3m] = 1
          5d6mt         | 3 1 3 1 3     | 5d6mt2[3m, 1m, 3m, 1m, 3m] = 2
          5d6mt3        | 3 1 3 1 3     | 5d6mt3[3m, 1, 3m, 1, 3m] = 1
          5d6mt         | 1 2 3 4 5     | 5d6mt2[1, 2, 3, 4, 5] = 0
          5d6mw         | 3 1 3 6 3     | 5d6mw[3m, 1, 3m, 6, 3m] = 3
          5d6mh         | 3 1 3 6 3     | 5d6mh[3m, 1, 3m, 6, 3m] = 3
          5d6mh         | 2 2 6 4 4     | 5d6mh[2m, 2m, 6, 4m, 4m] = 4
          5d6mw         | 1 2 3 4 5     | 5d6mw[1, 2, 3, 4, 5] = 1
          5d6mh         | 1 2 3 5 4     | 5d6mh[1, 2, 3, 5, 4] = 5
          4dFmh         | 1 1 3 3       | 4dFmh[-1m, -1m, 0m, 0m] = 0
          4dFmh         | 1 2 3 5       | 4dFmh[-1m, -1m, 0, 1] = -1
          4d6kh3mt      | 2 2 5 6       | 4d6kh3mt2[~~2~~, 2, 5, 6] = 0
          4d6min3mt     | 1 2 3 6       | 4d6min3mt2[3^m, 3^m, 3m, 6] = 1
          3d6r1m        | 1 4 4 2       | 3d6r=1m[4rm, 4m, 2] = 10
          2d6!m         | 6 6 2 1       | 2d6!m[6!m, 6!m, 2, 1] = 15
          3d6!!mt       | 6 2 4 4       | 3d6!!mt2[8!!, 4m, 4m] = 1
          4d6>=4m       | 5 5 1 6       | 4d6>=4m[5*m, 5*m, 1, 6*] = 3
          5d6mtsd       | 2 6 2 6 1     | 5d6mt2sd[6m, 6m, 2m, 2m, 1] = 2
          {2d6+1d8}mt   | 4 4 4         | {2d6 + 1d8}mt2[4m, 4m, 4m] = 1
          {4d6kh3}mw    | 5 5 5 1       | {4d6kh3}mw[5m, 5m, 5m, ~~1~~] = 3
          3d[2,2,7]mh   | 1 2 3         | 3d[2,2,7]mh[2m, 2m, 7] = 2
          """)
  void diceInSetsAreMarked(String text, String faces, String expected) {
    assertThat(ScriptedRoll.of(text, ScriptedRoll.faces(faces)).text()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0d6mt", "0d6mw", "0d6mh", "0d6m"})
  void withoutDiceEverythingIs0(String text) {
    assertThat(ScriptedRoll.of(text).total()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          7d6m            | 1 5 1 5 5 4 4 | 3x5 2x4 2x1
          5d6mt3          | 2 2 6 6 1     | 2x6 2x2
          4d6mw           | 1 2 3 4       | ''
          5d6kl4m         | 6 6 6 1 1     | 2x6 2x1
          4d6>=5m         | 5 5 1 2       | 2x5
          3d6m+3d6        | 1 1 2 3 3 3   | 2x1
          3d6m-3d8m       | 1 1 2 3 3 3   | 3x3 2x1
          {2d6m,3d6}kh1   | 5 5 6 6 6     | ''
          {2d6m,3d6}kl1   | 5 5 6 6 6     | 2x5
          (3d6m)d4m       | 1 1 2 4 4 3 1 | 2x4 2x1
          4dFm            | 1 1 3 3       | 2x0 2x-1
          """)
  void setsAreListedTheWidestFirst(String text, String faces, String expected) {
    List<DiceSet> sets =
        Objects.requireNonNull(ScriptedRoll.of(text, ScriptedRoll.faces(faces)).sets());

    assertThat(sets.stream().map(set -> set.width() + "x" + set.height()))
        .containsExactly(expected.isEmpty() ? new String[0] : expected.split(" "));
  }

  @Test
  void rollWithoutMatchingHasNoSets() {
    assertThat(ScriptedRoll.of("3d6+1", 4, 4, 4).sets()).isNull();
  }

  @Test
  void largeValuesAreMatched() {
    assertThat(ScriptedRoll.of("3d6min900000000000000mh", 1, 2, 3).total()).isEqualTo(9e14);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          5d6mt>=1    | CONFLICT   | 5 | 7
          5d6mwmh     | CONFLICT   | 5 | 7
          5d6mt1      | BAD_NUMBER | 5 | 6
          5d6mt10001  | LIMIT      | 5 | 10
          {1d6,1d8}mt | GROUP      | 0 | 11
          """)
  void whatCannotBeMatchedIsAnError(String text, Code code, int from, int to) {
    DiceError error = ScriptedRoll.parseError(text);

    assertThat(error.code()).isEqualTo(code);
    assertThat(error.span().start()).isEqualTo(from);
    assertThat(error.span().end()).isEqualTo(to);
  }
}
