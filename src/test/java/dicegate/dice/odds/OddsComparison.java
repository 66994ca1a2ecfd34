package dicegate.dice.odds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.TreeSet;

/** Compares odds with those of the oracle, outcome by outcome. Stateless. */
final class OddsComparison {

  private OddsComparison() {}

  static void check(String text, Distribution odds, OutcomeEnumeration oracle) {
    if (odds.cut().signum() == 0 && oracle.skipped().numerator().signum() == 0) {
      assertThat(odds.size()).as(text).isEqualTo(oracle.outcomes().size());
      oracle
          .outcomes()
          .forEach(
              (outcome, probability) ->
                  assertThat(new Fraction(odds.weightOf(outcome), odds.total()))
                      .as("%s = %s", text, outcome)
                      .isEqualTo(probability));
      assertThat(new Fraction(odds.failed(), odds.total())).as(text).isEqualTo(oracle.failed());
    } else {
      checkWithTolerance(text, odds, oracle);
    }
  }

  /** Each side may differ by the probability that it did not follow, and by no more. */
  private static void checkWithTolerance(
      String text, Distribution odds, OutcomeEnumeration oracle) {
    double tolerance = oracle.skipped().value() + odds.cutProbability() + 1e-12;
    assertThat(tolerance).as(text).isLessThan(0.1);
    TreeSet<Double> all = new TreeSet<>(oracle.outcomes().keySet());
    for (int i = 0; i < odds.size(); i++) {
      all.add(odds.outcome(i));
    }
    for (double outcome : all) {
      double probability = Fraction.quotient(odds.weightOf(outcome), odds.total());
      double expected = oracle.outcomes().getOrDefault(outcome, Fraction.of(0, 1)).value();
      assertThat(probability).as("%s = %s", text, outcome).isCloseTo(expected, within(tolerance));
      assertThat(probability)
          .as("%s = %s", text, outcome)
          .isGreaterThanOrEqualTo(expected - odds.cutProbability() - 1e-12);
    }
    assertThat(odds.failureProbability())
        .as(text)
        .isCloseTo(oracle.failed().value(), within(tolerance));
  }
}
