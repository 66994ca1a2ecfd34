package dicegate.gateway;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Detects a client that has disappeared: every message shows that it is alive, and a ping asks for
 * a pong after a silence.
 *
 * <p>TCP does not notice a peer that vanishes without a FIN, and the containers' idle time-outs do
 * not either, because frames that the server sends reset them.
 *
 * <p>{@link #recordActivity} may be called by any thread, the other methods by one.
 */
final class Heartbeat {

  /** The longest silence after which the client is pinged. */
  static final long PING_NANOS = TimeUnit.SECONDS.toNanos(15);

  /** How much earlier than that a client may be pinged, so that pings are spread. */
  static final long PING_SPREAD_NANOS = TimeUnit.SECONDS.toNanos(3);

  static final int TIMEOUT_SECONDS = 23;

  /** The silence after which it is timed out; checked once a second, so within 25 s. */
  static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);

  private final LongSupplier nanoClock;
  private final long pingNanos;
  private volatile long lastActivityNanos;
  private long pingedSinceNanos; // the start of the silence for which the last ping was sent
  private boolean pinged;

  /** The state of a client. */
  enum Verdict {
    /** It was active lately, or a ping is unanswered. */
    ALIVE,
    /** It is silent, and a ping is due. */
    PING,
    /** It has been silent too long. */
    TIMED_OUT
  }

  /** Creates the heartbeat of a client that is pinged as late as possible. */
  Heartbeat(LongSupplier nanoClock) {
    this(nanoClock, 0);
  }

  /**
   * Creates the heartbeat of a client.
   *
   * @param spread decides when in {@link #PING_SPREAD_NANOS} it is pinged; any number, such as a
   *     hash
   */
  Heartbeat(LongSupplier nanoClock, int spread) {
    this.nanoClock = nanoClock;
    this.pingNanos =
        PING_NANOS
            - Math.floorMod(spread, TimeUnit.NANOSECONDS.toMillis(PING_SPREAD_NANOS) + 1)
                * TimeUnit.MILLISECONDS.toNanos(1);
    this.lastActivityNanos = nanoClock.getAsLong();
  }

  /** Records that the client sent a message, a ping or a pong. */
  void recordActivity() {
    lastActivityNanos = nanoClock.getAsLong();
  }

  /** Judges the silence so far; returns {@code PING} once per silence. */
  Verdict check() {
    long activeAtNanos = lastActivityNanos;
    long silence = nanoClock.getAsLong() - activeAtNanos;
    if (silence >= TIMEOUT_NANOS) {
      return Verdict.TIMED_OUT;
    }
    if (silence < pingNanos || isPinged(activeAtNanos)) {
      return Verdict.ALIVE;
    }
    pinged = true;
    pingedSinceNanos = activeAtNanos;
    return Verdict.PING;
  }

  /** Returns the time until the next check is due, if the client stays silent. */
  long nanosToNextCheck() {
    long activeAtNanos = lastActivityNanos;
    long silence = nanoClock.getAsLong() - activeAtNanos;
    return (isPinged(activeAtNanos) ? TIMEOUT_NANOS : pingNanos) - silence;
  }

  private boolean isPinged(long activeAtNanos) {
    return pinged && pingedSinceNanos == activeAtNanos;
  }
}
