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
 * <p>{@link #recordActivity} may be called by any thread, {@link #check} by one.
 */
final class Heartbeat {

  /** The silence after which the client is pinged. */
  static final long PING_NANOS = TimeUnit.SECONDS.toNanos(15);

  static final int TIMEOUT_SECONDS = 23;

  /** The silence after which it is timed out; checked once a second, so within 25 s. */
  static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);

  private final LongSupplier nanoClock;
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

  Heartbeat(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
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
    if (silence < PING_NANOS || (pinged && pingedSinceNanos == activeAtNanos)) {
      return Verdict.ALIVE;
    }
    pinged = true;
    pingedSinceNanos = activeAtNanos;
    return Verdict.PING;
  }
}
