package dicegate.http;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A token bucket: allows a number of events per second, and a burst after a pause, by default of
 * {@link #BURST_SECONDS} seconds' worth.
 *
 * <p>It stores only the time at which it will be full (the generic cell rate algorithm), and so
 * knows to the nanosecond when the next token is available. Not thread-safe: one thread at a time.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm">generic cell rate
 *     algorithm</a>
 */
public final class TokenBucket {

  /** The size of a burst: the tokens of so many seconds. */
  public static final int BURST_SECONDS = 2;

  private final LongSupplier nanoClock;
  private final long nanosEach;
  private final long burstNanos;
  private long fullAtNanos;

  /**
   * Creates a full bucket.
   *
   * @param rate tokens per second; 0 is no limit
   */
  public TokenBucket(int rate, LongSupplier nanoClock) {
    this(rate, rate * BURST_SECONDS, nanoClock);
  }

  /**
   * Creates a full bucket.
   *
   * @param rate tokens per second; 0 is no limit
   * @param burst the most tokens in it
   */
  public TokenBucket(int rate, int burst, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.nanosEach = rate == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / rate;
    this.burstNanos = burst * nanosEach;
    this.fullAtNanos = nanoClock.getAsLong();
  }

  /**
   * Takes a token if there is one.
   *
   * @return 0 if a token was taken, else the milliseconds until there is one, rounded up
   */
  public int take() {
    return take(1);
  }

  /**
   * Takes several tokens, or none; more than a burst has count as a burst.
   *
   * @return 0 if they were taken, else the milliseconds until there are as many, rounded up
   */
  public int take(int tokens) {
    if (nanosEach == 0) {
      return 0;
    }
    long now = nanoClock.getAsLong();
    long missingNanos = Math.max(0, fullAtNanos - now) + Math.min(tokens * nanosEach, burstNanos);
    long waitNanos = missingNanos - burstNanos;
    if (waitNanos > 0) {
      return (int) Math.ceilDiv(waitNanos, TimeUnit.MILLISECONDS.toNanos(1));
    }
    fullAtNanos = now + missingNanos;
    return 0;
  }
}
