package dicegate.dice.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.StringSink;
import dicegate.dice.notation.DiceError;
import dicegate.dice.notation.DiceError.Code;
import dicegate.dice.notation.Span;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HandRollerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2d6+3               | 3 5           | 2d6[3, 5] + 3 = 11",
        "4d6kh3              | 5 4 1 3       | 4d6kh3[5, 4, ~~1~~, 3] = 12",
        "d%                  | 100           | 1d100[100] = 100",
        "4dF                 | -1 0 1 1      | 4dF[-1, 0, 1, 1] = 1",
        "2d[1,2,2,4]         | 4 2           | 2d[1,2,2,4][4, 2] = 6",
        "2#1d20              | 7 19          | 1d20[7] = 7; 1d20[19] = 19",
        "max(1d4,1d8)        | 3 8           | max(1d4[3], 1d8[8]) = 8",
        "(1d4)d6             | 2 6 1         | (1d4[2])d6[6, 1] = 7",
        "1d[heads,tails]     | tails         | 1d[heads,tails][tails] = 1 tails",
      })
  void facesTakeThePlaceOfRandomNumbers(String text, String faces, String rolled) {
    assertThat(rolled(text, faces.split(" "))).isEqualTo(rolled);
  }

  @Test
  void rerolledAndAddedDiceAreGivenInTheOrderOfRolling() {
    assertThat(rolled("2d6!r1", "1", "6", "4", "2")).endsWith("= 12");
  }

  @Test
  void facesWithSymbolsAreGivenAsTheyAreWritten() {
    String text = "3d[blank,2*success,success+threat]";

    assertThat(rolled(text, "2*success", "BLANK", "success+threat"))
        .endsWith("= 3 success, 1 threat");
    assertThat(bad(text, "success"))
        .isEqualTo(
            "Face 1 of those given is \"success\", but it is for"
                + " a d[blank,2*success,success+threat]"
                + " with the faces blank, 2*success, success+threat.");
  }

  @Test
  void unitsAndTensOfD100WithMoreTensAreGivenApart() {
    assertThat(wanted("1d100bonus1").kind().part()).isEqualTo("units");
    assertThat(wanted("1d100bonus1", "0").kind().part()).isEqualTo("tens");
    assertThat(rolled("1d100bonus1", "0", "0", "50")).endsWith("= 50");
    assertThat(bad("1d100bonus1", "0", "55")).contains("the tens of a d100bonus1");
  }

  @Nested
  class Missing {

    @Test
    void dieIsNamedWithItsFacesAndPlace() {
      HandResult result = roll("d20+2d6", "7", "3");

      assertThat(result)
          .isInstanceOfSatisfying(
              HandResult.Wanted.class,
              wanted -> {
                assertThat(wanted.error().code()).isEqualTo(Code.FACES_WANTED);
                assertThat(wanted.error().span()).isEqualTo(new Span(4, 7));
                assertThat(wanted.error().text())
                    .isEqualTo(
                        "Die 2 of 2 is missing, a d6: give the face that it showed, one of the"
                            + " faces 1, 2, 3, 4, 5, 6.");
                assertThat(wanted.die())
                    .isEqualTo(
                        new WantedDie(
                            new WantedDie.Kind(
                                "d6", "", new WantedDie.Numbers(List.of(1, 2, 3, 4, 5, 6))),
                            2,
                            2,
                            2,
                            false));
              });
    }

    @Test
    void dieThatIsRolledAgainSaysSo() {
      assertThat(wanted("2d6r1", "1").again()).isTrue();
      assertThat(wanted("2d6r1", "1").die()).isOne();
      assertThat(wanted("2d6!", "6").again()).isTrue();
      assertThat(wanted("2d6!", "5").again()).isFalse();
    }

    @Test
    void largeDieHasALowestAndAHighestFace() {
      assertThat(wanted("d1000").kind().faces()).isEqualTo(new WantedDie.Between(1, 1_000));
      assertThat(wanted("d[1..1000000,7]").kind().faces())
          .isEqualTo(new WantedDie.Between(1, 1_000_000));
    }

    @Test
    void equalFacesAreListedOnce() {
      assertThat(wanted("d[4,2,2,1]").kind().faces())
          .isEqualTo(new WantedDie.Numbers(List.of(1, 2, 4)));
      assertThat(wanted("d[hit,blank,hit]").kind().faces())
          .isEqualTo(new WantedDie.Texts(List.of("hit", "blank")));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "d6, 7",
    "d6, 0",
    "d6, -1",
    "d6, x",
    "d6, 1.0",
    "d6, 99999999999999999999",
    "dF, 2",
    "'d[1,2,4]', 3",
  })
  void faceThatTheDieDoesNotHaveIsAnError(String text, String face) {
    assertThat(bad(text, face)).startsWith("Face 1 of those given is \"" + face + "\"");
  }

  @Test
  void facesThatAreLeftOverAreAnError() {
    assertThat(bad("2d6", "1", "2", "3", "4"))
        .isEqualTo("4 faces are given, but the dice have 2; leave out the last 2.");
    assertThat(bad("7", "1")).startsWith("1 faces are given, but the dice have 0");
  }

  @Test
  void limitsAreThoseOfRandomDice() {
    assertThat(error("10000d6+1d6", Collections.nCopies(10_001, "1")).code()).isEqualTo(Code.LIMIT);
    assertThat(error("1d6!", Collections.nCopies(2_000, "6")).code()).isEqualTo(Code.LIMIT);
    assertThat(error("1/(1d6-1)", List.of("1")).code()).isEqualTo(Code.DIVISION_BY_ZERO);
  }

  private static HandResult roll(String text, String... faces) {
    return HandRoller.roll(ScriptedRoll.request(text), List.of(faces));
  }

  private static DiceError error(String text, List<String> faces) {
    HandResult result = HandRoller.roll(ScriptedRoll.request(text), faces);
    assertThat(result).isInstanceOf(HandResult.Refused.class);
    return ((HandResult.Refused) result).error();
  }

  private static String bad(String text, String... faces) {
    DiceError error = error(text, List.of(faces));
    assertThat(error.code()).isEqualTo(Code.BAD_FACES);
    return error.text();
  }

  private static WantedDie wanted(String text, String... faces) {
    HandResult result = roll(text, faces);
    assertThat(result).isInstanceOf(HandResult.Wanted.class);
    return ((HandResult.Wanted) result).die();
  }

  private static String rolled(String text, String... faces) {
    HandResult result = roll(text, faces);
    assertThat(result).isInstanceOf(HandResult.Rolled.class);
    return String.join(
        "; ", ((HandResult.Rolled) result).rolls().stream().map(HandRollerTest::text).toList());
  }

  private static String text(Roll roll) {
    StringSink out = new StringSink();
    RollText.write(roll, out);
    return out.toString();
  }
}
