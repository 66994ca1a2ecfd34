package dicegate.telemetry;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The values of all counters and histograms: one for each {@link Counter} and each {@link Timing},
 * and the faces of dice. Thread-safe; counting and recording never block.
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

  /** Increments a counter. */
  public void count(Counter counter) {
    counterOf(counter).increment();
  }

  /** Returns the value of a counter; exact while no thread is counting. */
  public long total(Counter counter) {
    return counterOf(counter).sum();
  }

  /** Records a duration in nanoseconds. */
  public void record(Timing timing, long nanos) {
    histogram(timing).record(nanos);
  }

  /**
   * Returns the face counts for another thread that rolls dice; they live as long as this object.
   */
  public FaceCounts newFaceCounts() {
    FaceCounts counts = new FaceCounts();
    faces.add(counts);
    return counts;
  }

  LatencyHistogram histogram(Timing timing) {
    return required(timings.get(timing), timing);
  }

  /** Returns the count of a face of a counted die, over all threads. */
  long faces(int sides, int value) {
    return faces.stream().mapToLong(counts -> counts.total(sides, value)).sum();
  }

  private LongAdder counterOf(Counter counter) {
    return required(counts.get(counter), counter);
  }

  private static <T> T required(@Nullable T instrument, Enum<?> of) {
    if (instrument == null) {
      throw new IllegalStateException("not initialized: " + of);
    }
    return instrument;
  }
}
