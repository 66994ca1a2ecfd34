package dicegate.telemetry;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** One counter for each {@link Meter}. Thread-safe; counting never blocks. */
public final class Meters {

  private final Map<Meter, LongAdder> counts = new EnumMap<>(Meter.class);

  public Meters() {
    for (Meter meter : Meter.values()) {
      counts.put(meter, new LongAdder());
    }
  }

  /** Counts one. */
  public void count(Meter meter) {
    adder(meter).increment();
  }

  /** Returns what was counted so far; exact once the counting threads are quiet. */
  public long total(Meter meter) {
    return adder(meter).sum();
  }

  private LongAdder adder(Meter meter) {
    LongAdder adder = counts.get(meter);
    if (adder == null) {
      throw new IllegalStateException("no counter for " + meter);
    }
    return adder;
  }
}
