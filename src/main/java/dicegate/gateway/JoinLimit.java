package dicegate.gateway;

import dicegate.http.TokenBucket;
import java.util.function.LongSupplier;

/**
 * The rate at which one address, or one connection if addresses do not distinguish clients, may try
 * to join tables: both to open tables that have no members on this node, which may be new ones, and
 * to learn by a refusal that a table exists.
 *
 * <p>Thread-safe.
 */
final class JoinLimit {

  static final int OPENED_PER_SECOND = 1;
  static final int OPENED_IN_BURST = 60;
  static final int REFUSED_PER_SECOND = 2;
  static final int REFUSED_IN_BURST = 20;

  private final TokenBucket opened; // guarded by this
  private final TokenBucket refused; // guarded by this

  JoinLimit(LongSupplier nanoClock) {
    opened = new TokenBucket(OPENED_PER_SECOND, OPENED_IN_BURST, nanoClock);
    refused = new TokenBucket(REFUSED_PER_SECOND, REFUSED_IN_BURST, nanoClock);
  }

  /** Counts a table to be opened; returns 0, or the milliseconds until the next one is allowed. */
  synchronized int open() {
    return opened.take();
  }

  /** Counts a refusal; returns 0, or the milliseconds until the next one is answered as such. */
  synchronized int refuse() {
    return refused.take();
  }
}
