package dicegate.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Measures a worker's work for a request: the CPU time of its thread, since the time on the clock
 * would count against the client that the thread was preempted.
 *
 * <p>To read a thread's CPU time costs more than to roll {@code 3d6}. So a request that was short
 * by the clock is not measured otherwise, and the CPU time is read before a request only if the
 * last reading is no longer recent. Confined to the worker's thread.
 */
final class WorkMeter {

  /** What it takes to wake up, to receive a request and to send the reply. */
  private static final long OVERHEAD_NANOS = TimeUnit.MICROSECONDS.toNanos(5);

  /** By the clock; some ten times as long as a reading. */
  private static final long SHORT_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

  private static final long RECENT_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /**
   * The most CPU time between two requests that counts for the second. It is what the sleep, the
   * wake-up and the reply before it take, some 20 µs, but not all that the thread does while no
   * request comes.
   */
  private static final long MAX_BETWEEN_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private final LongSupplier nanoClock;
  private long beginNanos;
  private long waitedNanos;
  private long readAtNanos;
  private long cpuNanos;

  /** The work told since the last reading. */
  private long toldNanos;

  /**
   * Makes a meter.
   *
   * @param nanoClock the time on the clock, in nanoseconds
   */
  WorkMeter(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.readAtNanos = nanoClock.getAsLong() - RECENT_NANOS;
  }

  /** Begins to measure a request. */
  void begin() {
    waitedNanos = 0;
    beginNanos = nanoClock.getAsLong();
    if (beginNanos - readAtNanos >= RECENT_NANOS) {
      readCpuTime(beginNanos);
    }
  }

  /** Adds think-time, in which the thread waits and no other request can have the worker. */
  void addThinkTime(Duration thinkTime) {
    waitedNanos += thinkTime.toNanos();
  }

  /** Returns the work since the request began, with the think-time, in nanoseconds. */
  long nanos() {
    long now = nanoClock.getAsLong();
    long takenNanos = OVERHEAD_NANOS + now - beginNanos;
    if (now - beginNanos <= SHORT_NANOS) {
      toldNanos += takenNanos;
      return takenNanos;
    }
    long toldNanosBefore = toldNanos;
    long before = cpuNanos + toldNanos;
    readCpuTime(now);
    // Requests that were not measured leave a remainder, which is not this one's.
    long betweenNanos = toldNanosBefore == 0 ? MAX_BETWEEN_NANOS : 0;
    long mostNanos = Math.max(OVERHEAD_NANOS, takenNanos - waitedNanos + betweenNanos);
    return waitedNanos + Math.clamp(cpuNanos - before, OVERHEAD_NANOS, mostNanos);
  }

  private void readCpuTime(long now) {
    cpuNanos = CPU.getCurrentThreadCpuTime();
    readAtNanos = now;
    toldNanos = 0;
  }
}
