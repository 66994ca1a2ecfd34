package dicegate.gateway;

import dicegate.http.TokenBucket;
import java.util.function.LongSupplier;

/**
 * The rate at which one address, or one connection if addresses do not distinguish clients, may try
 * to join tables: both to open tables that have no members on this node, which may be new ones, and
 * to learn by a refusal that a table exists. And the rate at which it may act at tables, as a GM:
 * each act costs the size of the policy that it carries to the store and to all nodes.
 *
 * <p>Thread-safe.
 */
final class JoinLimit {

  static final int OPENED_PER_SECOND = 1;
  static final int OPENED_IN_BURST = 60;
  static final int REFUSED_PER_SECOND = 2;
  static final int REFUSED_IN_BURST = 20;

  /** In UTF-16 units. */
  static final int ACTED_PER_SECOND = 8 * 1024;

  /** In UTF-16 units: 256 acts at a small table, or some dozens at the largest. */
  static final int ACTED_IN_BURST = 256 * 1024;

  /** What the smallest act costs, in UTF-16 units: its entry, and the keys in the store. */
  static final int MIN_ACT_CHARS = 1024;

  private final TokenBucket opened; // guarded by this
  private final TokenBucket refused; // guarded by this
  private final TokenBucket acted; // guarded by this

  JoinLimit(LongSupplier nanoClock) {
    opened = new TokenBucket(OPENED_PER_SECOND, OPENED_IN_BURST, nanoClock);
    refused = new TokenBucket(REFUSED_PER_SECOND, REFUSED_IN_BURST, nanoClock);
    acted = new TokenBucket(ACTED_PER_SECOND, ACTED_IN_BURST, nanoClock);
  }

  /** Counts a table to be opened; returns 0, or the milliseconds until the next one is allowed. */
  synchronized int open() {
    return opened.take();
  }

  /**
   * Counts an act; returns 0, or the milliseconds until one of this size is allowed.
   *
   * @param policyChars the size of the table's policy, in UTF-16 units
   */
  synchronized int act(int policyChars) {
    return acted.take(Math.max(MIN_ACT_CHARS, policyChars));
  }

  /** Counts a refusal; returns 0, or the milliseconds until the next one is answered as such. */
  synchronized int refuse() {
    return refused.take();
  }
}
