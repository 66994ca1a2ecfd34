package dicegate.fleet;

import java.time.Duration;

/**
 * What the fleet needs to know.
 *
 * @param engine the engine to ask
 * @param timeout how long a request may take in all, more than 0
 * @param capacity how many requests may be unanswered at a time, 1 or more
 */
public record FleetSettings(EngineEndpoint engine, Duration timeout, int capacity) {

  /** Enough for 1,000 connections with 32 requests each; 256 MiB at most, of the longest texts. */
  public static final int DEFAULT_CAPACITY = 32_768;

  public FleetSettings {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be more than 0: " + timeout);
    }
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be 1 or more: " + capacity);
    }
  }
}
