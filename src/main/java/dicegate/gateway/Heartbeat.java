package dicegate.gateway;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whether a client is still there: whatever it sends is a sign of life, and a ping asks it for one.
 *
 * <p>TCP tells nothing of a peer that vanished without a FIN. The containers' idle time-outs do not
 * either: they count what the server sends.
 *
 * <p>{@link #recordActivity} may be called by any thread, {@link #check} by one.
 */
final class Heartbeat {

  /** After so long a silence the client is pinged. */
  static final long PING_NANOS = TimeUnit.SECONDS.toNanos(15);

  /** After so long a silence it is gone; with the clock's step, within 25 s. */
  static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(23);

  private final LongSupplier nanoClock;
  private volatile long lastActivityNanos;
  private long pingedFor; // the silence, by when it began, that was pinged for
  private boolean pinged;

  /** What is to be done about a client. */
  enum Verdict {
    /** Nothing: it was heard of lately, or was just asked. */
    ALIVE,
    /** Ask it. */
    PING,
    /** Give it up. */
    TIMED_OUT
  }

  Heartbeat(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.lastActivityNanos = nanoClock.getAsLong();
  }

  /** Takes note of anything that the client sent. */
  void recordActivity() {
    lastActivityNanos = nanoClock.getAsLong();
  }

  /** Judges the silence so far; says {@code PING} once a silence. */
  Verdict check() {
    long heardAt = lastActivityNanos;
    long silence = nanoClock.getAsLong() - heardAt;
    if (silence >= TIMEOUT_NANOS) {
      return Verdict.TIMED_OUT;
    }
    if (silence < PING_NANOS || (pinged && pingedFor == heardAt)) {
      return Verdict.ALIVE;
    }
    pinged = true;
    pingedFor = heardAt;
    return Verdict.PING;
  }
}
