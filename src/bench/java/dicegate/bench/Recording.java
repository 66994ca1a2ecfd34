package dicegate.bench;

import org.HdrHistogram.Histogram;

/** Counts and latencies of the answers during a measurement. Confined to one thread. */
final class Recording {
  private static final long LONGEST_NANOS = 120_000_000_000L;
  private static final int DIGITS = 3;

  private final Histogram latencyNanos = new Histogram(LONGEST_NANOS, DIGITS);
  private long refused;

  void answered(long nanos) {
    latencyNanos.recordValue(Math.min(nanos, LONGEST_NANOS));
  }

  void refused() {
    refused++;
  }

  /** Returns the number of right answers. */
  long answers() {
    return latencyNanos.getTotalCount();
  }

  /** Returns the number of answers that were an error of the service, such as busy. */
  long refusals() {
    return refused;
  }

  /** Returns the latencies of the right answers. */
  Histogram latencyNanos() {
    return latencyNanos;
  }
}
