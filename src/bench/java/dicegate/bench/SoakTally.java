package dicegate.bench;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** The counts and latencies of all clients. Thread-safe. */
final class SoakTally {

  private static final Pattern CODE = Pattern.compile("\"code\":\"([^\"]+)\"");
  private static final int DIGITS = 3;

  private final Recorder latencyNanos = new Recorder(DIGITS);
  private final Histogram allNanos = new Histogram(DIGITS);
  private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
  private final LongAdder skipped = new LongAdder();
  private final LongAdder seen = new LongAdder();
  private final LongAdder opened = new LongAdder();

  /** Counts a right answer with its latency, measured from when its turn was due. */
  void answered(long nanos) {
    latencyNanos.recordValue(Math.max(0, nanos));
  }

  /** Counts an error of the service by its code. */
  void refused(String text) {
    Matcher matcher = CODE.matcher(text);
    String code = matcher.find() ? matcher.group(1) : text;
    refusals.computeIfAbsent(code, any -> new LongAdder()).increment();
  }

  /** Counts a skipped turn: the connection was not open, or had too many unanswered requests. */
  void skipped() {
    skipped.increment();
  }

  /** Counts a roll of another member at a table. */
  void seen() {
    seen.increment();
  }

  /** Counts a brief connection. */
  void opened() {
    opened.increment();
  }

  /** Discards the counts of the warm-up. */
  void reset() {
    latencyNanos.reset();
    refusals.clear();
    skipped.reset();
    seen.reset();
    opened.reset();
  }

  /** Returns the latencies since the last call or {@link #reset}. For one thread. */
  Histogram latestNanos() {
    Histogram latest = latencyNanos.getIntervalHistogram();
    allNanos.add(latest);
    return latest;
  }

  /** Returns all latencies that {@link #latestNanos} has returned. For the same thread. */
  Histogram allNanos() {
    return allNanos;
  }

  /** Returns the number of errors. */
  long refusedCount() {
    return refusals.values().stream().mapToLong(LongAdder::sum).sum();
  }

  @Override
  public String toString() {
    return "%,d turns skipped, %,d rolls of others seen at tables, %,d connections opened and closed, errors %s"
        .formatted(skipped.sum(), seen.sum(), opened.sum(), refusals);
  }
}
