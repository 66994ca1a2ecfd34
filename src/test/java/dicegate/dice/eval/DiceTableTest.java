package dicegate.dice.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.notation.DiceError.Code;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The points on which known dice languages disagree, and the rule of this one: a test for each, in
 * the order of the table.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class DiceTableTest {

  @Test
  @Order(1)
  @DisplayName(">N")
  void greaterIsStrictAndGreaterOrEqualExists() {
    assertThat(ScriptedRoll.of("3d6>4", 3, 4, 5).total()).isEqualTo(1);
    assertThat(ScriptedRoll.of("3d6>=4", 3, 4, 5).total()).isEqualTo(2);
    assertThat(ScriptedRoll.of("3d6<4", 3, 4, 5).total()).isEqualTo(1);
    assertThat(ScriptedRoll.of("3d6<=4", 3, 4, 5).total()).isEqualTo(2);
    assertThat(ScriptedRoll.of("1d6!>5", 5).total()).isEqualTo(5);
    assertThat(ScriptedRoll.of("1d6r<2", 2).total()).isEqualTo(2);
  }

  @Test
  @Order(2)
  @DisplayName("r")
  void rerollRepeatsUntilNoFaceMatchesAndRoRerollsOnce() {
    assertThat(ScriptedRoll.of("1d6r1", 1, 1, 1, 4).dice()).isEqualTo("d6:4 thrown 1,1,1 REROLLED");
    assertThat(ScriptedRoll.of("1d6rr1", 1, 1, 1, 4).dice())
        .isEqualTo("d6:4 thrown 1,1,1 REROLLED");
    assertThat(ScriptedRoll.of("1d6ro1", 1, 1).dice()).isEqualTo("d6:1 thrown 1 REROLLED");
    assertThat(ScriptedRoll.canonical("1d6rr1")).isEqualTo(ScriptedRoll.canonical("1d6r1"));
  }

  @Test
  @Order(3)
  @DisplayName("cs/cf")
  void criticalPointsFlagAndDoNotCount() {
    ScriptedRoll scriptedRoll = ScriptedRoll.of("3d20cs20cf1", 20, 1, 10);

    assertThat(scriptedRoll.total()).isEqualTo(31);
    assertThat(scriptedRoll.dice())
        .isEqualTo("d20:20 CRITICAL_SUCCESS; d20:1 CRITICAL_FAILURE; d20:10");
  }

  @Test
  @Order(4)
  @DisplayName("modifier order")
  void orderOfModifiersIsFixedAndEachDieIsFinishedBeforeTheNext() {
    ScriptedRoll typedOneWay = ScriptedRoll.of("2d6r1!6min3kh2", 1, 6, 1, 2, 5);
    ScriptedRoll typedTheOther = ScriptedRoll.of("2d6kh2min3!6r1", 1, 6, 1, 2, 5);

    assertThat(typedOneWay.dice())
        .isEqualTo(
            "d6:6 thrown 1 REROLLED EXPLODED;"
                + " d6:3 faces 2 thrown 1 REROLLED RAISED dropped;"
                + " d6:5");
    assertThat(typedTheOther.text()).isEqualTo(typedOneWay.text());
    assertThat(typedTheOther.dice()).isEqualTo(typedOneWay.dice());
  }

  @Test
  @Order(5)
  @DisplayName("4d6d1")
  void bareDropDropsTheLowestAndPrintsDl() {
    ScriptedRoll scriptedRoll = ScriptedRoll.of("4d6d1", 5, 4, 1, 3);

    assertThat(scriptedRoll.text()).isEqualTo("4d6dl1[5, 4, ~~1~~, 3] = 12");
    assertThat(ScriptedRoll.canonical("4d6d1")).isEqualTo("4d6dl1");
  }

  @Test
  @Order(6)
  @DisplayName("bare kh")
  void keepWithoutAnAmountKeepsOne() {
    assertThat(ScriptedRoll.of("3d6kh", 2, 6, 4).total()).isEqualTo(6);
    assertThat(ScriptedRoll.of("3d6k", 2, 6, 4).total()).isEqualTo(6);
    assertThat(ScriptedRoll.of("3d6kl", 2, 6, 4).total()).isEqualTo(2);
    assertThat(ScriptedRoll.of("3d6d", 2, 6, 4).total()).isEqualTo(10);
    assertThat(ScriptedRoll.of("3d6dl", 2, 6, 4).total()).isEqualTo(10);
    assertThat(ScriptedRoll.of("3d6dh", 2, 6, 4).total()).isEqualTo(6);
  }

  @Test
  @Order(7)
  @DisplayName("bare number !5, r2")
  void bareNumberIsAnEqualPoint() {
    assertThat(ScriptedRoll.of("1d6!5", 5, 6).total()).isEqualTo(11);
    assertThat(ScriptedRoll.of("1d6r2", 2, 1).total()).isEqualTo(1);
    assertThat(ScriptedRoll.canonical("1d6!5")).isEqualTo(ScriptedRoll.canonical("1d6!=5"));
    assertThat(ScriptedRoll.canonical("1d6r2")).isEqualTo(ScriptedRoll.canonical("1d6r=2"));
    assertThat(ScriptedRoll.canonical("1d6cs5cf2"))
        .isEqualTo(ScriptedRoll.canonical("1d6cs=5cf=2"));
  }

  @Test
  @Order(8)
  @DisplayName("kh more than rolled")
  void keepingMoreThanRolledKeepsAll() {
    assertThat(ScriptedRoll.of("2d6kh5", 3, 4).total()).isEqualTo(7);
    assertThat(ScriptedRoll.of("2d6kl5", 3, 4).total()).isEqualTo(7);
    assertThat(ScriptedRoll.of("2d6dh5", 3, 4).total()).isZero();
    assertThat(ScriptedRoll.of("2d6dl5", 3, 4).total()).isZero();
  }

  @Test
  @Order(9)
  @DisplayName("kh+dl together")
  void clausesSelectPositionsOfTheSamePool() {
    ScriptedRoll scriptedRoll = ScriptedRoll.of("5d6kh4dl2", 1, 2, 3, 4, 5);
    ScriptedRoll both = ScriptedRoll.of("5d6dh1dl1", 1, 2, 3, 4, 5);

    assertThat(scriptedRoll.dice()).isEqualTo("d6:1 dropped; d6:2 dropped; d6:3; d6:4; d6:5");
    assertThat(both.total()).isEqualTo(9);
  }

  @Test
  @Order(10)
  @DisplayName("0d6")
  void noDiceTotalZero() {
    assertThat(ScriptedRoll.of("0d6").text()).isEqualTo("0d6[] = 0");
    assertThat(ScriptedRoll.of("(1-1)d6+2").total()).isEqualTo(2);
  }

  @Test
  @Order(11)
  @DisplayName("3d0")
  void dieWithoutSidesIsAnError() {
    assertThat(ScriptedRoll.parseError("3d0").code()).isEqualTo(Code.BAD_NUMBER);
    assertThat(ScriptedRoll.refusal("3d(1-1)").code()).isEqualTo(Code.BAD_NUMBER);
  }

  @Test
  @Order(12)
  @DisplayName("-1d6")
  void signBeforeDiceNegatesTheTotal() {
    assertThat(ScriptedRoll.of("-1d6", 4).text()).isEqualTo("-1d6[4] = -4");
    assertThat(ScriptedRoll.of("2--1d6", 4).total()).isEqualTo(6);
  }

  @Test
  @Order(13)
  @DisplayName("7/2")
  void quotientIsRealAndFloorRoundsItDown() {
    assertThat(ScriptedRoll.of("7/2").text()).isEqualTo("7 / 2 = 3.5");
    assertThat(ScriptedRoll.of("floor(7/2)").total()).isEqualTo(3);
    assertThat(ScriptedRoll.of("7/2*2").total()).isEqualTo(7);
  }

  @Test
  @Order(14)
  @DisplayName("round(-1.5)")
  void roundRoundsAHalfUp() {
    assertThat(ScriptedRoll.of("round(-1.5)").total()).isEqualTo(-1);
    assertThat(ScriptedRoll.of("round(1.5)").total()).isEqualTo(2);
    assertThat(ScriptedRoll.of("round(-1.51)").total()).isEqualTo(-2);
  }

  @Test
  @Order(15)
  @DisplayName("d%")
  void percentileDieShowsOneToHundred() {
    ScriptedDieSource source = new ScriptedDieSource(1, 100);

    ScriptedRoll scriptedRoll = ScriptedRoll.all("2d%", source).get(0);

    assertThat(source.sidesRolled()).containsExactly(100, 100);
    assertThat(scriptedRoll.text()).isEqualTo("2d100[1, 100] = 101");
  }

  @Test
  @Order(16)
  @DisplayName("count then maths")
  void countIsAnOrdinaryNumber() {
    assertThat(ScriptedRoll.of("3d10>=8+2", 8, 9, 1).text())
        .isEqualTo("3d10>=8[8*, 9*, 1] + 2 = 4");
    assertThat(ScriptedRoll.of("3d10>=8*10", 8, 9, 1).total()).isEqualTo(20);
    assertThat(ScriptedRoll.of("(2d6>=5)d6", 5, 6, 3, 4).total()).isEqualTo(7);
  }

  @Test
  @Order(17)
  @DisplayName("{5d6!!}>=8")
  void modifierOfASingleMemberAppliesToItsDice() {
    ScriptedRoll scriptedRoll = ScriptedRoll.of("{5d6!!}>=8", 6, 2, 1, 6, 6, 3, 5, 4);

    assertThat(scriptedRoll.text()).isEqualTo("{5d6!!}>=8[8!!*, 1, 15!!*, 5, 4] = 2");
  }

  @Test
  @Order(18)
  @DisplayName("spaces in 3 d 6")
  void blanksAreAllowedBetweenTokens() {
    assertThat(ScriptedRoll.of("3 d 6", 1, 2, 3).text()).isEqualTo("3d6[1, 2, 3] = 6");
    assertThat(ScriptedRoll.canonical(" 4 d 6 kh 3 ! >= 5 + 2 ")).isEqualTo("4d6!>=5kh3+2");
  }

  @Test
  @Order(19)
  @DisplayName("free text after a roll")
  void freeTextIsRefusedOutsideLabelsAndComments() {
    assertThat(ScriptedRoll.parseError("2d6 fire damage").code()).isEqualTo(Code.SYNTAX);
    assertThat(ScriptedRoll.request("2d6 # fire damage").comment()).isEqualTo("fire damage");
    assertThat(ScriptedRoll.of("2d6[fire damage]", 3, 4).text())
        .isEqualTo("2d6[3, 4] [fire damage] = 7");
  }

  @Test
  @Order(20)
  @DisplayName("x6/6x repeat")
  void numberAndHashRepeatsAndXDoesNot() {
    assertThat(ScriptedRoll.all("2#1d6", 3, 4))
        .extracting(ScriptedRoll::total)
        .containsExactly(3.0, 4.0);
    assertThat(ScriptedRoll.parseError("4d6x6").code()).isEqualTo(Code.SYNTAX);
    assertThat(ScriptedRoll.parseError("6x4d6").code()).isEqualTo(Code.SYNTAX);
  }
}
