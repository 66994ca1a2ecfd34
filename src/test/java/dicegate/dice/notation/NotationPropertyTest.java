package dicegate.dice.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.CpuTime;
import dicegate.dice.DiceLimits;
import dicegate.dice.notation.GeneratedTexts.MistypedRolls;
import dicegate.dice.notation.GeneratedTexts.NearNotation;
import dicegate.dice.notation.GeneratedTexts.Noise;
import dicegate.dice.notation.GeneratedTexts.Rolls;
import dicegate.dice.notation.GeneratedTexts.SingleRolls;
import dicegate.dice.notation.ParseResult.NotARoll;
import dicegate.dice.notation.ParseResult.Parsed;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Properties of the parser and the printer for all texts and expressions. */
final class NotationPropertyTest {

  private static final Duration TIME_LIMIT = Duration.ofMillis(100);

  @Property
  void noiseYieldsARequestOrAnError(@ForAll(supplier = Noise.class) String text) {
    assertParsedOrExplained(text);
  }

  @Property
  void textNearTheNotationYieldsARequestOrAnError(
      @ForAll(supplier = NearNotation.class) String text) {
    assertParsedOrExplained(text);
  }

  @Property
  void mistypedRollYieldsARequestOrAnError(@ForAll(supplier = MistypedRolls.class) String text) {
    assertParsedOrExplained(text);
  }

  @Property
  void rollIsParsed(@ForAll(supplier = Rolls.class) String text) {
    assertThat(assertParsedOrExplained(text)).as(text).isInstanceOf(Parsed.class);
  }

  @Property
  void letterCaseIsIgnored(@ForAll(supplier = SingleRolls.class) String text) {
    ParseResult parsed = Notation.parse(text);

    assertThat(Notation.parse(outsideOfBrackets(text, String::toUpperCase)))
        .as(text)
        .isEqualTo(parsed);
    assertThat(Notation.parse(outsideOfBrackets(text, String::toLowerCase)))
        .as(text)
        .isEqualTo(parsed);
  }

  /** Changes the case of a text, but not of its labels and symbols. */
  private static String outsideOfBrackets(String text, BiFunction<String, Locale, String> changed) {
    return Pattern.compile("\\[[^]]*]|[^\\[]+")
        .matcher(text)
        .replaceAll(
            part ->
                Matcher.quoteReplacement(
                    part.group().startsWith("[")
                        ? part.group()
                        : changed.apply(part.group(), Locale.ROOT)));
  }

  @Property
  void spansOfPartsLieWithinTheSpanOfTheWhole(@ForAll(supplier = Rolls.class) String text) {
    if (Notation.parse(text) instanceof Parsed parsed) {
      Span all = new Span(0, text.length());
      for (RequestedRoll roll : parsed.request().rolls()) {
        assertNested(roll.expression(), all, text);
        Check check = roll.check();
        if (check != null) {
          assertWithin(all, check.span(), text);
          assertNested(check.target(), check.span(), text);
        }
      }
    }
  }

  private static ParseResult assertParsedOrExplained(String text) {
    ParseResult result = CpuTime.atMost(TIME_LIMIT, text, () -> Notation.parse(text));
    switch (result) {
      case Parsed parsed -> assertRoundTrip(text, parsed.request());
      case NotARoll notARoll -> assertExplains(text, notARoll.error());
    }
    return result;
  }

  private static void assertRoundTrip(String text, RollRequest request) {
    String printed = CpuTime.atMost(TIME_LIMIT, text, () -> Notation.print(request));

    assertThat(Notation.parse(printed))
        .as("%s, from %s", printed, text)
        .isEqualTo(new Parsed(request, List.of()));
    assertThat(printed.length()).isLessThanOrEqualTo(DiceLimits.MAX_TEXT_CHARS);
    for (RequestedRoll roll : request.rolls()) {
      assertThat(Notation.canonical(roll)).isEqualTo(roll);
    }
    if (Notation.parse(printed) instanceof Parsed again) {
      assertThat(Notation.print(again.request())).isEqualTo(printed);
    }
  }

  private static void assertExplains(String text, DiceError error) {
    assertThat(error.text()).isNotBlank();
    assertWithin(new Span(0, text.length()), error.span(), text);
    if (error.hint() != null) {
      assertThat(Notation.parse(error.hint()))
          .as("hint %s for %s", error.hint(), text)
          .isInstanceOf(Parsed.class);
    }
  }

  private static void assertNested(Expression expression, Span around, String text) {
    assertWithin(around, expression.span(), text);
    int parts = parts(expression);
    for (int i = 0; i < parts; i++) {
      assertNested(expression.part(i), expression.span(), text);
    }
  }

  private static int parts(Expression expression) {
    return switch (expression) {
      case Expression.Constant constant -> 0;
      case Expression.Dice dice ->
          (dice.count() instanceof Expression.Constant ? 0 : 1)
              + (dice.faces() instanceof Faces.Computed ? 1 : 0);
      case Expression.Group group -> group.members().size();
      case Expression.Call call -> call.arguments().size();
      case Expression.Negation negation -> 1;
      case Expression.Arithmetic arithmetic -> 1 + arithmetic.steps().size();
      case Expression.Power power -> 2;
      case Expression.Labelled labelled -> 1;
    };
  }

  private static void assertWithin(Span around, Span span, String text) {
    assertThat(span.start()).as(text).isBetween(around.start(), span.end());
    assertThat(span.end()).as(text).isLessThanOrEqualTo(around.end());
  }
}
