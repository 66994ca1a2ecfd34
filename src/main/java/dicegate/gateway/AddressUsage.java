package dicegate.gateway;

import dicegate.http.TokenBucket;
import java.util.function.LongSupplier;

/** What all clients of one address use of their {@link AddressLimits}. Thread-safe. */
final class AddressUsage {

  private final TokenBucket messages; // guarded by itself
  private final boolean isRateLimited;
  private final ConcurrencyLimit rolls;
  private final ConcurrencyLimit odds;

  AddressUsage(AddressLimits limits, LongSupplier nanoClock) {
    messages = new TokenBucket(limits.rate(), nanoClock);
    isRateLimited = limits.rate() > 0;
    rolls = ConcurrencyLimit.ofAddress(limits.inFlight());
    odds = ConcurrencyLimit.ofAddress(AddressLimits.MAX_ODDS_IN_FLIGHT);
  }

  /** Returns the usage of clients that addresses do not distinguish: nothing is limited. */
  static AddressUsage unlimited() {
    return new AddressUsage();
  }

  private AddressUsage() {
    messages = new TokenBucket(0, () -> 0);
    isRateLimited = false;
    rolls = ConcurrencyLimit.ofAddress(Integer.MAX_VALUE);
    odds = ConcurrencyLimit.ofAddress(Integer.MAX_VALUE);
  }

  /**
   * Counts a message.
   *
   * @return 0 if it is within the rate, else the milliseconds until the next one is
   */
  int take() {
    if (!isRateLimited) {
      return 0;
    }
    synchronized (messages) {
      return messages.take();
    }
  }

  /** Returns the limit on unanswered rolls. */
  ConcurrencyLimit rolls() {
    return rolls;
  }

  /** Returns the limit on unanswered requests for odds. */
  ConcurrencyLimit odds() {
    return odds;
  }
}
