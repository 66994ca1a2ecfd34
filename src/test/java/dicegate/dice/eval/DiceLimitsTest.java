package dicegate.dice.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.notation.DiceError;
import dicegate.dice.notation.DiceError.Code;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each limit allows its maximum; exceeding it is an error that names the limit. */
final class DiceLimitsTest {

  @Nested
  final class TextLength {

    @Test
    void thousandCharactersAreAllowed() {
      assertThat(ScriptedRoll.of("3d6" + " ".repeat(997), 1, 2, 3).total()).isEqualTo(6);
      assertThat(ScriptedRoll.request("1d6 # " + " ".repeat(914) + "x".repeat(80)).comment())
          .hasSize(80);
    }

    @Test
    void thousandAndOneCharactersAreRefused() {
      DiceError error = ScriptedRoll.parseError("3d6" + " ".repeat(998));

      assertThat(error.code()).isEqualTo(Code.TOO_LONG);
      assertThat(error.text()).contains("characters", "1001", "1000");
      assertThat(error.span().start()).isEqualTo(1000);
      assertThat(error.span().end()).isEqualTo(1001);
    }

    @Test
    void textWithTooLongACanonicalFormIsRefused() {
      String longest = "d9" + "k".repeat(332);

      assertThat(ScriptedRoll.canonical(longest)).hasSize(999);
      assertThat(ScriptedRoll.parseError(longest + "k").code()).isEqualTo(Code.TOO_LONG);
      assertThat(ScriptedRoll.parseError(longest + "k").text()).contains("1002", "1000");
    }

    @Test
    void canonicalTextOfExactlyTheLimitIsAllowed() {
      assertThat(ScriptedRoll.canonical("10d9" + "k".repeat(332))).hasSize(1000);
    }

    @Test
    void hugeTextIsRefusedWithoutParsing() {
      assertThat(ScriptedRoll.parseError("(".repeat(1_000_000)).code()).isEqualTo(Code.TOO_LONG);
    }
  }

  @Nested
  final class Nesting {

    @ParameterizedTest
    @CsvSource({"'(', ')'", "'{', '}'", "'floor(', ')'", "'d(', ')'", "'1^', ''", "'1**-', ''"})
    void nestingOf64IsAllowedAndOf65Refused(String open, String close) {
      DiceError error = ScriptedRoll.parseError(open.repeat(65) + "1" + close.repeat(65));

      assertThat(ScriptedRoll.request(open.repeat(64) + "1" + close.repeat(64)).repeats()).isZero();
      assertThat(error.code()).isEqualTo(Code.LIMIT);
      assertThat(error.text()).contains("64");
    }

    @Test
    void allKindsOfNestingCountTogether() {
      String open = "(".repeat(16) + "{".repeat(16) + "floor(".repeat(16) + "1^(".repeat(8);
      String close = ")".repeat(8) + ")".repeat(16) + "}".repeat(16) + ")".repeat(16);

      assertThat(ScriptedRoll.of(open + "1" + close).total()).isEqualTo(1);
      assertThat(ScriptedRoll.parseError(open + "(1)" + close).code()).isEqualTo(Code.LIMIT);
    }

    @Test
    void siblingsAreNotNested() {
      assertThat(ScriptedRoll.of("(1)" + "+(1)".repeat(200)).total()).isEqualTo(201);
      assertThat(ScriptedRoll.of("1^1" + "+1^1".repeat(200)).total()).isEqualTo(201);
      assertThat(ScriptedRoll.of("{1}" + "+{1}".repeat(200)).total()).isEqualTo(201);
    }

    @Test
    void signsAreNotNested() {
      assertThat(ScriptedRoll.of("-".repeat(998) + "1").total()).isEqualTo(1);
    }
  }

  @Nested
  final class CountOfDice {

    @Test
    void tenThousandDiceAreRolledAndOneMoreIsRefused() {
      DiceError error = ScriptedRoll.parseError("10001d6");

      assertThat(ScriptedRoll.all("10000d6", sides -> 1).get(0).total()).isEqualTo(10_000);
      assertThat(error.code()).isEqualTo(Code.LIMIT);
      assertThat(error.text()).contains("10000", "dice", "10001");
    }

    @Test
    void totalAboveTheLargestNumberIsRefused() {
      DiceError error = ScriptedRoll.refusal("2048d6min9007199254740991", sides -> 1);

      assertThat(error.code()).isEqualTo(Code.LIMIT);
    }

    @Test
    void computedCountIsLimitedToo() {
      DiceError error = ScriptedRoll.refusal("(10000+1)d6");

      assertThat(error.code()).isEqualTo(Code.LIMIT);
      assertThat(error.text()).contains("10000", "dice", "10001");
    }

    @Test
    void allPoolsCountTogether() {
      DiceError error = ScriptedRoll.refusal("5000d6+{5000d6,1d6}", sides -> 1);

      assertThat(ScriptedRoll.all("5000d6+{4999d6,1d6}", sides -> 1).get(0).total())
          .isEqualTo(10_000);
      assertThat(error.code()).isEqualTo(Code.LIMIT);
      assertThat(error.text()).contains("10000", "dice", "10001");
    }

    @Test
    void rerollsCount() {
      DiceError error = ScriptedRoll.refusal("10000d6ro", sides -> 1);

      assertThat(ScriptedRoll.all("5000d6ro", sides -> 1).get(0).total()).isEqualTo(5_000);
      assertThat(error.code()).isEqualTo(Code.LIMIT);
      assertThat(error.text()).contains("10000", "rerolls", "10001");
    }

    @Test
    void rerollsThatNeverEndByChanceReachTheLimit() {
      assertThat(ScriptedRoll.refusal("1d6r", sides -> 1).code()).isEqualTo(Code.LIMIT);
      assertThat(ScriptedRoll.refusal("2d6u", sides -> 1).code()).isEqualTo(Code.LIMIT);
    }

    @Test
    void explosionsCount() {
      int[] faces = new int[10_000];
      Arrays.fill(faces, 1);
      faces[0] = 6;

      DiceError error = ScriptedRoll.refusal("10000d6!", faces);

      assertThat(error.code()).isEqualTo(Code.LIMIT);
      assertThat(error.text()).contains("10000", "explosions", "10001");
    }

    @Test
    void allResultsCountTogether() {
      DiceError error = ScriptedRoll.refusal("100#101d6", sides -> 1);

      assertThat(ScriptedRoll.all("100#100d6", sides -> 1)).hasSize(100);
      assertThat(error.code()).isEqualTo(Code.LIMIT);
      assertThat(error.text()).contains("10000", "dice", "10100");
    }
  }

  @Nested
  final class Chains {

    @ParameterizedTest
    @CsvSource({"1d6!", "1d6!!", "1d6!p", "1d6!!p"})
    void thousandExplosionsAreRolledAndOneMoreIsRefused(String text) {
      int[] longest = new int[1_001];
      Arrays.fill(longest, 6);
      longest[1_000] = 1;
      int[] tooLong = new int[1_001];
      Arrays.fill(tooLong, 6);

      List<ScriptedRoll> scriptedRolls = ScriptedRoll.all(text, longest);
      DiceError error = ScriptedRoll.refusal(text, tooLong);

      assertThat(scriptedRolls.get(0).total()).isEqualTo(text.endsWith("p") ? 5_001 : 6_001);
      assertThat(error.code()).isEqualTo(Code.LIMIT);
      assertThat(error.text()).contains("1000", "explosions", "1001");
    }

    @Test
    void eachDieHasAChainOfItsOwn() {
      int[] faces = new int[2_002];
      Arrays.fill(faces, 6);
      faces[1_000] = 1;
      faces[2_001] = 1;

      assertThat(ScriptedRoll.of("2d6!!", faces).total()).isEqualTo(12_002);
    }
  }

  @Nested
  final class Sides {

    @Test
    void thousandMillionSidesAreRolledAndOneMoreIsRefused() {
      DiceError error = ScriptedRoll.parseError("1d1000000001");

      assertThat(ScriptedRoll.all("1d1000000000", sides -> sides).get(0).total()).isEqualTo(1e9);
      assertThat(error.code()).isEqualTo(Code.LIMIT);
      assertThat(error.text()).contains("1000000000 sides", "1000000001");
    }

    @Test
    void computedSidesAreLimitedToo() {
      DiceError error = ScriptedRoll.refusal("1d(10^9+1)");

      assertThat(ScriptedRoll.all("1d(10^9)", sides -> sides).get(0).total()).isEqualTo(1e9);
      assertThat(error.code()).isEqualTo(Code.LIMIT);
      assertThat(error.text()).contains("1000000000 sides", "1000000001");
    }
  }

  @Nested
  final class Repeats {

    @Test
    void hundredResultsAreRolledAndOneMoreIsRefused() {
      DiceError error = ScriptedRoll.parseError("101#1d6");

      assertThat(ScriptedRoll.all("100#1d6", sides -> 1)).hasSize(100);
      assertThat(error.code()).isEqualTo(Code.LIMIT);
      assertThat(error.text()).contains("100 results", "101");
      assertThat(error.hint()).isNull();
    }

    @Test
    void zeroResultsAreRefused() {
      assertThat(ScriptedRoll.parseError("0#1d6").code()).isEqualTo(Code.BAD_NUMBER);
    }
  }
}
