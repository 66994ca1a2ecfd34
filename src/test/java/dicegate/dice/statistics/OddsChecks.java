package dicegate.dice.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dicegate.dice.CpuTime;
import dicegate.dice.Seeded;
import dicegate.dice.notation.RequestedRoll;
import dicegate.dice.odds.Bounds;
import dicegate.dice.odds.CheckOdds;
import dicegate.dice.odds.Distribution;
import dicegate.dice.odds.Odds;
import dicegate.dice.odds.OddsResult;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Checks of the invariants of odds. Stateless. */
public final class OddsChecks {

  private static final Duration TIME_LIMIT = Duration.ofSeconds(1);

  private OddsChecks() {}

  /**
   * Computes the odds and checks them.
   *
   * @param text the text that the roll was parsed from
   * @return the odds
   */
  public static OddsResult check(String text, RequestedRoll roll, long seed) {
    OddsResult odds = CpuTime.atMost(TIME_LIMIT, text, () -> Odds.of(roll, new Seeded(seed)));
    switch (odds) {
      case OddsResult.Exact exact -> {
        check(text, exact.distribution(), exact.bounds());
        check(text, roll, exact.check());
        assertThat(exact.distribution().cutProbability()).as(text).isLessThan(1e-9);
      }
      case OddsResult.Sampled sampled -> {
        check(text, sampled.sample(), sampled.bounds());
        check(text, roll, sampled.check());
        assertThat(sampled.sample().cut()).as(text).isZero();
        assertThat(sampled.standardError()).as(text).isNotNegative();
      }
      case OddsResult.Impossible impossible -> {
        assertThat(impossible.error().text()).isNotBlank();
        assertThat(impossible.error().span().end()).as(text).isLessThanOrEqualTo(text.length());
      }
    }
    return odds;
  }

  private static void check(String text, RequestedRoll roll, @Nullable CheckOdds odds) {
    assertThat(odds == null).as(text).isEqualTo(roll.check() == null);
    if (odds == null) {
      return;
    }
    assertThat(odds.successProbability()).as(text).isBetween(0.0, 1.0);
    check(text, odds.margins());
    for (Distribution other : Arrays.asList(odds.steps(), odds.ranks())) {
      if (other != null) {
        check(text, other);
        double unknown = other.cutProbability() + odds.margins().cutProbability();
        assertThat(other.failureProbability())
            .as(text)
            .isCloseTo(odds.margins().failureProbability(), within(unknown + 1e-12));
      }
    }
  }

  private static void check(String text, Distribution odds, Bounds bounds) {
    for (int i = 0; i < odds.size(); i++) {
      assertThat(bounds.contains(odds.outcome(i))).as("%s = %s", text, odds.outcome(i)).isTrue();
    }
    check(text, odds);
  }

  private static void check(String text, Distribution odds) {
    assertThat(odds.size()).as(text).isPositive();
    BigInteger sum = odds.failed().add(odds.cut());
    for (int i = 0; i < odds.size(); i++) {
      sum = sum.add(odds.weight(i));
      assertThat(odds.weight(i)).as(text).isPositive();
      assertThat(i == 0 || odds.outcome(i - 1) < odds.outcome(i)).as(text).isTrue();
    }
    assertThat(sum).as(text).isEqualTo(odds.total());
    assertThat(odds.failed()).as(text).isNotNegative();
    assertThat(odds.cut()).as(text).isNotNegative();
    assertThat(odds.knownWeight())
        .as(text)
        .isEqualTo(odds.total().subtract(odds.failed()).subtract(odds.cut()));
    double reach = 1e-9 * (1 + Math.abs(odds.min()) + Math.abs(odds.max()));
    assertThat(odds.mean()).as(text).isBetween(odds.min() - reach, odds.max() + reach);
    assertThat(odds.standardDeviation())
        .as(text)
        .isBetween(0.0, (odds.max() - odds.min()) / 2 + reach);
  }
}
