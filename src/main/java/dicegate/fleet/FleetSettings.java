package dicegate.fleet;

import dicegate.zmq.CurveClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings of the fleet.
 *
 * @param engines the configured engines, 1 to {@link #MAX_ENGINES}, without duplicates
 * @param embeddedWorkers the ZeroMQ addresses of the embedded engine's workers
 * @param curve the keys for v1 engines on tcp; empty for connections in clear
 * @param timeout the time from request to answer, engines that fail included; more than 0
 * @param capacity the limit on unanswered requests, 1 or more
 */
public record FleetSettings(
    List<EngineEndpoint> engines,
    List<String> embeddedWorkers,
    Optional<CurveClient> curve,
    Duration timeout,
    int capacity) {

  /** Enough for 1,000 connections with 32 requests each; 256 MiB at most, of the longest texts. */
  public static final int DEFAULT_CAPACITY = 32_768;

  /** The most engines, each address behind a host name counted. */
  public static final int MAX_ENGINES = 256;

  public FleetSettings {
    engines = List.copyOf(engines);
    embeddedWorkers = List.copyOf(embeddedWorkers);
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
