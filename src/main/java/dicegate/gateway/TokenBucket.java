package dicegate.gateway;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How fast one connection may ask: so many messages a second, and twice as many at once after a
 * rest.
 *
 * <p>It keeps one time, that at which it would be full again (the generic cell rate algorithm), so
 * it knows to the nanosecond when the next message may come. Confined to whoever calls for its
 * connection, one at a time.
 */
final class TokenBucket {

  /** How many seconds' worth of messages may come at once. */
  static final int BURST_SECONDS = 2;

  private final LongSupplier nanoClock;
  private final long nanosEach;
  private long fullAtNanos;

  /**
   * Makes a full one.
   *
   * @param rate messages a second; 0: no limit
   */
  TokenBucket(int rate, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.nanosEach = rate == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / rate;
    this.fullAtNanos = nanoClock.getAsLong();
  }

  /**
   * Takes a token if there is one.
   *
   * @return 0 if it was taken, else the milliseconds until there is one, rounded up
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
