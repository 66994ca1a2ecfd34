package dicegate.dice.odds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dicegate.dice.DieSource;
import dicegate.dice.Seeded;
import dicegate.dice.eval.RollResult;
import dicegate.dice.eval.Roller;
import dicegate.dice.eval.Tally;
import dicegate.dice.notation.RollRequest;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The odds of symbols, compared with an enumeration of all ways to roll. */
final class TallyOddsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d[a,b]",
        "3d[a,blank,a+b,-b,2*a]",
        "2d[a,b]-1d[a,c]",
        "-(2d[a,b][x]-3)",
        "{2d[a,b+0]}",
        "{2d[a,b]+1d[2*b,c]}sd",
        "(1d3)d[a,blank]",
        "(1d3-2)d[a,blank]",
        "0d[a,b]",
        "4d[a,b,c]kh2",
        "4d[a,b,c+0]dl1dh1",
        "2d[a+1,a,b]+1d6",
        "2d[a+5,b+5]kl1",
        "d[a,1,2,3]+2d[a,a,b]"
      })
  void oddsOfEachSymbolEqualTheEnumeration(String text) {
    RollRequest request = TestExpressions.parse(text);

    Map<String, SymbolOdds> odds = of(text);

    assertThat(odds).isNotEmpty();
    odds.forEach(
        (symbol, sum) -> {
          assertThat(sum.exact()).as(text).isTrue();
          OddsComparison.check(
              text + " " + symbol,
              sum.distribution(),
              OutcomeEnumeration.of(1e-6, source -> tally(request, source, symbol)));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"3d[a+1,b,c]kh1", "{2d[a+1,b]+1d6}kh2", "{1d[a,b]+1d6}kl1"})
  void symbolsOfDiceThatAreKeptByTheirNumbersAreSampled(String text) {
    RollRequest request = TestExpressions.parse(text);

    Map<String, SymbolOdds> odds = of(text);

    odds.forEach(
        (symbol, sum) -> {
          assertThat(sum.exact()).isFalse();
          OutcomeEnumeration all =
              OutcomeEnumeration.of(1e-6, source -> tally(request, source, symbol));
          all.outcomes()
              .forEach(
                  (outcome, probability) ->
                      assertThat(
                              Fraction.quotient(
                                  sum.distribution().weightOf(outcome), sum.distribution().total()))
                          .as("%s %s %s", text, symbol, outcome)
                          .isCloseTo(probability.value(), within(0.03)));
        });
  }

  @Test
  void symbolsAreInTheOrderWritten() {
    assertThat(of("d[b,a]+d[c,a]").keySet()).containsExactly("b", "a", "c");
  }

  @Test
  void expressionWithoutSymbolsHasNone() {
    assertThat(of("3d6+d[0,1]")).isEmpty();
  }

  @Test
  void oddsOfManyDiceAreExact() {
    SymbolOdds odds = Objects.requireNonNull(of("1000d[a,blank,a+b]").get("a"));

    assertThat(odds.exact()).isTrue();
    assertThat(odds.distribution().mean()).isCloseTo(2000 / 3.0, within(1e-9));
  }

  private static Map<String, SymbolOdds> of(String text) {
    return TallyOdds.of(
        TestExpressions.parse(text).first().expression(), new Seeded(text.hashCode()), 1);
  }

  private static OptionalDouble tally(RollRequest request, DieSource source, String symbol) {
    return switch (new Roller(source).roll(request)) {
      case RollResult.Rolled rolled ->
          OptionalDouble.of((double) Tally.of(rolled.rolls().get(0)).getOrDefault(symbol, 0L));
      case RollResult.Refused refused -> OptionalDouble.empty();
    };
  }
}
