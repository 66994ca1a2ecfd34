package dicegate.dice.eval;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rolls of common game systems: the text, the faces, the total, the text of the roll, and each die.
 */
final class GameSystemsTest {

  @Nested
  final class DungeonsAndDragons {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            1d20+5            | 13          | 18 | 1d20[13] + 5 = 18 | d20:13
            2d20kh1+7         | 12 5        | 19 | 2d20kh1[12, ~~5~~] + 7 = 19 | d20:12; d20:5 dropped
            2d20kl1           | 12 5        | 5  | 2d20kl1[~~12~~, 5] = 5 | d20:12 dropped; d20:5
            2d20kh1+7         | 9 9         | 16 | 2d20kh1[~~9~~, 9] + 7 = 16 | d20:9 dropped; d20:9
            4d6kh3            | 5 4 1 3     | 12 | 4d6kh3[5, 4, ~~1~~, 3] = 12 | d6:5; d6:4; d6:1 dropped; d6:3
            4d6dl1            | 5 4 1 3     | 12 | 4d6dl1[5, 4, ~~1~~, 3] = 12 | d6:5; d6:4; d6:1 dropped; d6:3
            4d6k3             | 1 1 1 6     | 8  | 4d6kh3[~~1~~, 1, 1, 6] = 8 | d6:1 dropped; d6:1; d6:1; d6:6
            4d6r1kh3          | 1 5 4 2 3   | 12 | 4d6r=1kh3[5r, 4, ~~2~~, 3] = 12 | d6:5 thrown 1 REROLLED; d6:4; d6:2 dropped; d6:3
            2d6ro<3+4         | 1 5 2 2     | 11 | 2d6ro<3[5r, 2r] + 4 = 11 | d6:5 thrown 1 REROLLED; d6:2 thrown 2 REROLLED
            1d20min10+9       | 4           | 19 | 1d20min10[10^] + 9 = 19 | d20:10 faces 4 RAISED
            1d20min10+9       | 14          | 23 | 1d20min10[14] + 9 = 23 | d20:14
            1d20ro1           | 1 1         | 1  | 1d20ro=1[1r] = 1 | d20:1 thrown 1 REROLLED
            2d20ro1kh1+5      | 1 12 7      | 17 | 2d20ro=1kh1[12r, ~~7~~] + 5 = 17 | d20:12 thrown 1 REROLLED; d20:7 dropped
            3d20kh1+8         | 4 19 11     | 27 | 3d20kh1[~~4~~, 19, ~~11~~] + 8 = 27 | d20:4 dropped; d20:19; d20:11 dropped
            floor(8d6/2)      | 1 2 3 4 5 6 3 3 | 13 | floor(8d6[1, 2, 3, 4, 5, 6, 3, 3] / 2) = 13 | d6:1; d6:2; d6:3; d6:4; d6:5; d6:6; d6:3; d6:3
            8d6min2           | 1 2 3 4 5 6 1 1 | 26 | 8d6min2[2^, 2, 3, 4, 5, 6, 2^, 2^] = 26 | d6:2 faces 1 RAISED; d6:2; d6:3; d6:4; d6:5; d6:6; d6:2 faces 1 RAISED; d6:2 faces 1 RAISED
            1d20cs20cf1+5     | 20          | 25 | 1d20cs=20cf=1[20**] + 5 = 25 | d20:20 CRITICAL_SUCCESS
            1d20cs>=19cf1+5   | 1           | 6  | 1d20cs>=19cf=1[1__] + 5 = 6 | d20:1 CRITICAL_FAILURE
            1d20cscf          | 19          | 19 | 1d20cscf[19] = 19 | d20:19
            1d20+1d4[bless]+3 | 10 2        | 15 | 1d20[10] + 1d4[2] [bless] + 3 = 15 | d20:10; d4:2
            2d6+3[slashing]+1d6[fire] | 4 4 1 | 12 | 2d6[4, 4] + 3 [slashing] + 1d6[1] [fire] = 12 | d6:4; d6:4; d6:1
            2*1d8+3           | 5           | 13 | 2 * 1d8[5] + 3 = 13 | d8:5
            {2d6,2d6}kh1+4    | 1 2 3 4     | 11 | {2d6[~~1~~, ~~2~~], 2d6[3, 4]}kh1 + 4 = 11 | d6:1 dropped; d6:2 dropped; d6:3; d6:4
            1d20>=10          | 10          | 1  | 1d20>=10[10*] = 1 | d20:10 counts 1 SUCCESS
            5d4*10            | 1 2 3 4 4   | 140 | 5d4[1, 2, 3, 4, 4] * 10 = 140 | d4:1; d4:2; d4:3; d4:4; d4:4
            """)
    void rollHasTotalTextAndDice(
        String text, @Nullable String faces, double total, String rollText, @Nullable String dice) {
      ScriptedRoll.check(text, faces, total, rollText, dice);
    }

    @Test
    void sixAbilityScoresAreSixResults() {
      int[] faces = {
        6, 5, 4, 1, 3, 3, 3, 3, 1, 1, 1, 1, 6, 6, 6, 6, 2, 4, 6, 1, 5, 5, 2, 4,
      };

      assertThat(ScriptedRoll.all("6#4d6kh3", faces))
          .extracting(ScriptedRoll::text)
          .containsExactly(
              "4d6kh3[6, 5, 4, ~~1~~] = 15",
              "4d6kh3[~~3~~, 3, 3, 3] = 9",
              "4d6kh3[~~1~~, 1, 1, 1] = 3",
              "4d6kh3[~~6~~, 6, 6, 6] = 18",
              "4d6kh3[2, 4, 6, ~~1~~] = 12",
              "4d6kh3[5, 5, ~~2~~, 4] = 14");
    }
  }

  @Nested
  final class Pathfinder {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            2d20kh1+10          | 3 17  | 27 | 2d20kh1[~~3~~, 17] + 10 = 27 | d20:3 dropped; d20:17
            1d20cs>=15          | 15    | 15 | 1d20cs>=15[15**] = 15 | d20:15 CRITICAL_SUCCESS
            2*(1d8+4)+1d10      | 3 10  | 24 | 2 * (1d8[3] + 4) + 1d10[10] = 24 | d8:3; d10:10
            max(1,1d4-3)        | 1     | 1  | max(1, 1d4[1] - 3) = 1 | d4:1
            1d20>=15            | 14    | 0  | 1d20>=15[14] = 0 | d20:14 counts 0
            2d8+4[slashing]+1d6 [fire] | 8 2 6 | 20 | 2d8[8, 2] + 4 [slashing] + 1d6[6] [fire] = 20 | d8:8; d8:2; d6:6
            2d6+6               | 3 4   | 13 | 2d6[3, 4] + 6 = 13 | d6:3; d6:4
            floor((1d20+7)/2)   | 12    | 9  | floor((1d20[12] + 7) / 2) = 9 | d20:12
            1d20+15-5           | 12    | 22 | 1d20[12] + 15 - 5 = 22 | d20:12
            """)
    void rollHasTotalTextAndDice(
        String text, @Nullable String faces, double total, String rollText, @Nullable String dice) {
      ScriptedRoll.check(text, faces, total, rollText, dice);
    }

    @Test
    void threeAttacksAreThreeResults() {
      assertThat(ScriptedRoll.all("3#1d20+11", 1, 20, 10))
          .extracting(ScriptedRoll::total)
          .containsExactly(12.0, 31.0, 21.0);
    }
  }

  @Nested
  final class Fate {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            4dF       | 1 3 5 6   | 1  | 4dF[-1, 0, 1, 1] = 1 | dF:-1; dF:0; dF:1; dF:1
            4dF+2     | 1 2 3 4   | 0  | 4dF[-1, -1, 0, 0] + 2 = 0 | dF:-1; dF:-1; dF:0; dF:0
            4dF-1     | 5 5 6 6   | 3  | 4dF[1, 1, 1, 1] - 1 = 3 | dF:1; dF:1; dF:1; dF:1
            4df.2     | 1 2 5 6   | 0  | 4dF[-1, -1, 1, 1] = 0 | dF:-1; dF:-1; dF:1; dF:1
            4dF.1     | 1 2 5 6   | 0  | 4dF.1[-1, 0, 0, 1] = 0 | dF:-1; dF:0; dF:0; dF:1
            4dFro=-1  | 1 1 2 6 3 4 | 0 | 4dFro=-1[-1r, 1r, 0, 0] = 0 | dF:-1 thrown -1 REROLLED; dF:1 thrown -1 REROLLED; dF:0; dF:0
            4dFro     | 1 3 4 4 4 | 0  | 4dFro[0r, 0, 0, 0] = 0 | dF:0 thrown -1 REROLLED; dF:0; dF:0; dF:0
            4dF>=1    | 1 3 5 6   | 2  | 4dF>=1[-1, 0, 1*, 1*] = 2 | dF:-1 counts 0; dF:0; dF:1 SUCCESS; dF:1 SUCCESS
            4dF=-1    | 1 2 3 6   | 2  | 4dF=-1[-1*, -1*, 0, 1] = 2 | dF:-1 counts 1 SUCCESS; dF:-1 counts 1 SUCCESS; dF:0; dF:1 counts 0
            4dF!      | 5 1 3 3 3 | 0  | 4dF![1!, -1, 0, 0, 0] = 0 | dF:1 EXPLODED; dF:-1; dF:0; dF:0; dF:0
            5dFkh4    | 1 2 3 4 6 | 0  | 5dFkh4[~~-1~~, -1, 0, 0, 1] = 0 | dF:-1 dropped; dF:-1; dF:0; dF:0; dF:1
            4dFmin0   | 1 3 4 5   | 1  | 4dFmin0[0^, 0, 0, 1] = 1 | dF:0 faces -1 RAISED; dF:0; dF:0; dF:1
            4dFcscf   | 1 3 4 6   | 0  | 4dFcscf[-1__, 0, 0, 1**] = 0 | dF:-1 CRITICAL_FAILURE; dF:0; dF:0; dF:1 CRITICAL_SUCCESS
            3dFu      | 1 2 3 4 6 | 0  | 3dFu[-1, 0r, 1r] = 0 | dF:-1; dF:0 thrown -1 REROLLED; dF:1 thrown 0 REROLLED
            """)
    void rollHasTotalTextAndDice(
        String text, @Nullable String faces, double total, String rollText, @Nullable String dice) {
      ScriptedRoll.check(text, faces, total, rollText, dice);
    }
  }

  @Nested
  final class Shadowrun {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            6d6>=5         | 5 6 1 2 3 4   | 2 | 6d6>=5[5*, 6*, 1, 2, 3, 4] = 2 | d6:5 counts 1 SUCCESS; d6:6 counts 1 SUCCESS; d6:1 counts 0; d6:2 counts 0; d6:3 counts 0; d6:4 counts 0
            4d6!=6>=5      | 6 5 6 6 1 2 3 | 4 | 4d6!=6>=5[6!*, 5*, 6!*, 6!*, 1, 2, 3] = 4 | d6:6 counts 1 EXPLODED SUCCESS; d6:5 counts 1 SUCCESS; d6:6 counts 1 EXPLODED SUCCESS; d6:6 counts 1 EXPLODED SUCCESS; d6:1 counts 0; d6:2 counts 0; d6:3 counts 0
            3d6!6>=5       | 1 1 2         | 0 | 3d6!=6>=5[1, 1, 2] = 0 | d6:1 counts 0; d6:1 counts 0; d6:2 counts 0
            4d6=1          | 1 1 6 2       | 2 | 4d6=1[1*, 1*, 6, 2] = 2 | d6:1 SUCCESS; d6:1 SUCCESS; d6:6 counts 0; d6:2 counts 0
            {3d6>=5,2}kl1  | 5 5 6         | 2 | {3d6>=5[~~5*~~, ~~5*~~, ~~6*~~], 2}kl1 = 2 | d6:5 counts 1 SUCCESS dropped; d6:5 counts 1 SUCCESS dropped; d6:6 counts 1 SUCCESS dropped
            3d6r<5>=5      | 1 4 5 6 2 5   | 3 | 3d6r<5>=5[5r*, 6*, 5r*] = 3 | d6:5 counts 1 thrown 1,4 REROLLED SUCCESS; d6:6 counts 1 SUCCESS; d6:5 counts 1 thrown 2 REROLLED SUCCESS
            9+2d6          | 3 4           | 16 | 9 + 2d6[3, 4] = 16 | d6:3; d6:4
            """)
    void rollHasTotalTextAndDice(
        String text, @Nullable String faces, double total, String rollText, @Nullable String dice) {
      ScriptedRoll.check(text, faces, total, rollText, dice);
    }
  }

  @Nested
  final class WorldOfDarkness {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            5d10>=6f1      | 6 10 1 5 7   | 2  | 5d10>=6f1[6*, 10*, 1_, 5, 7*] = 2 | d10:6 counts 1 SUCCESS; d10:10 counts 1 SUCCESS; d10:1 counts -1 FAILURE; d10:5 counts 0; d10:7 counts 1 SUCCESS
            3d10>=6f1      | 1 1 6        | -1 | 3d10>=6f1[1_, 1_, 6*] = -1 | d10:1 counts -1 FAILURE; d10:1 counts -1 FAILURE; d10:6 counts 1 SUCCESS
            3d10>=6=10f1   | 10 6 1       | 2  | 3d10>=6=10f1[10*, 6*, 1_] = 2 | d10:10 counts 2 SUCCESS; d10:6 counts 1 SUCCESS; d10:1 counts -1 FAILURE
            2d10!=10>=8f1  | 10 1 8       | 1  | 2d10!=10>=8f1[10!*, 1_, 8*] = 1 | d10:10 counts 1 EXPLODED SUCCESS; d10:1 counts -1 FAILURE; d10:8 counts 1 SUCCESS
            4d10>=6        | 1 1 6 9      | 2  | 4d10>=6[1, 1, 6*, 9*] = 2 | d10:1 counts 0; d10:1 counts 0; d10:6 counts 1 SUCCESS; d10:9 counts 1 SUCCESS
            3d10>=6f<=2    | 1 2 3        | -2 | 3d10>=6f<=2[1_, 2_, 3] = -2 | d10:1 counts -1 FAILURE; d10:2 counts -1 FAILURE; d10:3 counts 0
            """)
    void rollHasTotalTextAndDice(
        String text, @Nullable String faces, double total, String rollText, @Nullable String dice) {
      ScriptedRoll.check(text, faces, total, rollText, dice);
    }
  }

  @Nested
  final class ChroniclesOfDarkness {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            3d10!=10>=8      | 10 10 3 8 1   | 3 | 3d10!=10>=8[10!*, 10!*, 3, 8*, 1] = 3 | d10:10 counts 1 EXPLODED SUCCESS; d10:10 counts 1 EXPLODED SUCCESS; d10:3 counts 0; d10:8 counts 1 SUCCESS; d10:1 counts 0
            2d10!>=9>=8      | 9 8 7         | 2 | 2d10!>=9>=8[9!*, 8*, 7] = 2 | d10:9 counts 1 EXPLODED SUCCESS; d10:8 counts 1 SUCCESS; d10:7 counts 0
            2d10ro<8!10>=8   | 3 10 2 5 8    | 2 | 2d10ro<8!=10>=8[10r!*, 5r, 8*] = 2 | d10:10 counts 1 thrown 3 REROLLED EXPLODED SUCCESS; d10:5 counts 0 thrown 2 REROLLED; d10:8 counts 1 SUCCESS
            1d10=10f1        | 1             | -1 | 1d10=10f1[1_] = -1 | d10:1 counts -1 FAILURE
            1d10=10f1        | 10            | 1 | 1d10=10f1[10*] = 1 | d10:10 counts 1 SUCCESS
            2d10>=8          | 8 7           | 1 | 2d10>=8[8*, 7] = 1 | d10:8 counts 1 SUCCESS; d10:7 counts 0
            """)
    void rollHasTotalTextAndDice(
        String text, @Nullable String faces, double total, String rollText, @Nullable String dice) {
      ScriptedRoll.check(text, faces, total, rollText, dice);
    }
  }

  @Nested
  final class Exalted {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            4d10>=7=10     | 10 7 6 1  | 3 | 4d10>=7=10[10*, 7*, 6, 1] = 3 | d10:10 counts 2 SUCCESS; d10:7 counts 1 SUCCESS; d10:6 counts 0; d10:1 counts 0
            4d10>=7=9=10   | 10 9 8 1  | 5 | 4d10>=7=9=10[10*, 9*, 8*, 1] = 5 | d10:10 counts 2 SUCCESS; d10:9 counts 2 SUCCESS; d10:8 counts 1 SUCCESS; d10:1 counts 0
            2d10r6>=7=10   | 6 6 10 2  | 2 | 2d10r=6>=7=10[10r*, 2] = 2 | d10:10 counts 2 thrown 6,6 REROLLED SUCCESS; d10:2 counts 0
            3d10>=7        | 10 10 10  | 3 | 3d10>=7[10*, 10*, 10*] = 3 | d10:10 counts 1 SUCCESS; d10:10 counts 1 SUCCESS; d10:10 counts 1 SUCCESS
            2d10!10>=7=10  | 10 10 7 3 | 5 | 2d10!=10>=7=10[10!*, 10!*, 7*, 3] = 5 | d10:10 counts 2 EXPLODED SUCCESS; d10:10 counts 2 EXPLODED SUCCESS; d10:7 counts 1 SUCCESS; d10:3 counts 0
            """)
    void rollHasTotalTextAndDice(
        String text, @Nullable String faces, double total, String rollText, @Nullable String dice) {
      ScriptedRoll.check(text, faces, total, rollText, dice);
    }
  }

  @Nested
  final class SavageWorlds {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            {1d8!,1d6!}kh1          | 5 6 2   | 8  | {1d8![~~5~~], 1d6![6!, 2]}kh1 = 8 | d8:5 dropped; d6:6 EXPLODED; d6:2
            {1d8!,1d6!}kh1          | 8 8 1 3 | 17 | {1d8![8!, 8!, 1], 1d6![~~3~~]}kh1 = 17 | d8:8 EXPLODED; d8:8 EXPLODED; d8:1; d6:3 dropped
            {1d8!,1d6!}kh1          | 4 4     | 4  | {1d8![~~4~~], 1d6![4]}kh1 = 4 | d8:4 dropped; d6:4
            {1d4!,1d6!}kh1-2        | 1 1     | -1 | {1d4![~~1~~], 1d6![1]}kh1 - 2 = -1 | d4:1 dropped; d6:1
            1d6!+1d8!+2             | 6 1 3   | 12 | 1d6![6!, 1] + 1d8![3] + 2 = 12 | d6:6 EXPLODED; d6:1; d8:3
            floor({1d8!,1d6!}kh1/4) | 8 4 2   | 3  | floor({1d8![8!, 4], 1d6![~~2~~]}kh1 / 4) = 3 | d8:8 EXPLODED; d8:4; d6:2 dropped
            {3d8!!,1d6!!}kh3        | 8 3 5 6 6 2 | 30 | {3d8!![11!!, 5, 6], 1d6!![8!!]}kh3 = 30 | d8:11 faces 8,3 COMPOUNDED; d8:5; d8:6; d6:8 faces 6,2 COMPOUNDED
            """)
    void rollHasTotalTextAndDice(
        String text, @Nullable String faces, double total, String rollText, @Nullable String dice) {
      ScriptedRoll.check(text, faces, total, rollText, dice);
    }
  }

  @Nested
  final class HackMaster {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            2d6!p     | 6 6 1 4 | 15 | 2d6!p[6!, 5!p, 0p, 4] = 15 | d6:6 EXPLODED; d6:5 faces 6 EXPLODED PENETRATED; d6:0 faces 1 PENETRATED; d6:4
            1d8!p+3   | 8 8 8 2 | 26 | 1d8!p[8!, 7!p, 7!p, 1p] + 3 = 26 | d8:8 EXPLODED; d8:7 faces 8 EXPLODED PENETRATED; d8:7 faces 8 EXPLODED PENETRATED; d8:1 faces 2 PENETRATED
            1d20!p    | 20 5    | 24 | 1d20!p[20!, 4p] = 24 | d20:20 EXPLODED; d20:4 faces 5 PENETRATED
            1d6!!p    | 6 6 3   | 13 | 1d6!!p[13!!p] = 13 | d6:13 faces 6,6,3 COMPOUNDED PENETRATED
            2d4!p4>=3 | 4 3 3   | 2  | 2d4!p=4>=3[4!*, 2p, 3*] = 2 | d4:4 counts 1 EXPLODED SUCCESS; d4:2 counts 0 faces 3 PENETRATED; d4:3 counts 1 SUCCESS
            """)
    void rollHasTotalTextAndDice(
        String text, @Nullable String faces, double total, String rollText, @Nullable String dice) {
      ScriptedRoll.check(text, faces, total, rollText, dice);
    }
  }

  @Nested
  final class CallOfCthulhu {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            d%             | 100    | 100 | 1d100[100] = 100 | d100:100
            d%<=45         | 45     | 1   | 1d100<=45[45*] = 1 | d100:45 counts 1 SUCCESS
            d%<=45         | 46     | 0   | 1d100<=45[46] = 0 | d100:46 counts 0
            {d%,d%}kl1     | 63 12  | 12  | {1d100[~~63~~], 1d100[12]}kl1 = 12 | d100:63 dropped; d100:12
            2d%kh1         | 63 12  | 63  | 2d100kh1[63, ~~12~~] = 63 | d100:63; d100:12 dropped
            3d6*5          | 3 4 5  | 60  | 3d6[3, 4, 5] * 5 = 60 | d6:3; d6:4; d6:5
            (2d6+6)*5      | 3 4    | 65  | (2d6[3, 4] + 6) * 5 = 65 | d6:3; d6:4
            floor(d%/5)    | 99     | 19  | floor(1d100[99] / 5) = 19 | d100:99
            d%cs<=5cf>=96  | 97     | 97  | 1d100cs<=5cf>=96[97__] = 97 | d100:97 CRITICAL_FAILURE
            1d6+1d4[bonus] | 2 3    | 5   | 1d6[2] + 1d4[3] [bonus] = 5 | d6:2; d4:3
            """)
    void rollHasTotalTextAndDice(
        String text, @Nullable String faces, double total, String rollText, @Nullable String dice) {
      ScriptedRoll.check(text, faces, total, rollText, dice);
    }
  }
}
