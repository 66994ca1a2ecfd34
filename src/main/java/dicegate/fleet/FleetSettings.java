package dicegate.fleet;

import dicegate.zmq.CurveClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the fleet needs to know.
 *
 * @param engines the engines to ask, 1 to {@link #MAX_ENGINES} of them, each once
 * @param embeddedAddress where the embedded engine serves, a ZeroMQ address
 * @param curve the keys for engines of the v1 contract on tcp; empty to speak with them in clear
 * @param timeout how long a request may take in all, more than 0
 * @param capacity how many requests may be unanswered at a time, 1 or more
 */
public record FleetSettings(
    List<EngineEndpoint> engines,
    String embeddedAddress,
    Optional<CurveClient> curve,
    Duration timeout,
    int capacity) {

  /** Enough for 1,000 connections with 32 requests each; 256 MiB at most, of the longest texts. */
  public static final int DEFAULT_CAPACITY = 32_768;

  /** The most engines, those behind host names counted each. */
  public static final int MAX_ENGINES = 256;

  public FleetSettings {
    engines = List.copyOf(engines);
    if (engines.isEmpty() || engines.size() > MAX_ENGINES) {
      throw new IllegalArgumentException("engines out of range: " + engines.size());
    }
    if (engines.stream().distinct().count() < engines.size()) {
      throw new IllegalArgumentException("an engine is named twice: " + engines);
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be more than 0: " + timeout);
    }
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be 1 or more: " + capacity);
    }
  }
}
