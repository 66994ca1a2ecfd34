package dicegate.dice.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dicegate.dice.Seeded;
import dicegate.dice.eval.RollResult;
import dicegate.dice.eval.Roller;
import dicegate.dice.notation.GeneratedTexts.MistypedRolls;
import dicegate.dice.notation.GeneratedTexts.SingleRolls;
import dicegate.dice.notation.Notation;
import dicegate.dice.notation.ParseResult.Parsed;
import dicegate.dice.notation.RollRequest;
import dicegate.dice.odds.Distribution;
import dicegate.dice.odds.OddsResult.Exact;
import dicegate.dice.odds.TestExpressions;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Properties of the odds of all expressions. */
final class OddsPropertyTest {

  private static final int ROLLS = 1_000;

  /** The logarithmic term of the bound for the confidence of five standard errors. */
  private static final double LOG_TERM = Math.log(2 / 5.7e-7);

  /** Outcomes with a smaller probability are assumed not to occur. */
  private static final double NEGLIGIBLE = 1e-12;

  @Property(tries = 300)
  void oddsOfEveryRollAreValid(@ForAll(supplier = SingleRolls.class) String text) {
    OddsChecks.check(text, TestExpressions.parse(text).first(), text.hashCode());
  }

  @Property(tries = 300)
  void oddsOfAMistypedRollThatParsesAreValid(@ForAll(supplier = MistypedRolls.class) String text) {
    if (Notation.parse(text) instanceof Parsed parsed) {
      OddsChecks.check(text, parsed.request().first(), text.hashCode());
    }
  }

  @Property(tries = 300)
  void sampleMeanConvergesToTheMean(@ForAll(supplier = SingleRolls.class) String text) {
    RollRequest request = TestExpressions.parse(text);
    if (OddsChecks.check(text, request.first(), 1) instanceof Exact exact) {
      Roller roller = new Roller(new Seeded(text.hashCode()));
      double sum = 0;
      int rolls = 0;
      for (int i = 0; i < ROLLS; i++) {
        if (roller.roll(request) instanceof RollResult.Rolled rolled) {
          sum += rolled.rolls().get(0).total();
          rolls++;
        }
      }

      if (rolls > 0) {
        Distribution odds = exact.distribution();
        assertThat(sum / rolls).as(text).isCloseTo(odds.mean(), within(tolerance(odds, rolls)));
      }
    }
  }

  /**
   * Returns the tolerance of the sample mean by Bernstein's inequality: about five standard errors,
   * and more if single outcomes are far from the mean.
   *
   * @see <a href="https://en.wikipedia.org/wiki/Bernstein_inequalities_(probability_theory)">
   *     Bernstein inequalities</a>
   */
  private static double tolerance(Distribution odds, int rolls) {
    double mean = odds.mean();
    double farthest = 0;
    for (int i = 0; i < odds.size(); i++) {
      if (odds.probability(i) > NEGLIGIBLE) {
        farthest = Math.max(farthest, Math.abs(odds.outcome(i) - mean));
      }
    }
    double deviation = odds.standardDeviation();
    double rounding = 1e-9 * (1 + Math.abs(mean));
    return deviation * Math.sqrt(2 * LOG_TERM / rolls)
        + 2 * farthest * LOG_TERM / (3 * rolls)
        + rounding;
  }
}
