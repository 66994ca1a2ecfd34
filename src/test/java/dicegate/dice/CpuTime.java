package dicegate.dice;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.Supplier;

/** Limits work by the CPU time of its thread, independent of the load of the machine. Stateless. */
public final class CpuTime {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** The first attempts may be slow, since classes are loaded and code is not compiled yet. */
  private static final int MAX_ATTEMPTS = 4;

  /** Under fuzzing, instrumented code takes many times as long. */
  private static final int SLOWDOWN_FACTOR = System.getenv("JAZZER_FUZZ") == null ? 1 : 20;

  private CpuTime() {}

  /**
   * Does the work, repeatedly if necessary, and fails if no attempt is within the limit.
   *
   * @param limit the CPU time of one attempt
   * @param what the description in the failure
   * @return the result of the last attempt
   */
  public static <T> T atMost(Duration limit, Object what, Supplier<T> work) {
    Duration allowed = limit.multipliedBy(SLOWDOWN_FACTOR);
    Duration shortest = allowed;
    for (int attempt = 1; true; attempt++) {
      long startNanos = THREADS.getCurrentThreadCpuTime();
      T result = work.get();
      Duration taken = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - startNanos);
      shortest = attempt == 1 || taken.compareTo(shortest) < 0 ? taken : shortest;
      if (shortest.compareTo(allowed) < 0 || attempt == MAX_ATTEMPTS) {
        assertThat(shortest).as("CPU time of %s", what).isLessThan(allowed);
        return result;
      }
    }
  }
}
