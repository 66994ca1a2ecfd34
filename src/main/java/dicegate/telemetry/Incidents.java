package dicegate.telemetry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;

/**
 * Faults of our own: each is logged once, under an id that the client is told too, so that a report
 * finds its stack trace. Thread-safe.
 */
public final class Incidents {

  private final Meters meters;

  public Incidents(Meters meters) {
    this.meters = meters;
  }

  /**
   * Counts and logs a fault.
   *
   * @param where the part of the code that caught it, as one word
   * @return the incident's id, for the client
   */
  public String report(Logger log, String where, Throwable fault) {
    String id = UUID.randomUUID().toString();
    meters.count(Meter.INCIDENTS);
    log.log(Level.ERROR, "incident id=" + id + " where=" + where, fault);
    return id;
  }
}
