package dicegate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class WorkMeterTest {

  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private long clock = -MINUTE_NANOS;
  private final WorkMeter work = new WorkMeter(() -> clock);

  @Test
  void shortRequestIsMeasuredByTheClock() {
    work.begin();
    clock += 10_000;

    assertThat(work.nanos()).isEqualTo(15_000);
  }

  @Test
  void preemptionOfTheThreadIsNoWork() {
    work.begin();
    clock += MINUTE_NANOS;

    assertThat(work.nanos()).isPositive().isLessThan(MINUTE_NANOS / 2);
  }

  @Test
  void longRequestIsMeasuredByTheCpuTime() {
    work.begin();
    useCpu(Duration.ofMillis(50));
    clock += MINUTE_NANOS;

    assertThat(work.nanos()).isBetween(TimeUnit.MILLISECONDS.toNanos(25), MINUTE_NANOS / 2);
  }

  @Test
  void workThatWasToldByTheClockIsNotToldAgain() {
    work.begin();
    clock += 1_000;
    long first = work.nanos();
    work.begin();
    clock += 30_000;

    assertThat(first).isEqualTo(6_000);
    assertThat(work.nanos()).isBetween(5_000L, 35_000L);
  }

  @Test
  void workBetweenRequestsIsToldForNone() {
    work.begin();
    clock += MINUTE_NANOS;
    work.nanos();
    useCpu(Duration.ofMillis(500));
    clock += MINUTE_NANOS;
    work.begin();
    clock += MINUTE_NANOS;

    assertThat(work.nanos()).isLessThan(TimeUnit.MILLISECONDS.toNanos(400));
  }

  @Test
  void wakeUpBeforeRequestIsItsWorkUpToABound() {
    work.begin();
    clock += 30_000;
    work.nanos();
    useCpu(Duration.ofMillis(10));
    clock += 1_000_000;
    work.begin();
    clock += 30_000;

    assertThat(work.nanos()).isEqualTo(135_000);
  }

  @Test
  void remainderOfShortRequestsIsToldForNone() {
    work.begin();
    clock += 30_000;
    work.nanos();
    work.begin();
    useCpu(Duration.ofMillis(10));
    clock += 1_000;
    work.nanos();
    work.begin();
    clock += 30_000;

    assertThat(work.nanos()).isEqualTo(35_000);
  }

  @Test
  void thinkTimeIsWork() {
    Duration thinkTime = Duration.ofSeconds(3);
    work.begin();
    work.addThinkTime(thinkTime);
    clock += thinkTime.toNanos();

    assertThat(work.nanos()).isBetween(thinkTime.toNanos(), thinkTime.plusMillis(500).toNanos());
  }

  private static void useCpu(Duration time) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long end = threads.getCurrentThreadCpuTime() + time.toNanos();
    while (threads.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
  }
}
