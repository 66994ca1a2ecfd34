package dicegate.dice.eval;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The flags and faces of every die, and the text of the roll. */
final class DieHistoryTest {

  @Test
  void everyFlagHasADistinctSymbol() {
    assertThat(DieFlag.values()).extracting(DieFlag::symbol).doesNotHaveDuplicates();
  }

  @Test
  void everyFlagHasADistinctBitBelowThoseOfTheState() {
    assertThat(DieFlag.values()).extracting(DieFlag::bit).doesNotHaveDuplicates();
    assertThat(DieFlag.values())
        .allMatch(flag -> Integer.bitCount(flag.bit()) == 1 && flag.bit() < RolledDice.FATE);
  }

  /** The units are rolled first, then the tens; 10 is 0. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          d100bonus     | 4 7 3    | 34  | 1d100bonus1[34] = 34 | d100:34 tens 70
          d100bonus     | 4 3 7    | 34  | 1d100bonus1[34] = 34 | d100:34 tens 70
          d100penalty   | 4 3 7    | 74  | 1d100penalty1[74] = 74 | d100:74 tens 30
          d100bonus2    | 4 7 3 10 | 4   | 1d100bonus2[4] = 4 | d100:4 tens 70,30
          d100bonus     | 10 10 2  | 20  | 1d100bonus1[20] = 20 | d100:20 tens 0
          d100penalty   | 10 10 2  | 100 | 1d100penalty1[100] = 100 | d100:100 tens 20
          d100bonus     | 5 3 3    | 35  | 1d100bonus1[35] = 35 | d100:35 tens 30
          d100bonusmin50 | 4 7 3   | 50  | 1d100bonus1min50[50^] = 50 | d100:50 faces 34 tens 70 RAISED
          """)
  void tensThatDoNotCountAreListed(
      String text, @Nullable String faces, double total, String rollText, @Nullable String dice) {
    ScriptedRoll.check(text, faces, total, rollText, dice);
  }

  @Nested
  final class Flags {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            1d6r1        | 1 1 4   | 4  | 1d6r=1[4r] = 4 | d6:4 thrown 1,1 REROLLED
            1d6r         | 1 2     | 2  | 1d6r[2r] = 2 | d6:2 thrown 1 REROLLED
            1d6r1r2      | 2 1 3   | 3  | 1d6r=1r=2[3r] = 3 | d6:3 thrown 2,1 REROLLED
            1d6ro        | 1 1     | 1  | 1d6ro[1r] = 1 | d6:1 thrown 1 REROLLED
            1d6ro<3r=5   | 2 5 6   | 6  | 1d6ro<3r=5[6r] = 6 | d6:6 thrown 2,5 REROLLED
            1d6ro<3      | 3       | 3  | 1d6ro<3[3] = 3 | d6:3
            1d6ro!=6     | 5 4     | 4  | 1d6ro<>6[4r] = 4 | d6:4 thrown 5 REROLLED
            """)
    void rerolledDieShowsTheFinalFaceAndListsTheDiscardedOnes(
        String text, @Nullable String faces, double total, String rollText, @Nullable String dice) {
      ScriptedRoll.check(text, faces, total, rollText, dice);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            1d6!         | 6 6 2     | 14 | 1d6![6!, 6!, 2] = 14 | d6:6 EXPLODED; d6:6 EXPLODED; d6:2
            2d6!         | 6 2 6 1   | 15 | 2d6![6!, 2, 6!, 1] = 15 | d6:6 EXPLODED; d6:2; d6:6 EXPLODED; d6:1
            1d6!>4       | 5 6 4     | 15 | 1d6!>4[5!, 6!, 4] = 15 | d6:5 EXPLODED; d6:6 EXPLODED; d6:4
            1d6!3        | 3 6       | 9  | 1d6!=3[3!, 6] = 9 | d6:3 EXPLODED; d6:6
            1d6!3!       | 3 6 5     | 14 | 1d6!=3![3!, 6!, 5] = 14 | d6:3 EXPLODED; d6:6 EXPLODED; d6:5
            1d6r1!       | 6 1 3     | 9  | 1d6r=1![6!, 3r] = 9 | d6:6 EXPLODED; d6:3 thrown 1 REROLLED
            1d6r1!       | 1 6 1 3   | 9  | 1d6r=1![6r!, 3r] = 9 | d6:6 thrown 1 REROLLED EXPLODED; d6:3 thrown 1 REROLLED
            1d6ro6!      | 6 6 2     | 8  | 1d6ro=6![6r!, 2] = 8 | d6:6 thrown 6 REROLLED EXPLODED; d6:2
            2d4u!        | 4 4 2 2 1 | 7  | 2d4u![4!, 2r, 1r] = 7 | d4:4 EXPLODED; d4:2 thrown 4 REROLLED; d4:1 thrown 2 REROLLED
            """)
    void explodedDiePrecedesTheAddedDie(
        String text, @Nullable String faces, double total, String rollText, @Nullable String dice) {
      ScriptedRoll.check(text, faces, total, rollText, dice);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            1d6!!        | 6 6 2     | 14 | 1d6!![14!!] = 14 | d6:14 faces 6,6,2 COMPOUNDED
            1d6!!        | 5         | 5  | 1d6!![5] = 5 | d6:5
            2d6!!        | 6 1 3     | 10 | 2d6!![7!!, 3] = 10 | d6:7 faces 6,1 COMPOUNDED; d6:3
            1d6r1!!      | 1 6 1 2   | 8  | 1d6r=1!![8r!!] = 8 | d6:8 faces 6,2 thrown 1,1 REROLLED COMPOUNDED
            1d6r1!!      | 1 3       | 3  | 1d6r=1!![3r] = 3 | d6:3 thrown 1 REROLLED
            1d6!!>=5     | 5 6 1     | 12 | 1d6!!>=5[12!!] = 12 | d6:12 faces 5,6,1 COMPOUNDED
            """)
    void compoundedDieIsOneDieOfManyFaces(
        String text, @Nullable String faces, double total, String rollText, @Nullable String dice) {
      ScriptedRoll.check(text, faces, total, rollText, dice);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            1d6!p        | 6 6 3     | 13 | 1d6!p[6!, 5!p, 2p] = 13 | d6:6 EXPLODED; d6:5 faces 6 EXPLODED PENETRATED; d6:2 faces 3 PENETRATED
            1d6!p        | 6 1       | 6  | 1d6!p[6!, 0p] = 6 | d6:6 EXPLODED; d6:0 faces 1 PENETRATED
            1d6!p        | 4         | 4  | 1d6!p[4] = 4 | d6:4
            1d6!!p       | 6 6 3     | 13 | 1d6!!p[13!!p] = 13 | d6:13 faces 6,6,3 COMPOUNDED PENETRATED
            1d6!p5       | 5 5 6     | 14 | 1d6!p=5[5!, 4!p, 5p] = 14 | d6:5 EXPLODED; d6:4 faces 5 EXPLODED PENETRATED; d6:5 faces 6 PENETRATED
            1d6r1!p      | 6 1 4     | 9  | 1d6r=1!p[6!, 3rp] = 9 | d6:6 EXPLODED; d6:3 faces 4 thrown 1 REROLLED PENETRATED
            """)
    void penetratingDieCountsOneLessButItsFaceExplodes(
        String text, @Nullable String faces, double total, String rollText, @Nullable String dice) {
      ScriptedRoll.check(text, faces, total, rollText, dice);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            2d6min3      | 1 5       | 8  | 2d6min3[3^, 5] = 8 | d6:3 faces 1 RAISED; d6:5
            2d6max4      | 6 2       | 6  | 2d6max4[4v, 2] = 6 | d6:4 faces 6 LOWERED; d6:2
            3d6min2max5  | 1 6 3     | 10 | 3d6min2max5[2^, 5v, 3] = 10 | d6:2 faces 1 RAISED; d6:5 faces 6 LOWERED; d6:3
            2d6min2min3  | 1 2       | 6  | 2d6min3[3^, 3^] = 6 | d6:3 faces 1 RAISED; d6:3 faces 2 RAISED
            1d6max-2     | 6         | -2 | 1d6max-2[-2v] = -2 | d6:-2 faces 6 LOWERED
            1d6!!max10   | 6 6 2     | 10 | 1d6!!max10[10!!v] = 10 | d6:10 faces 6,6,2 COMPOUNDED LOWERED
            1d6!max5     | 6 2       | 7  | 1d6!max5[5!v, 2] = 7 | d6:5 faces 6 EXPLODED LOWERED; d6:2
            1d6!pmin1    | 6 1       | 7  | 1d6!pmin1[6!, 1p^] = 7 | d6:6 EXPLODED; d6:1 PENETRATED RAISED
            1d6r1min3    | 1 2       | 3  | 1d6r=1min3[3r^] = 3 | d6:3 faces 2 thrown 1 REROLLED RAISED
            2d6min4kh1   | 1 2       | 4  | 2d6min4kh1[~~4^~~, 4^] = 4 | d6:4 faces 1 RAISED dropped; d6:4 faces 2 RAISED
            """)
    void clampedDieKeepsItsFace(
        String text, @Nullable String faces, double total, String rollText, @Nullable String dice) {
      ScriptedRoll.check(text, faces, total, rollText, dice);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            3d6>=5       | 5 2 6     | 2  | 3d6>=5[5*, 2, 6*] = 2 | d6:5 counts 1 SUCCESS; d6:2 counts 0; d6:6 counts 1 SUCCESS
            3d6>=5f1     | 5 1 3     | 0  | 3d6>=5f1[5*, 1_, 3] = 0 | d6:5 counts 1 SUCCESS; d6:1 counts -1 FAILURE; d6:3 counts 0
            1d6>=1f1     | 1         | 0  | 1d6>=1f1[1*_] = 0 | d6:1 counts 0 SUCCESS FAILURE
            1d6>=1=6     | 6         | 2  | 1d6>=1=6[6*] = 2 | d6:6 counts 2 SUCCESS
            1d6>=1f1f<3  | 2         | 0  | 1d6>=1f1f<3[2*_] = 0 | d6:2 counts 0 SUCCESS FAILURE
            1d6min5>=5   | 1         | 1  | 1d6min5>=5[5^*] = 1 | d6:5 counts 1 faces 1 RAISED SUCCESS
            3d6kh1>=5    | 5 6 5     | 1  | 3d6kh1>=5[~~5~~, 6*, ~~5~~] = 1 | d6:5 dropped; d6:6 counts 1 SUCCESS; d6:5 dropped
            1d6>=10!!    | 6 5       | 1  | 1d6>=10!![11!!*] = 1 | d6:11 counts 1 faces 6,5 COMPOUNDED SUCCESS
            """)
    void countedDieShowsItsNumberAndItsSuccesses(
        String text, @Nullable String faces, double total, String rollText, @Nullable String dice) {
      ScriptedRoll.check(text, faces, total, rollText, dice);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            2d6!o        | 6 6 3     | 15 | 2d6!o[6!, 6, 3] = 15 | d6:6 EXPLODED; d6:6; d6:3
            1d6!t2>4     | 5 6 5     | 16 | 1d6!t2>4[5!, 6!, 5] = 16 | d6:5 EXPLODED; d6:6 EXPLODED; d6:5
            1d6!!o       | 6 6       | 12 | 1d6!!o[12!!] = 12 | d6:12 faces 6,6 COMPOUNDED
            1d10!o!i     | 1 10      | -9 | 1d10!o!i[1i, -10s] = -9 | d10:1 IMPLODED; d10:-10 faces 10 SUBTRACTED
            1d10!o!i     | 10 1      | 11 | 1d10!o!i[10!, 1] = 11 | d10:10 EXPLODED; d10:1
            1d100!>95!i<6 | 3 97 50  | -144 | 1d100!>95!i<6[3i, -97!s, -50s] = -144 | d100:3 IMPLODED; d100:-97 faces 97 EXPLODED SUBTRACTED; d100:-50 faces 50 SUBTRACTED
            1d6!!!i      | 1 6 2     | -7 | 1d6!!!i[-7!!i] = -7 | d6:-7 faces 1,6,2 COMPOUNDED IMPLODED
            1d6!p!i      | 1 6 2     | -6 | 1d6!p!i[1i, -6!s, -1ps] = -6 | d6:1 IMPLODED; d6:-6 faces 6 EXPLODED SUBTRACTED; d6:-1 faces 2 PENETRATED SUBTRACTED
            1d6!imin3    | 1 2       | 0  | 1d6!imin3[3^i, -3^s] = 0 | d6:3 faces 1 RAISED IMPLODED; d6:-3 faces 2 RAISED SUBTRACTED
            2d20cscf     | 20 1      | 21 | 2d20cscf[20**, 1__] = 21 | d20:20 CRITICAL_SUCCESS; d20:1 CRITICAL_FAILURE
            2d20cs>18cf<3 | 19 2     | 21 | 2d20cs>18cf<3[19**, 2__] = 21 | d20:19 CRITICAL_SUCCESS; d20:2 CRITICAL_FAILURE
            1d6cs3cf3    | 3         | 3  | 1d6cs=3cf=3[3**__] = 3 | d6:3 CRITICAL_SUCCESS CRITICAL_FAILURE
            2d20kh1cf    | 1 9       | 9  | 2d20kh1cf[~~1__~~, 9] = 9 | d20:1 CRITICAL_FAILURE dropped; d20:9
            1d6>=5cs     | 6         | 1  | 1d6>=5cs[6***] = 1 | d6:6 counts 1 SUCCESS CRITICAL_SUCCESS
            """)
    void criticalDieIsFlaggedAndUnchangedOtherwise(
        String text, @Nullable String faces, double total, String rollText, @Nullable String dice) {
      ScriptedRoll.check(text, faces, total, rollText, dice);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            3d4u         | 1 1 2 1 2 3 | 6 | 3d4u[1, 2r, 3r] = 6 | d4:1; d4:2 thrown 1 REROLLED; d4:3 thrown 1,2 REROLLED
            1d4u         | 4           | 4 | 1d4u[4] = 4 | d4:4
            2d4u!!       | 4 3 4 3 1   | 8 | 2d4u!![7!!, 1r] = 8 | d4:7 faces 4,3 COMPOUNDED; d4:1 thrown 4,3 REROLLED
            """)
    void uniqueDieWasRerolledUntilItsFaceWasNew(
        String text, @Nullable String faces, double total, String rollText, @Nullable String dice) {
      ScriptedRoll.check(text, faces, total, rollText, dice);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            2d6r1!6max5kh2>=5f2cs5cf2sd | 1 6 2 3 | 1 | 2d6r=1!=6max5kh2>=5f2cs=5cf=2sd[5r!v***, 3, ~~2__~~] = 1 | d6:5 counts 1 faces 6 thrown 1 REROLLED EXPLODED LOWERED SUCCESS CRITICAL_SUCCESS; d6:3 counts 0; d6:2 CRITICAL_FAILURE dropped
            """)
    void dieShowsTheFlagsOfAllPhasesInOrder(
        String text, @Nullable String faces, double total, String rollText, @Nullable String dice) {
      ScriptedRoll.check(text, faces, total, rollText, dice);
    }
  }

  @Nested
  final class OrderOfDisplay {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            4d6s           | 3 1 4 2   | 10 | 4d6sa[1, 2, 3, 4] = 10 | d6:1; d6:2; d6:3; d6:4
            4d6sa          | 3 1 4 1   | 9  | 4d6sa[1, 1, 3, 4] = 9 | d6:1; d6:1; d6:3; d6:4
            4d6sd          | 3 1 4 1   | 9  | 4d6sd[4, 3, 1, 1] = 9 | d6:4; d6:3; d6:1; d6:1
            4d6kh3sa       | 5 4 1 3   | 12 | 4d6kh3sa[~~1~~, 3, 4, 5] = 12 | d6:1 dropped; d6:3; d6:4; d6:5
            1d6!sd         | 6 6 2     | 14 | 1d6!sd[6!, 6!, 2] = 14 | d6:6 EXPLODED; d6:6 EXPLODED; d6:2
            2d6r1sd        | 1 2 5     | 7  | 2d6r=1sd[5, 2r] = 7 | d6:5; d6:2 thrown 1 REROLLED
            3d6>=5sd       | 2 6 5     | 2  | 3d6>=5sd[6*, 5*, 2] = 2 | d6:6 counts 1 SUCCESS; d6:5 counts 1 SUCCESS; d6:2 counts 0
            3dFsd          | 1 5 3     | 0  | 3dFsd[1, 0, -1] = 0 | dF:1; dF:0; dF:-1
            2d6min-3max-2s | 1 2       | -4 | 2d6min-3max-2sa[-2v, -2v] = -4 | d6:-2 faces 1 LOWERED; d6:-2 faces 2 LOWERED
            {2d6+2d8}sd    | 1 5 8 2   | 16 | {2d6 + 2d8}sd[8, 5, 2, 1] = 16 | d8:8; d6:5; d8:2; d6:1
            {4d6+2d8}kh3sa | 1 2 3 4 5 6 | 15 | {4d6 + 2d8}kh3sa[~~1~~, ~~2~~, ~~3~~, 4, 5, 6] = 15 | d6:1 dropped; d6:2 dropped; d6:3 dropped; d6:4; d8:5; d8:6
            {1d6,1d20,1d8}sa | 4 3 8   | 15 | {1d20[3], 1d6[4], 1d8[8]}sa = 15 | d6:4; d20:3; d8:8
            {1d6,7,1d8}sd  | 4 8       | 19 | {1d8[8], 7, 1d6[4]}sd = 19 | d6:4; d8:8
            {1d6,1d6,1d8}sdkh1 | 4 6 5 | 6  | {1d6[6], 1d8[~~5~~], 1d6[~~4~~]}kh1sd = 6 | d6:4 dropped; d6:6; d8:5 dropped
            {{1d4,1d6}sd,1d8}s | 1 2 3 | 6  | {{1d6[2], 1d4[1]}sd, 1d8[3]}sa = 6 | d4:1; d6:2; d8:3
            """)
    void sortChangesOnlyTheDisplay(
        String text, @Nullable String faces, double total, String rollText, @Nullable String dice) {
      ScriptedRoll.check(text, faces, total, rollText, dice);
    }
  }

  @Nested
  final class Text {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            4d6kh3+2            | 5 4 1 3 | 14  | 4d6kh3[5, 4, ~~1~~, 3] + 2 = 14 | d6:5; d6:4; d6:1 dropped; d6:3
            d6                  | 3       | 3   | 1d6[3] = 3 | d6:3
            0d6                 |         | 0   | 0d6[] = 0 |
            2d6[fire]+1d4 [cold] | 3 4 2  | 9   | 2d6[3, 4] [fire] + 1d4[2] [cold] = 9 | d6:3; d6:4; d4:2
            2d6[a][b]           | 3 4     | 7   | 2d6[3, 4] [a] [b] = 7 | d6:3; d6:4
            (2d6+1)[hit]*2      | 3 4     | 16  | (2d6[3, 4] + 1) [hit] * 2 = 16 | d6:3; d6:4
            5[bonus]            |         | 5   | 5 [bonus] = 5 |
            {2d6[a]+1d8[b]}kh1  | 3 4 8   | 8   | {2d6 [a] + 1d8 [b]}kh1[~~3~~, ~~4~~, 8] = 8 | d6:3 dropped; d6:4 dropped; d8:8
            (1d4)d6             | 2 3 5   | 8   | (1d4[2])d6[3, 5] = 8 | d4:2; d6:3; d6:5
            1d(1d6+4)           | 3 7     | 7   | 1d(1d6[3] + 4)[7] = 7 | d6:3; d7:7
            (1d2)d(1d4)         | 2 4 3 1 | 4   | (1d2[2])d(1d4[4])[3, 1] = 4 | d2:2; d4:4; d4:3; d4:1
            (2d6)d6             | 1 2 4 5 6 | 15 | (2d6[1, 2])d6[4, 5, 6] = 15 | d6:1; d6:2; d6:4; d6:5; d6:6
            {2d6,10}kh1         | 1 2     | 10  | {2d6[~~1~~, ~~2~~], 10}kh1 = 10 | d6:1 dropped; d6:2 dropped
            {(1d2)d6,9}kh1      | 1 6     | 9   | {(1d2[~~1~~])d6[~~6~~], 9}kh1 = 9 | d2:1 dropped; d6:6 dropped
            {{1d4,1d6}kh1,1d8}kl1 | 4 2 5 | 4   | {{1d4[4], 1d6[~~2~~]}kh1, 1d8[~~5~~]}kl1 = 4 | d4:4; d6:2 dropped; d8:5 dropped
            {{1d4,1d6}kh1,1d8}kh1 | 4 2 5 | 5   | {{1d4[~~4~~], 1d6[~~2~~]}kh1, 1d8[5]}kh1 = 5 | d4:4 dropped; d6:2 dropped; d8:5
            {2d6}               | 1 2     | 3   | {2d6[1, 2]} = 3 | d6:1; d6:2
            {2d6+1,3}           | 1 2     | 7   | {2d6[1, 2] + 1, 3} = 7 | d6:1; d6:2
            max(1d6,1d8)        | 3 5     | 5   | max(1d6[3], 1d8[5]) = 5 | d6:3; d8:5
            min(1d6,1d8,2)      | 3 5     | 2   | min(1d6[3], 1d8[5], 2) = 2 | d6:3; d8:5
            (1d4)^2             | 3       | 9   | 1d4[3]^2 = 9 | d4:3
            2**3**2             |         | 512 | 2^3^2 = 512 |
            (2^3)^2             |         | 64  | (2^3)^2 = 64 |
            -(1d6+1)            | 3       | -4  | -(1d6[3] + 1) = -4 | d6:3
            1d6 - -2            | 3       | 5   | 1d6[3] - -2 = 5 | d6:3
            8/2/2               |         | 2   | 8 / 2 / 2 = 2 |
            8/(2/2)             |         | 8   | 8 / (2 / 2) = 8 |
            7%4                 |         | 3   | 7 % 4 = 3 |
            -7%4                |         | -3  | -7 % 4 = -3 |
            d%%10               | 47      | 7   | 1d100[47] % 10 = 7 | d100:47
            2d6 # to hit        | 3 4     | 7   | 2d6[3, 4] = 7 | d6:3; d6:4
            """)
    void textIsTheExpressionWithTheDiceAfterEachPool(
        String text, @Nullable String faces, double total, String rollText, @Nullable String dice) {
      ScriptedRoll.check(text, faces, total, rollText, dice);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            0.1+0.2      | 0.3
            0.1          | 0.1
            7/2          | 3.5
            10/3         | 3.33333333333333
            -10/3        | -3.33333333333333
            2/3          | 0.666666666666667
            1/1024       | 0.0009765625
            1/3*3        | 1
            10^15/10     | 100000000000000
            0.5^20       | 0.00000095367431640625
            2.50         | 2.5
            100          | 100
            1.0          | 1
            """)
    void totalIsRoundedAndHasNoExponent(String text, String total) {
      assertThat(ScriptedRoll.of(text).text()).endsWith(" = " + total);
    }
  }
}
