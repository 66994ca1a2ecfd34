package dicegate.gateway;

import java.util.HashMap;
import java.util.Map;

/**
 * Limits the number of connections: in total, and from the same address.
 *
 * <p>Behind a reverse proxy all connections have the proxy's address, and the proxy has to enforce
 * the limit per client: a forwarded address could be forged by anyone who bypasses the proxy.
 *
 * <p>Thread-safe.
 */
final class ConnectionLimiter {

  private final ClientLimits limits;
  private final Map<String, Integer> perAddress = new HashMap<>(); // guarded by this
  private int admitted; // guarded by this

  /** The result for a new connection. */
  enum Decision {
    /** It is within the limits. */
    ADMITTED,
    /** The total limit is reached. */
    FULL,
    /** The limit of its address is reached. */
    FULL_FOR_ADDRESS
  }

  ConnectionLimiter(ClientLimits limits) {
    this.limits = limits;
  }

  /** Returns what {@link #acquire} would return now, without taking a place. */
  synchronized Decision check(String address) {
    if (admitted >= limits.clients()) {
      return Decision.FULL;
    }
    if (limits.perAddress() > 0 && connectionsFrom(address) >= limits.perAddress()) {
      return Decision.FULL_FOR_ADDRESS;
    }
    return Decision.ADMITTED;
  }

  /** Takes a place if there is one; an admitted connection returns it once by {@link #release}. */
  synchronized Decision acquire(String address) {
    Decision decision = check(address);
    if (decision == Decision.ADMITTED) {
      admitted++;
      perAddress.merge(address, 1, Integer::sum);
    }
    return decision;
  }

  /** Returns the place of an admitted connection. */
  synchronized void release(String address) {
    admitted--;
    perAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
  }

  private int connectionsFrom(String address) {
    return perAddress.getOrDefault(address, 0);
  }
}
