package dicegate.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LatencyEstimateTest {

  private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(5);

  private final LatencyEstimate latency = new LatencyEstimate();
  private long now;

  @Test
  void silenceLimitOfAnUnknownEngineIsMostOfTheDeadline() {
    assertThat(latency.silenceLimitNanos(TIMEOUT)).isEqualTo(millis(4_000));
  }

  @Test
  void silenceLimitAfterFewRepliesIsASecondOrAMultipleOfTheGap() {
    reply(millis(1), 1, 18);
    assertThat(latency.silenceLimitNanos(TIMEOUT)).isEqualTo(millis(1_000));

    reply(millis(300), 1, 1);
    assertThat(latency.silenceLimitNanos(TIMEOUT)).isEqualTo(millis(1_800));
  }

  @Test
  void silenceLimitAfterOneReplyOfSecondsIsTheDeadline() {
    reply(millis(2_000), 1, 1);

    assertThat(latency.silenceLimitNanos(TIMEOUT)).isEqualTo(TIMEOUT);
  }

  @Test
  void silenceLimitOfAQuickEngineIsTheMinimum() {
    reply(millis(1), 1, 20);

    assertThat(latency.silenceLimitNanos(TIMEOUT)).isEqualTo(millis(150));
  }

  @Test
  void silenceLimitOfASlowEngineIsAMultipleOfItsGapsUpToTheDeadline() {
    reply(millis(300), 1, 20);
    assertThat(latency.silenceLimitNanos(TIMEOUT)).isEqualTo(millis(1_800));

    reply(millis(2_000), 1, 1);
    assertThat(latency.silenceLimitNanos(TIMEOUT)).isEqualTo(TIMEOUT);
  }

  @Test
  void longGapDecaysByHalfEveryTenSeconds() {
    reply(millis(400), 1, 20);
    now += TimeUnit.SECONDS.toNanos(10);
    latency.onReply(millis(1), 1, millis(1), now);

    assertThat(latency.silenceLimitNanos(TIMEOUT)).isBetween(millis(1_199), millis(1_201));
  }

  @Test
  void expectedLatencyGrowsWithTheRequestsInFlight() {
    reply(millis(30), 3, 20);

    assertThat(latency.expectedNanos(4, now)).isEqualTo(5.0 * millis(10));
  }

  @Test
  void expectedLatencyOfAnIdleEngineDecays() {
    reply(millis(80), 1, 20);

    assertThat(latency.expectedNanos(0, now + TimeUnit.SECONDS.toNanos(3)))
        .isBetween(9.9 * millis(1), 10.1 * millis(1));
  }

  @ParameterizedTest
  @CsvSource({"2, 2, 4", "80, 79, 81"})
  void replyAfterAnIdleTimeCountsMoreThanThoseBefore(long reply, long low, long high) {
    reply(millis(80), 1, 20);
    now += TimeUnit.SECONDS.toNanos(6);
    reply(millis(reply), 1, 1);

    assertThat(latency.expectedNanos(0, now))
        .isBetween((double) millis(low), (double) millis(high));
  }

  private void reply(long latencyNanos, int place, int times) {
    for (int i = 0; i < times; i++) {
      now += latencyNanos;
      latency.onReply(latencyNanos, place, latencyNanos, now);
    }
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
