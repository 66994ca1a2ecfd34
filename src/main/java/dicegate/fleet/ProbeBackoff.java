package dicegate.fleet;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The time limits of connecting to one engine and of the pause between attempts; they grow with
 * each failed attempt. Confined to the fleet's thread.
 */
final class ProbeBackoff {

  /** Time limit of the first probe; also the least limit of every handshake. */
  private static final long PROBE_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Handshake limit of the first connections; enough for peers half the globe away. */
  private static final long FIRST_HANDSHAKE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  /** Doublings of the limits at most, one for each failed probe. */
  private static final int MAX_DOUBLINGS = 4;

  private static final long MIN_BACK_OFF_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long MAX_BACK_OFF_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** The longest pause for an engine that answers probes and no requests. */
  private static final long MAX_TRIAL_BACK_OFF_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final long timeoutNanos;
  private int failedProbes;
  private int failedTrials;
  private long backOffNanos;

  /**
   * Starts with the lowest limits and no pause before the first attempt.
   *
   * @param timeoutNanos the time limit of a request
   */
  ProbeBackoff(long timeoutNanos) {
    this.timeoutNanos = timeoutNanos;
  }

  /** Records that the engine was given up before it was ready. */
  void onProbeFailed() {
    failedProbes = Math.min(failedProbes + 1, MAX_DOUBLINGS);
    long doubled = Math.min(Math.max(backOffNanos * 2, MIN_BACK_OFF_NANOS), MAX_BACK_OFF_NANOS);
    backOffNanos = Math.max(doubled, trialBackOffNanos());
  }

  /** Records that the engine was given up after it was ready. */
  void onConnectionLost() {
    failedProbes = 0;
    backOffNanos = trialBackOffNanos();
  }

  /** Records that the engine was given up with requests in flight, and had answered none. */
  void onTrialFailed() {
    failedTrials++;
    onConnectionLost();
  }

  /** Records that the engine has answered a request. */
  void onTrialPassed() {
    failedTrials = 0;
  }

  /** Returns the pause before the next attempt, in nanoseconds. */
  long backOffNanos() {
    return backOffNanos;
  }

  /** Returns the time limit for the engine's greeting on a new connection. */
  Duration handshakeLimit() {
    return Duration.ofNanos(handshakeLimitNanos());
  }

  /**
   * Returns the time limit for the reply to the probe, from the opening of the connection. It grows
   * with each failure, because a busy engine replies late; it is finite, because a handshake that
   * JeroMQ lost never ends.
   *
   * @param handshaken whether the handshake is done
   */
  long probeLimitNanos(boolean handshaken) {
    return handshaken
        ? Math.min(PROBE_LIMIT_NANOS << failedProbes, Math.max(timeoutNanos, PROBE_LIMIT_NANOS))
        : Math.max(PROBE_LIMIT_NANOS, 2 * handshakeLimitNanos());
  }

  /** Returns the pause after trials that failed: twice as long each time. */
  private long trialBackOffNanos() {
    int doublings = Math.min(failedTrials, Long.numberOfLeadingZeros(MAX_TRIAL_BACK_OFF_NANOS) / 2);
    return Math.min(MIN_BACK_OFF_NANOS << doublings, MAX_TRIAL_BACK_OFF_NANOS);
  }

  private long handshakeLimitNanos() {
    return FIRST_HANDSHAKE_NANOS << failedProbes;
  }
}
