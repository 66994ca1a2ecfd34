package dicegate.telemetry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;

/**
 * Faults of Dicegate itself: each is logged once, with an id that the client gets too, so that the
 * stack trace of a reported fault can be found. Thread-safe.
 */
public final class Incidents {

  private final Metrics metrics;

  public Incidents(Metrics metrics) {
    this.metrics = metrics;
  }

  /**
   * Counts and logs a fault.
   *
   * @param where the part of the code that caught it, in one word
   * @return the incident's id, for the client
   */
  public String report(Logger log, String where, Throwable fault) {
    String id = UUID.randomUUID().toString();
    metrics.count(Counter.INCIDENTS);
    log.log(Level.ERROR, "incident id=" + id + " where=" + where, fault);
    return id;
  }
}
