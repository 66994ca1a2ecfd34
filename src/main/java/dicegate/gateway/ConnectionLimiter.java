package dicegate.gateway;

import java.util.HashMap;
import java.util.Map;

/**
 * Who may come in, by how many are in: in all, and from the same address.
 *
 * <p>Behind a reverse proxy all come from the proxy's address; then the limit a client is the
 * proxy's to keep, since what it forwards as an address can be made up by anybody who gets past it.
 *
 * <p>Thread-safe.
 */
final class ConnectionLimiter {

  private final ClientLimits limits;
  private final Map<String, Integer> perAddress = new HashMap<>(); // guarded by this
  private int admitted; // guarded by this

  /** What a newcomer is told. */
  enum Decision {
    /** Come in. */
    ADMITTED,
    /** As many are in as may be. */
    FULL,
    /** As many are in from this address as may be. */
    FULL_FOR_ADDRESS
  }

  ConnectionLimiter(ClientLimits limits) {
    this.limits = limits;
  }

  /** Tells what a newcomer would be told now, and counts nobody. */
  synchronized Decision check(String address) {
    if (admitted >= limits.clients()) {
      return Decision.FULL;
    }
    if (limits.perAddress() > 0 && connectionsFrom(address) >= limits.perAddress()) {
      return Decision.FULL_FOR_ADDRESS;
    }
    return Decision.ADMITTED;
  }

  /** Lets a newcomer in, if it is welcome; it leaves by {@link #release}, once. */
  synchronized Decision acquire(String address) {
    Decision decision = check(address);
    if (decision == Decision.ADMITTED) {
      admitted++;
      perAddress.merge(address, 1, Integer::sum);
    }
    return decision;
  }

  /** Lets out one who was let in. */
  synchronized void release(String address) {
    admitted--;
    perAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
  }

  private int connectionsFrom(String address) {
    return perAddress.getOrDefault(address, 0);
  }
}
