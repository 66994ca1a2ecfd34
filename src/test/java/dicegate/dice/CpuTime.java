package dicegate.dice;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.Supplier;

/** Holds work to the time of its own thread, whatever else the machine has to do. Stateless. */
public final class CpuTime {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * The first time, classes may have to be loaded; and code is interpreted that is compiled later.
   */
  private static final int MAX_ATTEMPTS = 4;

  /** Fuzzing watches every branch, and code takes many times as long. */
  private static final int SLOWDOWN_FACTOR = System.getenv("JAZZER_FUZZ") == null ? 1 : 20;

  private CpuTime() {}

  /**
   * Does the work, more than once if need be, and fails if it never is done in time.
   *
   * @param limit of one attempt
   * @param what to name in the failure
   * @return what came out the last time
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
