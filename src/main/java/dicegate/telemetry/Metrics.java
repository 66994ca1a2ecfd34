package dicegate.telemetry;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What is measured where it happens: one counter for each {@link Counter}, one histogram for each
 * {@link Timing}, and the faces of dice. Thread-safe; measuring never blocks.
 */
public final class Metrics {

  private final Map<Counter, LongAdder> counts = new EnumMap<>(Counter.class);
  private final Map<Timing, LatencyHistogram> timings = new EnumMap<>(Timing.class);
  private final List<FaceCounts> faces = new CopyOnWriteArrayList<>();

  public Metrics() {
    for (Counter counter : Counter.values()) {
      counts.put(counter, new LongAdder());
    }
    for (Timing timing : Timing.values()) {
      timings.put(timing, new LatencyHistogram());
    }
  }

  /** Counts one. */
  public void count(Counter counter) {
    counterOf(counter).increment();
  }

  /** Returns what was counted so far; exact once the counting threads are quiet. */
  public long total(Counter counter) {
    return counterOf(counter).sum();
  }

  /** Records how long something took, in nanoseconds. */
  public void record(Timing timing, long nanos) {
    histogram(timing).record(nanos);
  }

  /** Returns a tally for one more thread that rolls dice; it is kept as long as this. */
  public FaceCounts newFaceCounts() {
    FaceCounts tally = new FaceCounts();
    faces.add(tally);
    return tally;
  }

  LatencyHistogram histogram(Timing timing) {
    return known(timings.get(timing), timing);
  }

  /** Returns how often a face of a die that is counted came up in all. */
  long faces(int sides, int value) {
    return faces.stream().mapToLong(tally -> tally.total(sides, value)).sum();
  }

  private LongAdder counterOf(Counter counter) {
    return known(counts.get(counter), counter);
  }

  private static <T> T known(@Nullable T instrument, Enum<?> of) {
    if (instrument == null) {
      throw new IllegalStateException("nothing measures " + of);
    }
    return instrument;
  }
}
