package dicegate.gateway;

import java.util.function.LongSupplier;

/**
 * How fast one connection may send messages. What comes faster is refused, and who goes on far
 * faster all the same is not served at all: refusals cost work too, and others would pay for it.
 *
 * <p>Confined to whoever calls for its connection, one at a time.
 */
final class RateLimit {

  /** How many times the rate may be refused; with the default, 500 a second. */
  static final int MAX_REFUSALS_PER_MESSAGE = 25;

  private final TokenBucket messages;
  private final TokenBucket refusals;

  /**
   * Makes one with nothing used up.
   *
   * @param rate messages a second; 0: no limit
   */
  RateLimit(int rate, LongSupplier nanoClock) {
    messages = new TokenBucket(rate, nanoClock);
    refusals = new TokenBucket(rate * MAX_REFUSALS_PER_MESSAGE, nanoClock);
  }

  /**
   * Takes note of a message.
   *
   * @return 0 if it may be served, else the milliseconds until the next one may
   */
  int take() {
    return messages.take();
  }

  /** Takes note of a refusal; true if there were far too many. */
  boolean isFlooding() {
    return refusals.take() > 0;
  }
}
