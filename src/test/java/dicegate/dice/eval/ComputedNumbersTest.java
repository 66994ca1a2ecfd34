package dicegate.dice.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.notation.ComputedNumbers;
import dicegate.dice.notation.DiceError.Code;
import dicegate.dice.notation.Expression;
import dicegate.dice.notation.Expression.Dice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rolls whose modifiers have computed numbers. */
final class ComputedNumbersTest {

  /** The faces are those of the numbers first, in their fixed order, then those of the pool. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          4d6kh(1d4)        | 2 3 6 1 5       | 11 | 4d6kh(1d4[2])[~~3~~, 6, ~~1~~, 5]
          4d6dl(1d4-1)      | 1 3 6 1 5       | 15 | 4d6dl(1d4[1] - 1)[3, 6, 1, 5]
          3d6>=(1d4+2)      | 2 3 4 5         |  2 | 3d6>=(1d4[2] + 2)[3, 4*, 5*]
          4d6=(1,1d4)       | 4 1 2 3 4       |  2 | 4d6=(1, 1d4[4])[1*, 2, 3, 4*]
          3d6<>(1d4,2)      | 4 1 2 4         |  1 | 3d6<>(1d4[4], 2)[1*, 2, 4]
          2d6r<(1d3)        | 3 1 2 3 4       |  7 | 2d6r<(1d3[3])[3r, 4]
          2d6!>(1d4)        | 4 5 4 1         | 10 | 2d6!>(1d4[4])[5!, 4, 1]
          (1d2)d(1d6)kh(1d4) | 2 6 1 3 5      |  5 | (1d2[2])d(1d6[6])kh(1d4[1])[~~3~~, 5]
          3d6>(1d4)f(1d2)   | 4 1 1 5 6       |  1 | 3d6>(1d4[4])f=(1d2[1])[1_, 5*, 6*]
          {2d6+1d8}kh(1d2)  | 1 3 4 8         |  8 | {2d6 + 1d8}kh(1d2[1])[~~3~~, ~~4~~, 8]
          {1d6,1d8}kl(1d2)  | 1 3 8           |  3 | {1d6[3], 1d8[~~8~~]}kl(1d2[1])
          {1d6,1d8}>(1d4)   | 4 3 8           |  1 | {1d6[3], 1d8[8]}>(1d4[4])
          {1d6,1d8}kh(1d2)sd | 2 3 8          | 11 | {1d8[8], 1d6[3]}kh(1d2[2])sd
          2d6>=(1d4>=(1d4)) | 2 3 1 2         |  2 | 2d6>=(1d4>=(1d4[2])[3*])[1*, 2*]
          """)
  void numbersAreRolledOnceBeforeTheDice(String text, String faces, long total, String rolled) {
    ScriptedRoll roll = ScriptedRoll.of(text, ScriptedRoll.faces(faces));

    assertThat(roll.total()).isEqualTo((double) total);
    assertThat(roll.text()).isEqualTo(rolled + " = " + total);
  }

  @Test
  void canonicalOrderOfTheNumbersDoesNotDependOnTheText() {
    List<String> orders = new ArrayList<>();
    for (String text :
        List.of("9d6kh(1d1)r<(1d2)cs(1d3)>(1d4)", "9d6>(1d4)cs(1d3)r<(1d2)kh(1d1)")) {
      Dice dice = (Dice) ScriptedRoll.request(text).first().expression();
      orders.add(
          ComputedNumbers.of(dice).stream()
              .map(number -> ((Dice) number).faces().toString())
              .toList()
              .toString());
    }

    assertThat(orders.get(0)).isEqualTo(orders.get(1));
  }

  @Test
  void partsOfTheRollAreThoseOfTheExpression() {
    for (String text :
        List.of("(1d1)d(1d1)kh(1d1)>(1d1)", "2d1kl(1d1)=(1d1,2)", "{1d1,1d1}kh(1d1)=(1d1)")) {
      Outcome outcome = ScriptedRoll.all(text, sides -> 1).get(0).outcome();
      Expression expression = outcome.expression();
      for (int part = 0; part < outcome.parts().size(); part++) {
        assertThat(outcome.parts().get(part).expression()).as(text).isSameAs(expression.part(part));
      }
    }
  }

  @Test
  void diceOfNumbersAreNotThoseOfThePool() {
    Outcome outcome = ScriptedRoll.of("{2d6+1d8}kh(2d2)", 1, 1, 3, 4, 8).outcome();

    assertThat(outcome.firstDie()).isZero();
    assertThat(outcome.firstOwnDie()).isEqualTo(2);
    assertThat(outcome.endDie()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          4d6kh(1d4-2)         | 1     | BAD_NUMBER
          4d6>=(1d4/2)         | 1     | BAD_NUMBER
          4d6=(1,2/(1d4-1))    | 1     | DIVISION_BY_ZERO
          2d6r<=(1d6)          | 6     | ENDLESS
          2d6!<=(1d6)          | 6     | ENDLESS
          5d6ur<(1d6)          | 3     | ENDLESS
          {1d6,1d8}kl(1d4-2)   | 1     | BAD_NUMBER
          """)
  void valueThatIsNotValidIsAnErrorBeforeTheDice(String text, String faces, Code code) {
    assertThat(ScriptedRoll.refusal(text, ScriptedRoll.faces(faces)).code()).isEqualTo(code);
  }
}
