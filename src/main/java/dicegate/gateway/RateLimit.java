package dicegate.gateway;

import dicegate.http.TokenBucket;
import java.util.function.LongSupplier;

/**
 * The rate limit of one connection's messages. Messages over the rate are refused; a client that
 * keeps sending far faster is closed, because refusals cost work, too.
 *
 * <p>Confined to the thread that handles the connection's messages, one at a time.
 */
final class RateLimit {

  /** The maximum rate of refusals, as a multiple of the rate; by default 500 per second. */
  static final int MAX_REFUSALS_PER_MESSAGE = 25;

  private final TokenBucket messages;
  private final TokenBucket refusals;

  /**
   * Creates an unused limit.
   *
   * @param rate messages per second; 0 is no limit
   */
  RateLimit(int rate, LongSupplier nanoClock) {
    messages = new TokenBucket(rate, nanoClock);
    refusals = new TokenBucket(rate * MAX_REFUSALS_PER_MESSAGE, nanoClock);
  }

  /**
   * Counts a message.
   *
   * @return 0 if it is within the rate, else the milliseconds until the next one is
   */
  int take() {
    return messages.take();
  }

  /** Counts a refusal; true if there are far too many. */
  boolean isFlooding() {
    return refusals.take() > 0;
  }
}
