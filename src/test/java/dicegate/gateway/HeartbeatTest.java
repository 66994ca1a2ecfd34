package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.gateway.Heartbeat.Verdict;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class HeartbeatTest {

  private static final long STEP = TimeUnit.SECONDS.toNanos(1);

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 3 * STEP);
  private final Heartbeat heartbeat = new Heartbeat(clock::get);

  @Test
  void silentClientIsPingedOnceAndTimesOutWithin25Seconds() {
    int pings = 0;
    int seconds = 0;
    Verdict verdict = heartbeat.check();
    while (verdict != Verdict.TIMED_OUT) {
      pings += verdict == Verdict.PING ? 1 : 0;
      clock.addAndGet(STEP);
      seconds++;
      verdict = heartbeat.check();
    }

    assertThat(pings).isOne();
    assertThat(seconds).isBetween(20, 24);
  }

  @Test
  void activityEndsTheSilence() {
    for (int silence = 0; silence < 5; silence++) {
      clock.addAndGet(Heartbeat.PING_NANOS);
      assertThat(heartbeat.check()).isEqualTo(Verdict.PING);
      clock.addAndGet(STEP);
      assertThat(heartbeat.check()).isEqualTo(Verdict.ALIVE);

      heartbeat.recordActivity();
      assertThat(heartbeat.check()).isEqualTo(Verdict.ALIVE);
    }
  }

  @Test
  void activeClientIsNotPinged() {
    for (int i = 0; i < 100; i++) {
      clock.addAndGet(Heartbeat.PING_NANOS - 1);
      heartbeat.recordActivity();

      assertThat(heartbeat.check()).isEqualTo(Verdict.ALIVE);
    }
  }
}
