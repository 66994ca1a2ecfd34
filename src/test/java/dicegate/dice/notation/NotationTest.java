package dicegate.dice.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.notation.Expression.Pool;
import dicegate.dice.notation.NotationError.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NotationTest {

  @ParameterizedTest
  @CsvSource({
    "3d6, 3, 6",
    "1d1, 1, 1",
    "0d6, 0, 6",
    "d20, 1, 20",
    "3D6, 3, 6",
    "00003d006, 3, 6",
    "' 3 d 6 ', 3, 6",
    "10000d1000000000, 10000, 1000000000",
  })
  void textThatIsARollParses(String text, int count, int sides) {
    assertThat(Notation.parse(text)).isEqualTo(new ParseResult.Parsed(new Pool(count, sides)));
  }

  @ParameterizedTest
  @CsvSource({
    "'', SYNTAX, 0, 0",
    "'  ', SYNTAX, 2, 0",
    "roll 3d6, SYNTAX, 0, 1",
    "3, SYNTAX, 1, 0",
    "3x6, SYNTAX, 1, 1",
    "3d, SYNTAX, 2, 0",
    "3dx, SYNTAX, 2, 1",
    "-1d6, SYNTAX, 0, 1",
    "3d6:4, SYNTAX, 3, 1",
    "3d6 4, SYNTAX, 4, 1",
    "1 2d6, SYNTAX, 2, 1",
    "\u0663d\u0666, SYNTAX, 0, 1",
    "\ud83c\udfb2, SYNTAX, 0, 2",
    "\ud83c, SYNTAX, 0, 1",
    "3d\u00a06, SYNTAX, 2, 1",
    "5d0, LIMIT, 2, 1",
    "10001d6, LIMIT, 0, 5",
    "999999999d6, LIMIT, 0, 9",
    "1d1000000001, LIMIT, 2, 10",
    "99999999999999999999999d6, LIMIT, 0, 23",
  })
  void textThatIsNoRollIsAnErrorAtItsPlace(String text, Code code, int position, int length) {
    assertThat(Notation.parse(text))
        .isInstanceOfSatisfying(
            ParseResult.NotARoll.class,
            result -> {
              assertThat(result.error().code()).isEqualTo(code);
              assertThat(result.error().position()).isEqualTo(position);
              assertThat(result.error().length()).isEqualTo(length);
              assertThat(Notation.parse(String.valueOf(result.error().hint())))
                  .isInstanceOf(ParseResult.Parsed.class);
            });
  }

  @Test
  void textOverTheLimitIsRefusedUnread() {
    assertThat(Notation.parse("3d6" + " ".repeat(998)))
        .isInstanceOfSatisfying(
            ParseResult.NotARoll.class,
            result -> assertThat(result.error().code()).isEqualTo(Code.TOO_LONG));
  }

  @Test
  void invisibleCharacterIsNamed() {
    assertThat(Notation.parse("3d\u00a06"))
        .isInstanceOfSatisfying(
            ParseResult.NotARoll.class,
            result -> assertThat(result.error().text()).contains("U+00A0 (NO-BREAK SPACE)"));
  }

  @Test
  void printedTextParsesToTheSameExpression() {
    Expression expression = new Pool(3, 6);

    assertThat(Notation.print(expression)).isEqualTo("3d6");
    assertThat(Notation.parse(Notation.print(expression)))
        .isEqualTo(new ParseResult.Parsed(expression));
  }
}
