package dicegate.telemetry;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * A histogram of durations, with buckets from half a millisecond to a minute. Thread-safe;
 * recording never blocks.
 *
 * @see <a href="https://prometheus.io/docs/practices/histograms/">Prometheus, histograms</a>
 */
final class LatencyHistogram {

  /** The buckets' upper bounds in seconds; one more bucket is for longer durations. */
  private static final double[] BOUNDS_SECONDS = {
    0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60
  };

  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private static final long[] BOUNDS_NANOS =
      Arrays.stream(BOUNDS_SECONDS).mapToLong(LatencyHistogram::nanos).toArray();

  private final LongAdder[] buckets = new LongAdder[BOUNDS_SECONDS.length + 1];
  private final LongAdder sumNanos = new LongAdder();

  LatencyHistogram() {
    Arrays.setAll(buckets, i -> new LongAdder());
  }

  /** Returns the upper bound of each bucket in seconds; that of the last one is infinite. */
  static double[] boundsSeconds() {
    double[] bounds = Arrays.copyOf(BOUNDS_SECONDS, BOUNDS_SECONDS.length + 1);
    bounds[BOUNDS_SECONDS.length] = Double.POSITIVE_INFINITY;
    return bounds;
  }

  /** Records a duration; a negative one, from a clock that went back, counts as 0. */
  void record(long nanos) {
    long taken = Math.max(nanos, 0);
    int at = Arrays.binarySearch(BOUNDS_NANOS, taken);
    buckets[at < 0 ? -at - 1 : at].increment();
    sumNanos.add(taken);
  }

  /** Returns the number of durations in each bucket, not cumulated. */
  long[] counts() {
    return Arrays.stream(buckets).mapToLong(LongAdder::sum).toArray();
  }

  double sumSeconds() {
    return sumNanos.sum() / NANOS_PER_SECOND;
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * NANOS_PER_SECOND);
  }
}
