package dicegate.dice.odds;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.Seeded;
import dicegate.dice.eval.Roller;
import dicegate.dice.notation.RollRequest;
import dicegate.dice.odds.OddsResult.Exact;
import dicegate.dice.odds.OddsResult.Impossible;
import dicegate.dice.odds.OddsResult.Sampled;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/**
 * Rolled totals are possible outcomes of the odds; {@link dicegate.dice.statistics} compares their
 * frequencies.
 */
final class RollingTest {

  @Test
  void everyRolledTotalIsAnOutcome() {
    RandomTexts texts = new RandomTexts(9);
    Roller roller = new Roller(new Seeded(10));
    for (int i = 0; i < 1_000; i++) {
      String text = texts.next();
      RollRequest request = TestExpressions.parse(text);
      OddsResult odds = TestExpressions.odds(text);
      for (int roll = 0; roll < 10; roll++) {
        assertThat(isPossible(odds, TestExpressions.roll(roller, request))).as(text).isTrue();
      }
    }
  }

  private static boolean isPossible(OddsResult odds, OptionalDouble total) {
    return switch (odds) {
      case Impossible impossible -> total.isEmpty();
      case Sampled sampled -> total.isEmpty() || sampled.bounds().contains(total.getAsDouble());
      case Exact exact -> {
        Distribution distribution = exact.distribution();
        yield total.isEmpty()
            ? distribution.failed().signum() > 0
            : distribution.weightOf(total.getAsDouble()).signum() > 0;
      }
    };
  }
}
