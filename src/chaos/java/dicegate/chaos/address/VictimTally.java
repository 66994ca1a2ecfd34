package dicegate.chaos.address;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What the victims noticed over a time. Thread-safe. */
final class VictimTally {
  private static final int DIGITS = 3;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Histogram latency = new Histogram(DIGITS);
  private final Map<String, Integer> errors = new TreeMap<>();
  private int asked;

  synchronized void asked() {
    asked++;
  }

  synchronized void answered(long nanos) {
    latency.recordValue(Math.max(0, nanos));
  }

  synchronized void failed(String error) {
    errors.merge(error, 1, Integer::sum);
  }

  /** Returns whether every roll was answered or failed. */
  synchronized boolean isComplete() {
    return latency.getTotalCount() + errorCount() >= asked;
  }

  synchronized long errorCount() {
    return errors.values().stream().mapToLong(Integer::intValue).sum();
  }

  /** Returns the kinds of errors with their counts. */
  synchronized Map<String, Integer> errors() {
    return Map.copyOf(errors);
  }

  synchronized long answeredCount() {
    return latency.getTotalCount();
  }

  /** Returns a percentile of the latency, in milliseconds. */
  synchronized double millis(double percentile) {
    return latency.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
  }
}
