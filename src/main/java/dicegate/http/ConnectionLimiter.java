package dicegate.http;

import java.util.HashMap;
import java.util.Map;

/**
 * Limits the number of connections: in total, and from the same address. An HTTP exchange in
 * progress counts for its address like a WebSocket connection, and has a total of its own, since a
 * server that is full of connections still answers its health checks.
 *
 * <p>Behind a reverse proxy all connections have the proxy's address, and the proxy has to enforce
 * the limit per client: a forwarded address could be forged by anyone who bypasses the proxy.
 *
 * <p>Thread-safe.
 */
public final class ConnectionLimiter {

  private final int total;
  private final int perAddress;
  private final Map<String, Integer> ofAddress = new HashMap<>(); // guarded by this
  private int connections; // guarded by this
  private int exchanges; // guarded by this

  /** The result for a new connection. */
  public enum Decision {
    /** It is within the limits. */
    ADMITTED,
    /** The total limit is reached. */
    FULL,
    /** The limit of its address is reached. */
    FULL_FOR_ADDRESS
  }

  /**
   * Creates a limiter without connections.
   *
   * @param total the maximum number of WebSocket connections, and also of HTTP exchanges
   * @param perAddress the maximum number of both together from one address; 0 is no limit
   */
  public ConnectionLimiter(int total, int perAddress) {
    this.total = total;
    this.perAddress = perAddress;
  }

  /**
   * Returns whether addresses distinguish clients, so that limits apply by address: behind a proxy
   * all clients have one address.
   */
  public boolean distinguishesAddresses() {
    return perAddress > 0;
  }

  /** Returns what {@link #acquire} would return now, without taking a place. */
  public synchronized Decision check(String address) {
    return decide(connections, address);
  }

  /** Takes a place if there is one; an admitted connection returns it once by {@link #release}. */
  public synchronized Decision acquire(String address) {
    Decision decision = decide(connections, address);
    if (decision == Decision.ADMITTED) {
      connections++;
      ofAddress.merge(address, 1, Integer::sum);
    }
    return decision;
  }

  /** Returns the place of an admitted connection. */
  public synchronized void release(String address) {
    connections--;
    releaseAddress(address);
  }

  /** Returns the number of places that are taken, by connections and by HTTP exchanges. */
  public synchronized int size() {
    return connections + exchanges;
  }

  /** Takes a place for an HTTP exchange, which returns it once by {@link #releaseExchange}. */
  synchronized Decision acquireExchange(String address) {
    Decision decision = decide(exchanges, address);
    if (decision == Decision.ADMITTED) {
      exchanges++;
      ofAddress.merge(address, 1, Integer::sum);
    }
    return decision;
  }

  /** Returns the place of an admitted exchange. */
  synchronized void releaseExchange(String address) {
    exchanges--;
    releaseAddress(address);
  }

  private Decision decide(int taken, String address) {
    if (taken >= total) {
      return Decision.FULL;
    }
    return perAddress > 0 && ofAddress.getOrDefault(address, 0) >= perAddress
        ? Decision.FULL_FOR_ADDRESS
        : Decision.ADMITTED;
  }

  private void releaseAddress(String address) {
    ofAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
  }
}
