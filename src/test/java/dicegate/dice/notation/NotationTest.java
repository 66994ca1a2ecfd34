package dicegate.dice.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.notation.DieModifiers.Clamp;
import dicegate.dice.notation.DieModifiers.Explosion;
import dicegate.dice.notation.Expression.Arithmetic;
import dicegate.dice.notation.Expression.Call;
import dicegate.dice.notation.Expression.Constant;
import dicegate.dice.notation.Expression.Dice;
import dicegate.dice.notation.Expression.Function;
import dicegate.dice.notation.Expression.Group;
import dicegate.dice.notation.Expression.Labelled;
import dicegate.dice.notation.Expression.Negation;
import dicegate.dice.notation.Expression.Operator;
import dicegate.dice.notation.Expression.Power;
import dicegate.dice.notation.Expression.Step;
import dicegate.dice.notation.PoolModifiers.Count;
import dicegate.dice.notation.PoolModifiers.Matching;
import dicegate.dice.notation.PoolModifiers.Selection;
import dicegate.dice.notation.PoolModifiers.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NotationTest {

  private static final Span ANYWHERE = new Span(0, 0);

  private static RollRequest request(String text) {
    return switch (Notation.parse(text)) {
      case ParseResult.Parsed parsed -> parsed.request();
      case ParseResult.NotARoll refused -> throw new AssertionError(text + ": " + refused.error());
    };
  }

  private static Expression expression(String text) {
    return request(text).first().expression();
  }

  private static Constant constant(double value) {
    return new Constant(value, ANYWHERE);
  }

  private static Dice dice(int count, int sides) {
    return dice(count, sides, DieModifiers.NONE, PoolModifiers.NONE);
  }

  private static Dice dice(int count, int sides, DieModifiers die, PoolModifiers pool) {
    return new Dice(constant(count), new Faces.Sides(sides), die, pool, ANYWHERE);
  }

  private static Trigger at(Comparison comparison, long value) {
    return new Trigger(List.of(new ComparePoint(comparison, value)), false);
  }

  @Nested
  final class Trees {

    @ParameterizedTest
    @CsvSource({
      "3d6, 3, 6",
      "1d1, 1, 1",
      "0d6, 0, 6",
      "d20, 1, 20",
      "3D6, 3, 6",
      "d%, 1, 100",
      "00003d006, 3, 6",
      "' 3 d 6 ', 3, 6",
      "(3)d(6), 3, 6",
      "10000d1000000000, 10000, 1000000000",
    })
    void plainDice(String text, int count, int sides) {
      assertThat(expression(text)).isEqualTo(dice(count, sides));
    }

    @Test
    void everyDieModifierIsParsed() {
      DieModifiers die =
          new DieModifiers(
              at(Comparison.EQUAL, 1),
              at(Comparison.LESS, 3),
              new Explosion(true, true, Explosion.UNLIMITED, at(Comparison.GREATER_OR_EQUAL, 20)),
              Trigger.NONE,
              new Clamp(2, 9),
              true,
              new Trigger(List.of(), true),
              at(Comparison.NOT_EQUAL, 4));

      assertThat(expression("4d20r1ro<3!!p>=20min2max9ucscf!=4"))
          .isEqualTo(dice(4, 20, die, PoolModifiers.NONE));
    }

    @Test
    void everyPoolModifierIsParsed() {
      PoolModifiers pool =
          new PoolModifiers(
              List.of(new Selection(true, true, 3), new Selection(false, false, 1)),
              new Count(
                  List.of(
                      new ComparePoint(Comparison.GREATER, 4),
                      new ComparePoint(Comparison.LESS_OR_EQUAL, 6)),
                  List.of(new ComparePoint(Comparison.EQUAL, 1))),
              Matching.NONE,
              Sort.DESCENDING);

      assertThat(expression("4d6k3d>4<=6f1sd")).isEqualTo(dice(4, 6, DieModifiers.NONE, pool));
    }

    @Test
    void sumsAndProductsAreFlatAndLeftAssociative() {
      assertThat(expression("1-2+3*4"))
          .isEqualTo(
              new Arithmetic(
                  constant(1),
                  List.of(
                      new Step(Operator.SUBTRACT, constant(2)),
                      new Step(
                          Operator.ADD,
                          new Arithmetic(
                              constant(3),
                              List.of(new Step(Operator.MULTIPLY, constant(4))),
                              ANYWHERE))),
                  ANYWHERE));
    }

    @Test
    void powerBindsTighterThanASignBeforeItAndLooserThanASignAfterIt() {
      Power power = new Power(constant(2), new Negation(constant(1), ANYWHERE), ANYWHERE);

      assertThat(expression("-2^-1")).isEqualTo(new Negation(power, ANYWHERE));
    }

    @Test
    void powerIsRightAssociative() {
      assertThat(expression("2^3**4"))
          .isEqualTo(
              new Power(constant(2), new Power(constant(3), constant(4), ANYWHERE), ANYWHERE));
    }

    @Test
    void bracketsAreNotInTheTree() {
      assertThat(expression("((1d6))")).isEqualTo(expression("1d6"));
    }

    @Test
    void groupsFunctionsAndLabelsContainTheirMembers() {
      assertThat(expression("{1d6,2}"))
          .isEqualTo(new Group(List.of(dice(1, 6), constant(2)), PoolModifiers.NONE, ANYWHERE));
      assertThat(expression("max(1d6,2)"))
          .isEqualTo(new Call(Function.MAX, List.of(dice(1, 6), constant(2)), ANYWHERE));
      assertThat(expression("1d6[a] [ b ]"))
          .isEqualTo(new Labelled(dice(1, 6), List.of("a", "b"), ANYWHERE));
    }

    @Test
    void computedNumbersAreExpressions() {
      assertThat(expression("(1d4)d(1d6)"))
          .isEqualTo(
              new Dice(
                  dice(1, 4),
                  new Faces.Computed(dice(1, 6)),
                  DieModifiers.NONE,
                  PoolModifiers.NONE,
                  ANYWHERE));
    }

    @ParameterizedTest
    @CsvSource({"4dF, TWO_EACH", "4dF.2, TWO_EACH", "4df, TWO_EACH", "4dF.1, ONE_EACH"})
    void fateDiceHaveTwoVariants(String text, Faces.Fate faces) {
      assertThat(expression(text))
          .isInstanceOfSatisfying(Dice.class, dice -> assertThat(dice.faces()).isEqualTo(faces));
    }
  }

  @Nested
  final class Requests {

    @ParameterizedTest
    @ValueSource(strings = {"3d6", "d20", "0d6", "d%", "(3)d6"})
    void diceAloneArePlain(String text) {
      assertThat(request(text).plainDice()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "3d6+0", "3d6kh1", "3d6r1", "1#3d6", "3d6 # x", "4dF", "(1d4)d6", "3d(1d6)", "3d6[a]",
          "{3d6}", "-3d6", "3",
        })
    void anythingElseIsNotPlain(String text) {
      assertThat(request(text).plainDice()).isFalse();
    }

    @Test
    void commentIsStrippedAndMayContainSignsOfTheNotation() {
      assertThat(request("3d6#  a # b ] \u00e9 ").comment()).isEqualTo("a # b ] \u00e9");
    }

    @Test
    void repeatOfOneIsARepeat() {
      assertThat(request("1#3d6").repeated()).isTrue();
      assertThat(request("3d6").repeated()).isFalse();
    }
  }

  @Nested
  final class Spans {

    @Test
    void everyPartHasItsSpan() {
      String text = " 2d6kh1[a] + floor( {1d8,-3} / 2 )";

      assertThat(places(text, expression(text)))
          .containsExactly(
              "2d6kh1[a] + floor( {1d8,-3} / 2 )",
              "2d6kh1[a]",
              "2d6kh1",
              "floor( {1d8,-3} / 2 )",
              "{1d8,-3} / 2",
              "{1d8,-3}",
              "1d8",
              "-3",
              "3",
              "2");
    }

    @Test
    void canonicalExpressionHasSpansInTheCanonicalText() {
      Expression typed = expression(" 2 D 6 + ( (1d4) d 8k ) ");

      Expression canonical = Notation.canonical(RequestedRoll.of(typed)).expression();

      assertThat(canonical).isEqualTo(typed);
      assertThat(places("2d6+(1d4)d8kh1", canonical))
          .containsExactly("2d6+(1d4)d8kh1", "2d6", "(1d4)d8kh1", "1d4");
    }

    @Test
    void canonicalCheckHasSpansInTheCanonicalText() {
      RequestedRoll typed = request(" 3 D6 vs ( 2+1d4 )").first();

      RequestedRoll canonical = Notation.canonical(typed);

      Check check = Objects.requireNonNull(canonical.check());
      assertThat(canonical).isEqualTo(typed);
      assertThat(places("(3d6)>=2+1d4", canonical.expression())).containsExactly("3d6");
      assertThat(places("(3d6)>=2+1d4", check.target())).containsExactly("2+1d4", "2", "1d4");
      assertThat(check.span().start()).isEqualTo(5);
      assertThat(check.span().end()).isEqualTo(12);
    }

    private static List<String> places(String text, Expression expression) {
      List<String> places = new ArrayList<>();
      places.add(text.substring(expression.span().start(), expression.span().end()));
      parts(expression).forEach(part -> places.addAll(places(text, part)));
      return places;
    }

    private static List<Expression> parts(Expression expression) {
      return switch (expression) {
        case Constant constant -> List.of();
        case Dice dice -> dice.count() instanceof Constant ? List.of() : List.of(dice.count());
        case Group group -> group.members();
        case Call call -> call.arguments();
        case Negation negation -> List.of(negation.operand());
        case Arithmetic arithmetic ->
            Stream.concat(
                    Stream.of(arithmetic.first()), arithmetic.steps().stream().map(Step::operand))
                .toList();
        case Power power -> List.of(power.base(), power.exponent());
        case Labelled labelled -> List.of(labelled.labelled());
      };
    }
  }

  @Nested
  final class Garbage {

    private static final int TEXTS = 20_000;
    private static final long SEED = 20_261_122;

    private static final List<String> WORDS =
        List.of(
            "1", "2", "6", "10", "0", "3.5", "-1", "d", "d6", "d%", "dF", "4d6", "2d20", "kh", "kl",
            "k", "dh", "dl", "r", "rr", "ro", "u", "s", "sd", "cs", "cf", "f", "p", "min", "max",
            "floor(", "abs(", "max(", "!", "!!", "!p", "=", "!=", "<>", "<", "<=", ">", ">=5", "+",
            "-", "*", "/", "%", "^", "**", "(", ")", "{", "}", "[", "]", "[x]", ",", "#", "6#", " ",
            "fire", "x", ";", ".", "\u00e9", "\u200b", "\u00a0", "\u2013", "\ud83c", "\u212a");

    @Test
    void everyRandomTextYieldsARequestOrAValidError() {
      Random random = new Random(SEED);

      assertThat(Stream.generate(() -> text(random)).limit(TEXTS))
          .allMatch(Garbage::isRequestOrValidError);
    }

    @Test
    void everySingleCharacterYieldsARequestOrAValidError() {
      Stream<String> characters =
          IntStream.rangeClosed(0, Character.MAX_VALUE).mapToObj(Character::toString);

      assertThat(characters).allMatch(c -> isRequestOrValidError("3d6" + c + "2"));
    }

    private static String text(Random random) {
      return Stream.generate(() -> WORDS.get(random.nextInt(WORDS.size())))
          .limit(1 + random.nextInt(12))
          .collect(Collectors.joining());
    }

    private static boolean isRequestOrValidError(String text) {
      return switch (Notation.parse(text)) {
        case ParseResult.Parsed parsed -> true;
        case ParseResult.NotARoll refused -> isRequestOrValidError(refused.error(), text.length());
      };
    }

    private static boolean isRequestOrValidError(DiceError error, int length) {
      Span span = error.span();
      return error.text().endsWith(".")
          && span.start() >= 0
          && span.start() <= span.end()
          && span.end() <= length
          && (error.hint() == null || Notation.parse(error.hint()) instanceof ParseResult.Parsed);
    }
  }
}
