package dicegate.gateway;

import dicegate.telemetry.Counter;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A limit on the number of unanswered requests of one kind, of one client or of all clients of one
 * address. Thread-safe.
 */
final class ConcurrencyLimit {

  private final int max;
  private final Counter refusals;
  private final @Nullable ConcurrencyLimit whole;
  private final AtomicInteger unanswered = new AtomicInteger();

  private ConcurrencyLimit(int max, Counter refusals, @Nullable ConcurrencyLimit whole) {
    this.max = max;
    this.refusals = refusals;
    this.whole = whole;
  }

  /** Creates the limit of all clients of one address. */
  static ConcurrencyLimit ofAddress(int max) {
    return new ConcurrencyLimit(max, Counter.REQUESTS_OVER_ADDRESS_IN_FLIGHT, null);
  }

  /**
   * Creates the limit of one client.
   *
   * @param address the limit of all clients of its address, which applies too
   */
  static ConcurrencyLimit ofClient(int max, ConcurrencyLimit address) {
    return new ConcurrencyLimit(max, Counter.REQUESTS_OVER_IN_FLIGHT, address);
  }

  /**
   * Counts a new request, unless a limit is reached.
   *
   * @return null if the request is counted, else the counter of those that this limit refuses
   */
  @Nullable Counter acquire() {
    if (unanswered.incrementAndGet() > max) {
      unanswered.decrementAndGet();
      return refusals;
    }
    Counter refusedByWhole = whole == null ? null : whole.acquire();
    if (refusedByWhole != null) {
      unanswered.decrementAndGet();
    }
    return refusedByWhole;
  }

  /** Tells whether all requests are answered. */
  boolean isEmpty() {
    return unanswered.get() == 0;
  }

  /** Ends the count of a request, now that it is answered. */
  void release() {
    unanswered.decrementAndGet();
    if (whole != null) {
      whole.release();
    }
  }
}
