package dicegate.dice.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.DiceLimits;
import dicegate.dice.notation.DiceError.Code;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class RollerTest {

  @Test
  void facesAreInTheOrderRolledAndAddUp() {
    ScriptedRoll scriptedRoll = ScriptedRoll.of("3d6", 6, 1, 4);

    assertThat(scriptedRoll.dice()).isEqualTo("d6:6; d6:1; d6:4");
    assertThat(scriptedRoll.total()).isEqualTo(11);
  }

  @Test
  void poolWithoutDiceTotalsZero() {
    ScriptedRoll scriptedRoll = ScriptedRoll.of("0d6");

    assertThat(scriptedRoll.rolledDice().count()).isZero();
    assertThat(scriptedRoll.total()).isZero();
  }

  @Test
  void totalOfTheLargestPoolDoesNotOverflow() {
    List<ScriptedRoll> scriptedRolls = ScriptedRoll.all("10000d1000000000", sides -> sides);

    assertThat(scriptedRolls.get(0).total()).isEqualTo(10_000_000_000_000.0);
  }

  @Test
  void diceAreRolledFromLeftToRightOneByOne() {
    ScriptedDieSource source = new ScriptedDieSource(2, 6, 1, 5, 3, 8, 4);

    ScriptedRoll.all("(1d4)d6!r1+{1d8,1d10}kl1", source);

    assertThat(source.sidesRolled()).containsExactly(4, 6, 6, 6, 6, 8, 10);
  }

  @Test
  void fateDieHasSixSides() {
    ScriptedDieSource source = new ScriptedDieSource(1, 2, 3, 4, 5, 6);

    List<ScriptedRoll> scriptedRolls = ScriptedRoll.all("6dF", source);

    assertThat(source.sidesRolled()).containsOnly(6).hasSize(6);
    assertThat(scriptedRolls.get(0).rolledDice()).hasToString("[-1, -1, 0, 0, 1, 1]");
  }

  @Test
  void fateDieOfVariantOneHasOneSideOfEachSign() {
    ScriptedRoll scriptedRoll = ScriptedRoll.of("6dF.1", 1, 2, 3, 4, 5, 6);

    assertThat(scriptedRoll.rolledDice()).hasToString("[-1, 0, 0, 0, 0, 1]");
  }

  @Test
  void rollerHasNoStateFromEarlierRequests() {
    Roller roller = new Roller(sides -> sides);

    roller.roll(ScriptedRoll.request("4d6min2kh1>=6sd"));
    roller.roll(ScriptedRoll.request("1/0"));
    RollResult last = roller.roll(ScriptedRoll.request("2d8"));

    assertThat(last)
        .isInstanceOfSatisfying(
            RollResult.Rolled.class,
            rolled -> {
              Roll roll = rolled.rolls().get(0);
              assertThat(roll.total()).isEqualTo(16);
              assertThat(roll.dice().count()).isEqualTo(2);
              assertThat(roll.dice().kept(0)).isTrue();
              assertThat(roll.dice().hasFlags(0)).isFalse();
              assertThat(roll.dice().facesDiffer(0)).isFalse();
            });
  }

  @Nested
  final class Repeats {

    @Test
    void eachResultHasItsOwnDice() {
      List<ScriptedRoll> scriptedRolls = ScriptedRoll.all("3#2d6", 1, 2, 3, 4, 5, 6);

      assertThat(scriptedRolls).extracting(ScriptedRoll::total).containsExactly(3.0, 7.0, 11.0);
      assertThat(scriptedRolls)
          .extracting(ScriptedRoll::text)
          .containsExactly("2d6[1, 2] = 3", "2d6[3, 4] = 7", "2d6[5, 6] = 11");
    }

    @Test
    void repeatOfOneIsOneResult() {
      assertThat(ScriptedRoll.all("1#1d6", 3)).hasSize(1);
    }

    @Test
    void errorOfOneResultFailsTheRequest() {
      assertThat(ScriptedRoll.refusal("3#1/(1d6-1)", 2, 1).code()).isEqualTo(Code.DIVISION_BY_ZERO);
    }
  }

  @Nested
  final class Outcomes {

    @Test
    void outcomesHaveTheIndicesOfTheirDice() {
      Outcome sum = ScriptedRoll.of("2d6+(1d4)d8", 3, 4, 2, 7, 8).outcome();

      Outcome right = sum.parts().get(1);
      assertThat(sum.total()).isEqualTo(22);
      assertThat(sum.parts().get(0).firstDie()).isZero();
      assertThat(sum.parts().get(0).endDie()).isEqualTo(2);
      assertThat(right.firstDie()).isEqualTo(2);
      assertThat(right.firstOwnDie()).isEqualTo(3);
      assertThat(right.endDie()).isEqualTo(5);
      assertThat(right.parts().get(0).total()).isEqualTo(2);
    }

    @Test
    void droppedMemberAndItsDiceAreNotKept() {
      ScriptedRoll scriptedRoll = ScriptedRoll.of("{2d6,1d4+9}kh1", 3, 4, 2);

      assertThat(scriptedRoll.outcome().parts())
          .extracting(Outcome::kept)
          .containsExactly(false, true);
      assertThat(scriptedRoll.dice()).isEqualTo("d6:3 dropped; d6:4 dropped; d4:2");
    }
  }

  @Nested
  final class Numbers {

    @Test
    void valueIsTheScoreAndNumberIsShown() {
      RolledDice dice = ScriptedRoll.of("3d6min2>=2=6f5", 1, 6, 5).rolledDice();

      assertThat(dice.number(0)).isEqualTo(2);
      assertThat(dice.faces(0)).containsExactly(1);
      assertThat(dice.value(0)).isEqualTo(1);
      assertThat(dice.value(1)).isEqualTo(2);
      assertThat(dice.value(2)).isZero();
    }

    @Test
    void facesDifferOnlyForCountedAndChangedDice() {
      RolledDice clamped = ScriptedRoll.of("2d6min2", 1, 3).rolledDice();
      RolledDice counted = ScriptedRoll.of("2d6>=1", 1, 3).rolledDice();

      assertThat(clamped.facesDiffer(0)).isTrue();
      assertThat(clamped.facesDiffer(1)).isFalse();
      assertThat(counted.facesDiffer(0)).isFalse();
      assertThat(counted.facesDiffer(1)).isTrue();
    }

    @Test
    void totalIsNeverNegativeZero() {
      assertThat(1 / ScriptedRoll.of("-0").total()).isPositive();
      assertThat(1 / ScriptedRoll.of("0*-1").total()).isPositive();
      assertThat(1 / ScriptedRoll.of("round(-0.2)").total()).isPositive();
    }

    @Test
    void sidesUpToTheLimitAreExact() {
      ScriptedRoll scriptedRoll =
          ScriptedRoll.of("1d1000000000!!", DiceLimits.MAX_SIDES, DiceLimits.MAX_SIDES, 1);

      assertThat(scriptedRoll.total()).isEqualTo(2_000_000_001.0);
      assertThat(scriptedRoll.dice())
          .isEqualTo("d1000000000:2000000001 faces 1000000000,1000000000,1 COMPOUNDED");
    }
  }
}
