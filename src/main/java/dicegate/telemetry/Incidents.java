package dicegate.telemetry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Faults of Dicegate itself, logged with an id that the client gets too, so that the stack trace of
 * a reported fault can be found. At most one a second is logged, since a client may be able to
 * repeat its fault; the others are counted. Thread-safe.
 */
public final class Incidents {

  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Metrics metrics;
  private final LongSupplier nanoClock;
  private final AtomicLong unlogged = new AtomicLong();
  private final AtomicLong loggedNanos;

  public Incidents(Metrics metrics) {
    this(metrics, System::nanoTime);
  }

  /**
   * Creates it with another clock.
   *
   * @param nanoClock returns the time as {@link System#nanoTime} does
   */
  Incidents(Metrics metrics, LongSupplier nanoClock) {
    this.metrics = metrics;
    this.nanoClock = nanoClock;
    this.loggedNanos = new AtomicLong(nanoClock.getAsLong() - INTERVAL_NANOS);
  }

  /**
   * Counts a fault, and logs it unless another one was logged within the last second.
   *
   * @param where the part of the code that caught it, in one word
   * @return the incident's id, for the client
   */
  public String report(Logger log, String where, Throwable fault) {
    String id = UUID.randomUUID().toString();
    metrics.count(Counter.INCIDENTS);
    long now = nanoClock.getAsLong();
    long last = loggedNanos.get();
    if (now - last >= INTERVAL_NANOS && loggedNanos.compareAndSet(last, now)) {
      long more = unlogged.getAndSet(0);
      String line = "incident id=" + id + " where=" + where;
      log.log(Level.ERROR, more == 0 ? line : line + " unlogged=" + more, fault);
    } else {
      unlogged.incrementAndGet();
    }
    return id;
  }
}
