package dicegate.dice.odds;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.Seeded;
import dicegate.dice.eval.Roller;
import dicegate.dice.notation.RollRequest;
import dicegate.dice.odds.OddsResult.Exact;
import dicegate.dice.odds.OddsResult.Impossible;
import dicegate.dice.odds.OddsResult.Sampled;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The odds against what is rolled. */
final class RollingTest {

  private static final int ROLLS = 40_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4d6kh3",
        "3d6!",
        "12d6!=6>=5",
        "{1d8!,1d6!}kh1",
        "2d6ro<3+4",
        "(1d4)d6kh2",
        "7d10>=6f1",
        "4d6!pkh3",
        "{4d6!+2d8}kh3",
        "5d12u",
        "10d6!!kl4",
        "6d20r<4kh2",
        "20d6dl3dh3"
      })
  void rollsFollowTheOdds(String text) {
    Distribution odds = Texts.exact(text);
    RollRequest request = Texts.parse(text);
    Roller roller = new Roller(new Seeded(20_261_122));
    Map<Double, Integer> seen = new HashMap<>();
    for (int i = 0; i < ROLLS; i++) {
      seen.merge(Texts.roll(roller, request).orElseThrow(), 1, Integer::sum);
    }

    ChiSquare test = new ChiSquare();
    for (int i = 0; i < odds.size(); i++) {
      test.add(seen.getOrDefault(odds.outcome(i), 0), odds.probability(i) * ROLLS);
    }

    assertThat(test.deviations()).isBetween(-5.0, 5.0);
  }

  @Test
  void whatIsRolledIsAmongTheOutcomes() {
    RandomTexts texts = new RandomTexts(9);
    Roller roller = new Roller(new Seeded(10));
    for (int i = 0; i < 1_000; i++) {
      String text = texts.next();
      RollRequest request = Texts.parse(text);
      OddsResult odds = Texts.odds(text);
      for (int roll = 0; roll < 10; roll++) {
        assertThat(told(odds, Texts.roll(roller, request))).as(text).isTrue();
      }
    }
  }

  private static boolean told(OddsResult odds, OptionalDouble total) {
    return switch (odds) {
      case Impossible impossible -> total.isEmpty();
      case Sampled sampled -> total.isEmpty() || sampled.bounds().contains(total.getAsDouble());
      case Exact exact -> {
        Distribution told = exact.distribution();
        yield total.isEmpty()
            ? told.failed().signum() > 0
            : told.weightOf(total.getAsDouble()).signum() > 0;
      }
    };
  }

  /** Classes of at least five expected rolls, and how far all of them are off. */
  private static final class ChiSquare {

    private static final double LEAST = 5;

    private double sum;
    private int classes;
    private double seen;
    private double expected;

    void add(int rolls, double expectedRolls) {
      seen += rolls;
      expected += expectedRolls;
      if (expected >= LEAST) {
        sum += (seen - expected) * (seen - expected) / expected;
        classes++;
        seen = 0;
        expected = 0;
      }
    }

    /** Returns the distance from what is usual, in standard deviations of a chi-square. */
    double deviations() {
      double freedom = classes - 1.0;
      return (sum - freedom) / Math.sqrt(2 * freedom);
    }
  }
}
