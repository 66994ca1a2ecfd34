package dicegate.gateway;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A token bucket: allows a number of messages per second, and a burst of {@link #BURST_SECONDS}
 * seconds' worth after a pause.
 *
 * <p>It stores only the time at which it will be full (the generic cell rate algorithm), and so
 * knows to the nanosecond when the next token is available. Not thread-safe: one thread at a time.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm">generic cell rate
 *     algorithm</a>
 */
final class TokenBucket {

  /** The size of a burst: the tokens of so many seconds. */
  static final int BURST_SECONDS = 2;

  private final LongSupplier nanoClock;
  private final long nanosEach;
  private long fullAtNanos;

  /**
   * Creates a full bucket.
   *
   * @param rate tokens per second; 0 is no limit
   */
  TokenBucket(int rate, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.nanosEach = rate == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / rate;
    this.fullAtNanos = nanoClock.getAsLong();
  }

  /**
   * Takes a token if there is one.
   *
   * @return 0 if a token was taken, else the milliseconds until there is one, rounded up
   */
  int take() {
    if (nanosEach == 0) {
      return 0;
    }
    long now = nanoClock.getAsLong();
    long missingNanos = Math.max(0, fullAtNanos - now) + nanosEach;
    long waitNanos = missingNanos - TimeUnit.SECONDS.toNanos(BURST_SECONDS);
    if (waitNanos > 0) {
      return (int) Math.ceilDiv(waitNanos, TimeUnit.MILLISECONDS.toNanos(1));
    }
    fullAtNanos = now + missingNanos;
    return 0;
  }
}
