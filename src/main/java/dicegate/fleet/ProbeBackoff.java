package dicegate.fleet;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long one engine is waited for, and left alone, until it is ready: longer each time that it
 * was not. Confined to the fleet's thread.
 */
final class ProbeBackoff {

  /** How long the first probe may take; also how long the greeting may, each time. */
  private static final long PROBE_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How long the first connections may go without a greeting; enough for half the globe. */
  private static final long FIRST_HANDSHAKE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  /** So often the limits are doubled, once each time that the probe fails. */
  private static final int MAX_DOUBLINGS = 4;

  private static final long MIN_BACK_OFF_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long MAX_BACK_OFF_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final long timeoutNanos;
  private int failedProbes;
  private long backOffNanos;

  /**
   * Makes the patience with an engine that is to be connected to at once.
   *
   * @param timeoutNanos how long a request may take
   */
  ProbeBackoff(long timeoutNanos) {
    this.timeoutNanos = timeoutNanos;
  }

  /** Notes that the engine was given up before it was ready. */
  void onProbeFailed() {
    failedProbes = Math.min(failedProbes + 1, MAX_DOUBLINGS);
    backOffNanos = Math.min(Math.max(backOffNanos * 2, MIN_BACK_OFF_NANOS), MAX_BACK_OFF_NANOS);
  }

  /** Notes that the engine was given up after it was ready. */
  void onConnectionLost() {
    failedProbes = 0;
    backOffNanos = MIN_BACK_OFF_NANOS;
  }

  /** Returns how long to wait before the next attempt, in nanoseconds. */
  long backOffNanos() {
    return backOffNanos;
  }

  /** Returns how long a connection may go without the engine's greeting. */
  Duration handshakeLimit() {
    return Duration.ofNanos(handshakeLimitNanos());
  }

  /**
   * Returns how long the probe may go without an answer since the connection was opened. A busy
   * engine answers late, a handshake that JeroMQ lost never: so ever longer.
   *
   * @param handshaken whether somebody is at the other end
   */
  long probeLimitNanos(boolean handshaken) {
    return handshaken
        ? Math.min(PROBE_LIMIT_NANOS << failedProbes, Math.max(timeoutNanos, PROBE_LIMIT_NANOS))
        : Math.max(PROBE_LIMIT_NANOS, 2 * handshakeLimitNanos());
  }

  private long handshakeLimitNanos() {
    return FIRST_HANDSHAKE_NANOS << failedProbes;
  }
}
