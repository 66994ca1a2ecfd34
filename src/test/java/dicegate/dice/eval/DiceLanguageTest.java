package dicegate.dice.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.notation.DiceError;
import dicegate.dice.notation.DiceError.Code;
import dicegate.dice.notation.Notation;
import dicegate.dice.notation.RollRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the language: how text is split into tokens, and their meaning. */
final class DiceLanguageTest {

  @Nested
  final class Words {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            2D6KH1             | 2d6kh1
            4DF                | 4dF
            4Df.1              | 4dF.1
            FLOOR(1)+Ceil(2)   | floor(1)+ceil(2)
            2D6RO1!P6MIN2MAX5U | 2d6ro=1u!p=6min2max5
            2d6CS6CF1SD        | 2d6cs=6cf=1sd
            """)
    void letterCaseIsIgnored(String text, String canonical) {
      assertThat(ScriptedRoll.canonical(text)).isEqualTo(canonical);
    }

    @Test
    void caseDoesNotDependOnTheLocale() {
      Locale before = Locale.getDefault();
      try {
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));

        assertThat(ScriptedRoll.canonical("4D6MIN2+CEIL(1.5)+MIN(1,2)"))
            .isEqualTo("4d6min2+ceil(1.5)+min(1,2)");
        assertThat(ScriptedRoll.of("1.5").text()).isEqualTo("1.5 = 1.5");
      } finally {
        Locale.setDefault(before);
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"4d6\u212a3", "4d6m\u0131n2", "4d6m\u0130n2", "c\u0130l(1)", "4d6\u017fa"})
    void lettersThatFoldToAsciiAreRefused(String text) {
      assertThat(ScriptedRoll.parseError(text).code()).isIn(Code.CHARACTER, Code.SYNTAX);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            4d6rr1     | 4d6r=1
            4d6ro1     | 4d6ro=1
            4d6!!      | 4d6!!
            4d6!!=5    | 4d6!!=5
            4d6!!!!    | 4d6!!
            4d6sd      | 4d6sd
            4d6dl1     | 4d6dl1
            4d6cs      | 4d6cs
            4dFcs      | 4dFcs
            """)
    void longestMatchWins(String text, String canonical) {
      assertThat(ScriptedRoll.canonical(text)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4d6rro", "4d6sdl", "4d6khl", "4d6csa", "4d6minmax", "4dFf"})
    void lexerDoesNotBacktrackToAShorterMatch(String text) {
      assertThat(ScriptedRoll.parseError(text).code()).isEqualTo(Code.SYNTAX);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            4d6!>=5       | 4d6!>=5
            4d6!!>=5      | 4d6!!>=5
            4d6!p>=5      | 4d6!p>=5
            4d6r>=5       | 4d6r>=5
            4d6rr>=5      | 4d6r>=5
            4d6ro>=5      | 4d6ro>=5
            4d6cs>=5      | 4d6cs>=5
            4d6cf>=5      | 4d6cf>=5
            4d6=1f>=5     | 4d6=1f>=5
            4d6!=6        | 4d6!=6
            4d6!=6>=5     | 4d6!=6>=5
            4d6!>5>=5     | 4d6!>5>=5
            4d6!!!=3      | 4d6!!<>3
            4d6r!=3       | 4d6r<>3
            4d6cs!=3      | 4d6cs<>3
            4d6=1f!=3     | 4d6=1f<>3
            4d6kh3>=5     | 4d6kh3>=5
            4d6min2>=5    | 4d6min2>=5
            4d6u>=5       | 4d6u>=5
            4d6s>=5       | 4d6>=5sa
            4d6>=5        | 4d6>=5
            4d6>=5>5      | 4d6>=5>5
            4d6>=5!       | 4d6>=5!
            """)
    void comparisonBelongsToTheModifierBeforeItOrCountsSuccesses(String text, String canonical) {
      assertThat(ScriptedRoll.canonical(text)).isEqualTo(canonical);
    }

    @Test
    void comparisonDirectlyAfterAnExplosionDoesNotCount() {
      assertThat(ScriptedRoll.of("1d6!>=5", 5, 2).total()).isEqualTo(7);
      assertThat(ScriptedRoll.of("1d6>=5!", 6, 5).total()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"2d6d6, 2d6dl6", "2d6d, 2d6dl1", "2d6d%2, 2d6dl1%2", "d6d, 1d6dl1"})
    void dAfterDiceDrops(String text, String canonical) {
      assertThat(ScriptedRoll.canonical(text)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2d6d%", "2d6dF", "2d6d(1)"})
    void dAfterDiceNeverMeansDice(String text) {
      assertThat(ScriptedRoll.parseError(text).code()).isEqualTo(Code.SYNTAX);
    }

    @Test
    void nestedDiceNeedBrackets() {
      assertThat(ScriptedRoll.of("(2d6)d6", 1, 1, 3, 4).total()).isEqualTo(7);
      assertThat(ScriptedRoll.of("1d(1d6)", 6, 6).total()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"2d6 kh1", "2 d6kh1", "2d 6kh1", "2d6kh 1", "\t2d6\r\nkh1\n", " 2d6kh1 "})
    void blanksAreAllowedBetweenTokens(String text) {
      assertThat(ScriptedRoll.canonical(text)).isEqualTo("2d6kh1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 0d6", "2d1 0", "1. 5", "1 .5", "2d6k h1", "fl oor(1)", "4dF .1"})
    void blanksAreNotAllowedWithinTokens(String text) {
      assertThat(ScriptedRoll.parseError(text).code()).isIn(Code.SYNTAX, Code.CHARACTER);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            6#4d6      | 6 | 4d6  | ''
            ' 6# 4d6'  | 6 | 4d6  | ''
            6 #4d6     | 0 | 6    | 4d6
            4d6#6#2d6  | 0 | 4d6  | 6#2d6
            2#4d6#two  | 2 | 4d6  | two
            1#d6 #     | 1 | 1d6  | ''
            d6#6       | 0 | 1d6  | 6
            1.5#d6     | 0 | 1.5  | d6
            """)
    void hashDirectlyAfterTheFirstNumberRepeatsAndAnyOtherStartsTheComment(
        String text, int repeats, String expression, String comment) {
      RollRequest request = ScriptedRoll.request(text);

      assertThat(request.repeats()).isEqualTo(repeats);
      assertThat(Notation.print(request.first().expression())).isEqualTo(expression);
      assertThat(request.comment()).isEqualTo(comment);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            2d6!-1     | 2d6!-1
            2d6r-1     | 2d6r-1
            2d6cs-1    | 2d6cs-1
            2d6!!p-1   | 2d6!!p-1
            2d6kh-1    | 2d6kh1-1
            4dFr=-1    | 4dFr=-1
            4dF!<=-1kh2 | 4dF!<=-1kh2
            4dF>=-1    | 4dF>=-1
            4dF=1f=-1  | 4dF=1f=-1
            4dFmin-1   | 4dFmin-1
            """)
    void bareNumberAfterAModifierIsNeverNegative(String text, String canonical) {
      assertThat(ScriptedRoll.canonical(text)).isEqualTo(canonical);
    }

    @Test
    void signAfterABareModifierIsMinus() {
      assertThat(ScriptedRoll.of("2d6!-1", 3, 4).total()).isEqualTo(6);
      assertThat(ScriptedRoll.of("2d6r-1", 3, 4).total()).isEqualTo(6);
      assertThat(ScriptedRoll.of("2d6kh-1", 3, 4).total()).isEqualTo(3);
    }
  }

  @Nested
  final class OrderOfModifiers {

    private static final String CANONICAL = "6d10ro<3!>=9max9kh3>=5f1cs=10cf=1sd";

    @Test
    void anyOrderGivesTheSameRequest() {
      List<String> modifiers = List.of("ro<3", "!>=9", "max9", "kh3", ">=5f1", "cs10", "cf1", "sd");

      List<String> texts = new ArrayList<>();
      permute("6d10", modifiers, texts);

      RollRequest request = ScriptedRoll.request(CANONICAL);
      assertThat(texts).hasSize(40_320);
      assertThat(texts)
          .allSatisfy(text -> assertThat(ScriptedRoll.request(text)).isEqualTo(request));
    }

    @Test
    void anyOrderGivesTheSameResult() {
      List<String> texts = new ArrayList<>();
      permute("3d6", List.of("r1", "!6", "min3", "dl1", ">=4"), texts);

      assertThat(texts).hasSize(120);
      assertThat(texts)
          .allSatisfy(
              text ->
                  assertThat(ScriptedRoll.of(text, 1, 6, 2, 1, 5, 4).text())
                      .isEqualTo("3d6r=1!=6min3dl1>=4[6r!*, ~~3^~~, 5r*, 4*] = 3"));
    }

    @Test
    void orderOfLikeModifiersDoesNotChangeTheResult() {
      assertThat(ScriptedRoll.of("2d6r1r2", 2, 1, 3, 4).dice())
          .isEqualTo(ScriptedRoll.of("2d6r2r1", 2, 1, 3, 4).dice());
      assertThat(ScriptedRoll.of("4d6dh1dl1", 4, 3, 2, 1).dice())
          .isEqualTo(ScriptedRoll.of("4d6dl1dh1", 4, 3, 2, 1).dice());
      assertThat(ScriptedRoll.of("2d6min2min4", 1, 2).dice())
          .isEqualTo(ScriptedRoll.of("2d6min4min2", 1, 2).dice());
    }

    private static void permute(String text, List<String> modifiers, List<String> texts) {
      if (modifiers.isEmpty()) {
        texts.add(text);
      }
      for (String modifier : modifiers) {
        List<String> rest = modifiers.stream().filter(other -> !other.equals(modifier)).toList();
        permute(text + modifier, rest, texts);
      }
    }
  }

  @Nested
  final class KeepAndDrop {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            kh3     | ~~2~~, ~~2~~, 2, 5, 5
            kh2     | ~~2~~, ~~2~~, ~~2~~, 5, 5
            kh1     | ~~2~~, ~~2~~, ~~2~~, ~~5~~, 5
            kl1     | 2, ~~2~~, ~~2~~, ~~5~~, ~~5~~
            kl4     | 2, 2, 2, 5, ~~5~~
            dl1     | ~~2~~, 2, 2, 5, 5
            dh1     | 2, 2, 2, 5, ~~5~~
            dh4     | 2, ~~2~~, ~~2~~, ~~5~~, ~~5~~
            kh0     | ~~2~~, ~~2~~, ~~2~~, ~~5~~, ~~5~~
            dl0     | 2, 2, 2, 5, 5
            """)
    void tiesDoNotChangeTheNumberOfKeptDice(String clause, String dice) {
      assertThat(ScriptedRoll.of("5d6" + clause, 2, 2, 2, 5, 5).text()).contains("[" + dice + "]");
    }

    @ParameterizedTest
    @CsvSource({
      "dh1dl1, 9",
      "kh4kl4, 9",
      "kh4dl2, 12",
      "kh2kl2, 0",
      "dl1dl2, 12",
      "dl2dl1, 12",
      "kh1dh1, 0",
      "dh2dl2, 3",
      "dh9, 0",
      "kh9, 15",
      "kh9dl1, 14",
    })
    void dieIsKeptIfNoClauseDropsIt(String clauses, double total) {
      assertThat(ScriptedRoll.of("5d6" + clauses, 3, 1, 5, 2, 4).total()).isEqualTo(total);
    }

    @Test
    void explodedDiceAreSelectedToo() {
      assertThat(ScriptedRoll.of("3d6!kh3", 6, 6, 1, 2, 3).text())
          .isEqualTo("3d6!kh3[6!, 6!, ~~1~~, ~~2~~, 3] = 15");
    }

    @Test
    void veryLargeValuesAreSortedCorrectly() {
      assertThat(ScriptedRoll.of("{1d6min1000000000000000+1d6}kh1", 3, 5).dice())
          .isEqualTo("d6:1000000000000000 faces 3 RAISED; d6:5 dropped");
      assertThat(ScriptedRoll.of("{1d6max-9007199254740991+1d6}sd", 3, 5).dice())
          .isEqualTo("d6:5; d6:-9007199254740991 faces 3 LOWERED");
    }

    @Test
    void numbersAreComparedRatherThanFaces() {
      assertThat(ScriptedRoll.of("2d6!pkh1", 6, 1, 3).text())
          .isEqualTo("2d6!pkh1[6!, ~~0p~~, ~~3~~] = 6");
      assertThat(ScriptedRoll.of("3dFkl1", 5, 1, 3).text())
          .isEqualTo("3dFkl1[~~1~~, -1, ~~0~~] = -1");
    }
  }

  @Nested
  final class Counting {

    @Test
    void dieThatMeetsTwoSuccessPointsCountsTwice() {
      assertThat(ScriptedRoll.of("4d10>=7=10", 10, 7, 9, 1).total()).isEqualTo(4);
    }

    @Test
    void failureSubtractsOne() {
      assertThat(ScriptedRoll.of("3d10>=7f1", 1, 1, 8).total()).isEqualTo(-1);
    }

    @Test
    void dieThatMeetsSeveralFailurePointsFailsOnce() {
      assertThat(ScriptedRoll.of("1d10>=7f1f<3", 1).total()).isEqualTo(-1);
    }

    @Test
    void droppedDiceDoNotCount() {
      assertThat(ScriptedRoll.of("3d6kl1>=1", 4, 5, 6).total()).isEqualTo(1);
    }

    @Test
    void countIsAnOrdinaryNumber() {
      assertThat(ScriptedRoll.of("2d10>=8+2", 8, 9).total()).isEqualTo(4);
      assertThat(ScriptedRoll.of("-(2d10>=8)/4", 8, 9).total()).isEqualTo(-0.5);
    }

    @ParameterizedTest
    @CsvSource({
      "=3, 1", "<>3, 5", "<3, 2", "<=3, 3", ">3, 3", ">=3, 4", ">=-5, 6", "<0, 0", ">99, 0",
    })
    void everyComparisonCounts(String point, double total) {
      assertThat(ScriptedRoll.of("6d6" + point, 1, 2, 3, 4, 5, 6).total()).isEqualTo(total);
    }
  }

  @Nested
  final class Groups {

    @Test
    void totalsOfSeveralMembersAreCompared() {
      assertThat(ScriptedRoll.of("{3d6,2d10}kh1", 1, 2, 3, 4, 5).total()).isEqualTo(9);
      assertThat(ScriptedRoll.of("{3d6,2d10,7}kl2", 1, 2, 3, 4, 5).total()).isEqualTo(13);
    }

    @Test
    void totalsOfSeveralMembersAreCounted() {
      assertThat(ScriptedRoll.of("{3d6,2d10}>=7", 1, 2, 3, 4, 5).total()).isEqualTo(1);
      assertThat(ScriptedRoll.of("{1d6,1d6,1d6}>=4=6f1", 6, 1, 4).total()).isEqualTo(2);
      assertThat(ScriptedRoll.of("{1d6,1d6}kh1>=4", 6, 5).total()).isEqualTo(1);
    }

    @Test
    void membersMayBeAnything() {
      assertThat(ScriptedRoll.of("{1d6*2,floor(7/2),-1}kh2", 5).total()).isEqualTo(13);
      assertThat(ScriptedRoll.of("{7/2,3.4}kh1").total()).isEqualTo(3.5);
    }

    @Test
    void tiedMembersAreKeptByPosition() {
      assertThat(ScriptedRoll.of("{1d6,1d6,1d6}kh1", 4, 4, 4).text())
          .isEqualTo("{1d6[~~4~~], 1d6[~~4~~], 1d6[4]}kh1 = 4");
    }

    @Test
    void membersWithoutModifiersAddUp() {
      assertThat(ScriptedRoll.of("{1d6,1d8}", 4, 5).total()).isEqualTo(9);
      assertThat(ScriptedRoll.of("{1d6*2+1}", 4).total()).isEqualTo(9);
    }

    @Test
    void diceOfASingleMemberAreOnePool() {
      assertThat(ScriptedRoll.of("{2d6+2d8}kh2", 6, 1, 8, 2).text())
          .isEqualTo("{2d6 + 2d8}kh2[6, ~~1~~, 8, ~~2~~] = 14");
      assertThat(ScriptedRoll.of("{3d6}>=5", 6, 1, 5).total()).isEqualTo(2);
      assertThat(ScriptedRoll.of("{2d6 + (1d8) + 2d4[ice]}dl2", 6, 1, 8, 2, 3).total())
          .isEqualTo(17);
    }

    @Test
    void diceDroppedBeforeAreNotInThePool() {
      assertThat(ScriptedRoll.of("{2d20kh1+1d6}kl1", 9, 12, 2).text())
          .isEqualTo("{2d20kh1 + 1d6}kl1[~~9~~, ~~12~~, 2] = 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{2d6+3}kh1", "{2d6-1d4}kh1", "{2d6*2}>=5", "{1d6+2d6+1}dl1"})
    void otherArithmeticInASingleMemberIsAnErrorThatNamesTheComma(String text) {
      DiceError error = ScriptedRoll.parseError(text);

      assertThat(error.code()).isEqualTo(Code.GROUP);
      assertThat(error.text()).contains("comma");
      assertThat(error.hint()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{5}kh1", "{-1d6}kh1", "{floor(1d6)}kh1", "{{1d6}}kh1", "{(1d4)d6}kh1"})
    void singleMemberWithoutDiceOfItsOwnAllowsNoModifier(String text) {
      assertThat(ScriptedRoll.parseError(text).code()).isEqualTo(Code.GROUP);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{1d6,1d8}!",
          "{1d6,1d8}r1",
          "{1d6,1d8}min2",
          "{1d6,1d8}u",
          "{1d6}cs",
          "{1d6}ro"
        })
    void dieModifiersAreRefusedOnGroups(String text) {
      assertThat(ScriptedRoll.parseError(text).code()).isEqualTo(Code.SYNTAX);
      assertThat(ScriptedRoll.parseError(text).text()).contains("not to a group");
    }
  }

  @Nested
  final class Numbers {

    @ParameterizedTest
    @ValueSource(strings = {"9007199254740991", "9007199254740990+1", "3^33", "-9007199254740991"})
    void wholeNumbersAreExactUpToTheLimit(String text) {
      double total = ScriptedRoll.of(text).total();

      assertThat(total).isIn(9007199254740991.0, -9007199254740991.0, 5559060566555523.0);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "9007199254740991+1",
          "-9007199254740991-1",
          "9007199254740991*2",
          "2^53",
          "10^400",
          "9007199254740991/0.5",
          "{9007199254740991,1}",
          "1-(9007199254740991+1)",
        })
    void largerNumbersAreRefused(String text) {
      assertThat(ScriptedRoll.refusal(text).code()).isEqualTo(Code.LIMIT);
      assertThat(ScriptedRoll.refusal(text).text()).contains("9007199254740991");
    }

    @Test
    void largerNumbersInTheTextAreRefused() {
      assertThat(ScriptedRoll.parseError("9007199254740992").code()).isEqualTo(Code.LIMIT);
      assertThat(ScriptedRoll.parseError("2d6+99999999999999999999999").span().start())
          .isEqualTo(4);
      assertThat(ScriptedRoll.parseError("9".repeat(400) + ".5").code()).isEqualTo(Code.LIMIT);
      assertThat(ScriptedRoll.parseError("1d6kh9007199254740992").code()).isEqualTo(Code.LIMIT);
      assertThat(ScriptedRoll.parseError("1d6!>9007199254740992").code()).isEqualTo(Code.LIMIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1/0", "1%0", "1/(1-1)", "1/-0", "7%(2d6-2)", "{1/0,1}kh1", "0/0"})
    void divisionByZeroIsRefused(String text) {
      DiceError error = ScriptedRoll.refusal(text, sides -> 1);

      assertThat(error.code()).isEqualTo(Code.DIVISION_BY_ZERO);
      assertThat(error.hint()).isNull();
    }

    @Test
    void divisionByZeroErrorPointsAtTheDivisor() {
      DiceError error = ScriptedRoll.refusal("10/(1d6-2)", 2);

      assertThat(error.span().start()).isEqualTo(4);
      assertThat(error.span().end()).isEqualTo(9);
    }

    @Test
    void undefinedPowerIsRefused() {
      assertThat(ScriptedRoll.refusal("(-8)^0.5").code()).isEqualTo(Code.BAD_NUMBER);
      assertThat(ScriptedRoll.refusal("(-1)^(1/3)").code()).isEqualTo(Code.BAD_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(-1)d6", "(1/2)d6", "(1d6-2)d6", "1d(1/2)", "1d(-6)", "1d(1-1)"})
    void computedCountsAndSidesAreWholeAndNotNegative(String text) {
      DiceError error = ScriptedRoll.refusal(text, sides -> 1);

      assertThat(error.code()).isEqualTo(Code.BAD_NUMBER);
      assertThat(error.text()).contains("whole number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5d6", "(1.5)d6", "1d1.5", "1d(1.5)", "1d0", "1d(0)", "0.0d0"})
    void writtenCountsAndSidesAreWholeAndNotNegative(String text) {
      assertThat(ScriptedRoll.parseError(text).code()).isEqualTo(Code.BAD_NUMBER);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            1+2*3        | 7
            (1+2)*3      | 9
            10-4-3       | 3
            2*7%4        | 2
            7%4*2        | 6
            -2^2         | -4
            (-2)^2       | 4
            2^-1         | 0.5
            2^3^2        | 512
            2**3         | 8
            -7%4         | -3
            7%-4         | 3
            5.5%2        | 1.5
            --3          | 3
            +-+-3        | 3
            2--3         | 5
            2*-3         | -6
            -2*-3        | 6
            floor(-1.5)  | -2
            ceil(-1.5)   | -1
            abs(-1.5)    | 1.5
            round(2.5)   | 3
            round(-2.5)  | -2
            min(3,1,2)   | 1
            max(3,1,2)   | 3
            max(3)       | 3
            min(-1,-2)   | -2
            0^0          | 1
            """)
    void arithmeticFollowsTheUsualRules(String text, double total) {
      assertThat(ScriptedRoll.of(text).total()).isEqualTo(total);
    }
  }

  @Nested
  final class ImpossibleLoops {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "1d1!",
          "1d1!!",
          "1d1!p",
          "1d6!>=1",
          "1d6!<=3!>3",
          "1d6!<>9",
          "1d2!1!2",
          "1d2!1!",
          "1d6r<7",
          "1d6r!=9",
          "1d1r",
          "1d2r1r2",
          "1d6r<4rr>=4",
          "4dFr<2",
          "4dF!>-2",
          "1d6r<6!",
          "1d6!r<6",
          "1d2r!",
          "1d20!>10r<=10",
          "7d6u",
          "6d6!u",
          "2d1u",
          "6d6ur1",
          "4dFu",
          "3dFu!",
          "5d6u!>4",
          "(1)d(1)!",
          "(7)d6u",
          "1d(1)r",
        })
    void loopsVisibleInTheTextAreRefusedByTheParser(String text) {
      DiceError error = ScriptedRoll.parseError(text);

      assertThat(error.code()).isEqualTo(Code.ENDLESS);
      assertThat(error.hint()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "1d(2-1)!",
          "1d(2-1)r",
          "(7*1)d6u",
          "7d(3+3)u",
          "1d(1+1)r!",
          "(6*1)d6!u",
          "2d(1*1)u",
          "2d(3*2)r<7",
        })
    void loopsOfComputedDiceAreRefusedBeforeTheirDiceAreRolled(String text) {
      assertThat(ScriptedRoll.refusal(text).code()).isEqualTo(Code.ENDLESS);
    }

    @Test
    void loopsOfRolledNumbersAreRefused() {
      assertThat(ScriptedRoll.refusal("1d(1d6)!", 1).code()).isEqualTo(Code.ENDLESS);
      assertThat(ScriptedRoll.refusal("(1d8)d6u", 7).code()).isEqualTo(Code.ENDLESS);
      assertThat(ScriptedRoll.of("1d(1d6)!", 2, 1).total()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"1d2!", "1d6r<6", "6d6u", "5d6!u", "1d6ro<7", "1d1ro", "1d6!>6", "3dFu"})
    void diceThatTerminateAreRolled(String text) {
      SequenceOfFaces faces = new SequenceOfFaces();

      assertThat(ScriptedRoll.all(text, faces::roll)).hasSize(1);
    }

    /** A source that cycles through all faces, starting with the highest. */
    private static final class SequenceOfFaces {

      private int rolls;

      int roll(int sides) {
        return sides - rolls++ % sides;
      }
    }
  }

  @Nested
  final class Breakage {

    static Stream<String> unusualTextIsRolled() {
      return Stream.of(
          "((((1d6))))",
          "{{{1d6},{1d6}}}",
          "{1d6,{1d6,{1d6,1d6}kh1}kh1}kh1",
          "1d6[a[b]",
          "1d6[#]",
          "1d6[{(]",
          "1d6[\u00a0]",
          "1d6[\ud83c\udfb2]",
          "1d6[\u0e33\u200d]",
          "1d6 # ] } ) \u00e9 \ud83c\udfb2",
          "1d6\r\n+\r\n1d6",
          "-".repeat(999) + "1",
          "+-".repeat(499) + "1",
          "1" + "+1".repeat(499),
          "1" + "-1*-1".repeat(199),
          "d6" + "kh".repeat(249),
          "1d6" + "k".repeat(332),
          "1d6" + "r6".repeat(249),
          "1d6!!6" + "!".repeat(994),
          "(1d4)d(1d6)",
          "((1d4)d4)d4",
          "d(d(d(d4)))",
          "{d6}",
          "{d6[a]}",
          "{d6[a]}[b]",
          "floor(ceil(round(abs(min(max(1.5))))))",
          "1#1",
          "007d006kh02",
          "1d6#",
          "2d6d",
          "2d6dd",
          "2d6dhdl",
          "d%%d%",
          "0.0",
          "0." + "0".repeat(400) + "1");
    }

    @ParameterizedTest
    @MethodSource
    void unusualTextIsRolled(String text) {
      assertThat(ScriptedRoll.all(text, sides -> 1)).hasSize(1);
    }
  }
}
