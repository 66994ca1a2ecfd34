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
  private static final int MOST_ATTEMPTS = 4;

  /** Fuzzing watches every branch, and code takes many times as long. */
  private static final int PATIENCE = System.getenv("JAZZER_FUZZ") == null ? 1 : 20;

  private CpuTime() {}

  /**
   * Does the work, more than once if need be, and fails if it never is done in time.
   *
   * @param limit of one attempt
   * @param what to name in the failure
   * @return what came out the last time
   */
  public static <T> T atMost(Duration limit, Object what, Supplier<T> work) {
    Duration most = limit.multipliedBy(PATIENCE);
    Duration least = most;
    for (int attempt = 1; true; attempt++) {
      long startNanos = THREADS.getCurrentThreadCpuTime();
      T answer = work.get();
      Duration taken = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - startNanos);
      least = attempt == 1 || taken.compareTo(least) < 0 ? taken : least;
      if (least.compareTo(most) < 0 || attempt == MOST_ATTEMPTS) {
        assertThat(least).as("CPU time of %s", what).isLessThan(most);
        return answer;
      }
    }
  }
}
