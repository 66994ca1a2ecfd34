package dicegate.dice.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.notation.DiceError;
import dicegate.dice.notation.DiceError.Code;
import dicegate.dice.notation.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dice with symbols: {@code d[success,blank,success+advantage]}. */
final class SymbolDiceTest {

  @Nested
  final class Texts {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            2d[success,blank]        | 1 2 | 2d[success,blank][success, blank] = 1 success
            2d[success,blank]        | 2 2 | 2d[success,blank][blank, blank] = blank
            1d[heads,tails]          | 2   | 1d[heads,tails][tails] = 1 tails
            2d[a+b,-a]               | 1 2 | 2d[a+b,-a][a+b, -a] = 1 b
            2d[a,-3*b]               | 2 2 | 2d[a,-3*b][-3*b, -3*b] = -6 b
            2d[hit+2,miss]kh1        | 2 1 | 2d[hit+2,miss]kh1[~~miss~~, hit+2] = 2, 1 hit
            1d[hit,miss]+3           | 1   | 1d[hit,miss][hit] + 3 = 3, 1 hit
            1d[hit,blank]+1d6        | 2 4 | 1d[hit,blank][blank] + 1d6[4] = 4
            1d[hit,blank]-1d[hit]    | 1 1 | 1d[hit,blank][hit] - 1d[hit][hit] = blank
            3d[a,b]kh2               | 1 2 1 | 3d[a,b]kh2[~~a~~, b, a] = 1 a, 1 b
            """)
    void textHasTheFacesAndTheSums(String text, String sides, String expected) {
      assertThat(ScriptedRoll.of(text, script(sides)).text()).isEqualTo(expected);
    }
  }

  @Nested
  final class Sums {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            -(2d[a,b])                | 1 1     | -2
            1d[a]-1d[a]-1d[a]         | 1 1 1   | -1
            -(1d[a]-2d[a])            | 1 1 1   | 1
            1d[a,b]-(1d[a,b]-1d[a,b]) | 1 1 1   | 1
            {2d[a+1,b]+1d[a+2]}kh2    | 1 2 1   | 2
            {2d[a,b]}                 | 1 1     | 2
            2d[a,b][x]-1d[5*a,b][y]   | 1 1 1   | -3
            (1d4)d[a,b]               | 3 1 1 2 | 2
            0d[a]                     |         | 0
            """)
    void symbolsHaveTheSignOfTheirTerm(String text, String sides, long sum) {
      ScriptedRoll roll = ScriptedRoll.of(text, script(sides == null ? "" : sides));

      assertThat(roll.tally().get("a")).isEqualTo(sum);
    }

    @Test
    void everySymbolIsThereInTheOrderWritten() {
      ScriptedRoll roll = ScriptedRoll.of("1d[b,a+1]+1d[c,-a]", 1, 1);

      assertThat(roll.tally())
          .containsExactly(Map.entry("b", 1L), Map.entry("a", 0L), Map.entry("c", 1L));
    }

    @Test
    void totalIsTheSumOfTheNumbers() {
      assertThat(ScriptedRoll.of("2d[a+2,b+-1]+1", 1, 2).total()).isEqualTo(2);
    }

    @Test
    void rollsWithoutSymbolsHaveNoTally() {
      assertThat(ScriptedRoll.of("2d[1,2,2]", 1, 2).tally()).isEmpty();
      assertThat(ScriptedRoll.of("2d6", 1, 2).tally()).isEmpty();
    }
  }

  @Nested
  final class Names {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\u00fc\u00df",
          "\u0939\u093f\u0902\u0926\u0940",
          "\u6210\u529f",
          "a1_b",
          "critical-hit"
        })
    void nameMayHaveLettersOfAnyScript(String name) {
      assertThat(ScriptedRoll.of("1d[" + name + "]", 1).tally()).containsEntry(name, 1L);
    }

    @Test
    void upperAndLowerCaseDiffer() {
      assertThat(ScriptedRoll.of("2d[Hit,hit]", 1, 2).tally()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "d[a\u202eb]",
          "d[a\u200bb]",
          "d[\ud83c\udfb2]",
          "d[_a]",
          "d[a-]",
          "d[a b]",
          "d[a*2]"
        })
    void otherCharactersAreErrors(String text) {
      assertThat(ScriptedRoll.parseError(text).code()).isIn(Code.SYNTAX, Code.CHARACTER);
    }
  }

  @Nested
  final class Places {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            2*d[success,blank]  | 3
            d[a]/2              | 1
            floor(1d[a])        | 8
            max(1,d[a])         | 7
            d[a]^2              | 1
            2^d[a]              | 3
            (d[a])d6            | 2
            1d(d[a])            | 4
            {d[a],1}            | 2
            {2d[a]}>=1          | 3
            2d[a]>=1            | 2
            (2d[a])>=1          | 3
            1d20 vs 10+d[a]     | 12
            2d[a]r              | 2
            2d[a]!              | 2
            2d[a]min1           | 2
            2d[a]u              | 2
            2d[a]cs             | 2
            1d6+(2d[a]+3)*2     | 7
            """)
    void symbolsElsewhereAreAnErrorAtTheirFaces(String text, int position) {
      DiceError error = ScriptedRoll.parseError(text);

      assertThat(error.code()).isEqualTo(Code.SYMBOLS);
      assertThat(error.span().start()).isEqualTo(position);
      assertThat(error.span().end()).isEqualTo(text.indexOf(']') + 1);
    }
  }

  @Nested
  final class Limits {

    @Test
    void symbolsOfTheWholeRequestAreCounted() {
      String nineteen = String.join(",", IntStream.range(0, 19).mapToObj(i -> "s" + i).toList());

      assertThat(ScriptedRoll.of("d[" + nineteen + "]+d[t]", 1, 1).tally()).hasSize(20);
      DiceError error = ScriptedRoll.parseError("d[" + nineteen + "]+d[t,u]");
      assertThat(error.code()).isEqualTo(Code.LIMIT);
      assertThat(error.text()).contains("20");
    }

    @Test
    void nameHasTwentyCharacters() {
      assertThat(ScriptedRoll.of("d[" + "x".repeat(20) + "]", 1).tally()).hasSize(1);
      assertThat(ScriptedRoll.parseError("d[" + "x".repeat(21) + "]").span())
          .isEqualTo(new Span(2, 23));
    }

    @ParameterizedTest
    @ValueSource(strings = {"101*a", "-101*a", "100*a+a", "99999999999*a"})
    void factorIsLimited(String face) {
      assertThat(ScriptedRoll.parseError("d[" + face + "]").code()).isEqualTo(Code.LIMIT);
    }

    @Test
    void rangesOfDiceWithSymbolsCountByTheirFaces() {
      assertThat(ScriptedRoll.of("d[1..99,a]", 100).tally()).containsEntry("a", 1L);
      assertThat(ScriptedRoll.parseError("d[1..100,a]").code()).isEqualTo(Code.LIMIT);
    }
  }

  /** The dice of Genesys and Star Wars, as the document has them. */
  @Nested
  final class Genesys {

    @ParameterizedTest
    @CsvSource({
      "boost, 6, 2, 4, 0",
      "setback, 6, -2, -2, 0",
      "ability, 8, 5, 5, 0",
      "difficulty, 8, -4, -6, 0",
      "proficiency, 12, 10, 8, 1",
      "challenge, 12, -9, -8, 1"
    })
    void sidesOfADieAddUp(String name, int sides, long success, long advantage, long rare)
        throws IOException {
      ScriptedRoll roll =
          ScriptedRoll.of(sides + die(name), IntStream.rangeClosed(1, sides).toArray());

      assertThat(roll.tally().get("success")).isEqualTo(success);
      assertThat(roll.tally().get("advantage")).isEqualTo(advantage);
      assertThat(
              roll.tally().getOrDefault("triumph", 0L) + roll.tally().getOrDefault("despair", 0L))
          .isEqualTo(rare);
    }

    @Test
    void failuresCancelSuccessesAndTriumphCountsAsOne() throws IOException {
      String pool = "2%s+1%s+1%s".formatted(die("ability"), die("proficiency"), die("challenge"));

      ScriptedRoll roll = ScriptedRoll.of(pool, 4, 7, 12, 12);

      assertThat(roll.tally())
          .containsExactly(
              Map.entry("success", 3L),
              Map.entry("advantage", 1L),
              Map.entry("triumph", 1L),
              Map.entry("despair", 1L));
      assertThat(roll.text()).endsWith(" = 3 success, 1 advantage, 1 triumph, 1 despair");
    }

    private String die(String name) throws IOException {
      List<String> rows =
          Files.readAllLines(Path.of("src", "docs", "dice.md")).stream()
              .filter(line -> line.startsWith("| " + name + " | `d["))
              .toList();
      assertThat(rows).hasSize(1);
      return rows.get(0).split("`", -1)[1];
    }
  }

  private static int[] script(String sides) {
    return Arrays.stream(sides.split(" "))
        .filter(side -> !side.isEmpty())
        .mapToInt(Integer::parseInt)
        .toArray();
  }
}
