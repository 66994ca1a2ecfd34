package dicegate.http;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The rate of HTTP exchanges of each address, and the exchanges whose responses are over it and
 * wait, by address, the oldest first.
 *
 * <p>A response over the rate is delayed, not refused: a refusal costs as much as a response, while
 * a client that waits for a response sends nothing more on its connection, or is not read, since
 * HTTP/1.1 answers in order. The exchanges that wait are bounded by the places of their address.
 *
 * <p>Thread-safe.
 */
final class ExchangeRates {

  /**
   * The exchanges of one address per second. A small one takes 120 us of CPU time, so that an
   * address takes 6 % of a core.
   */
  static final int PER_SECOND = 500;

  /** The most of them at once: 50 players behind one NAT load the page, twice its 20 files each. */
  static final int IN_BURST = 2_000;

  private final RecentAddresses<TokenBucket> tokens; // the buckets are guarded by this
  private final Map<String, Set<HttpExchange>> delayed = new HashMap<>(); // guarded by this
  private int size; // guarded by this

  /**
   * Creates rates of no address.
   *
   * @param nanoClock returns the time as {@link System#nanoTime} does
   */
  ExchangeRates(LongSupplier nanoClock) {
    tokens = new RecentAddresses<>(address -> new TokenBucket(PER_SECOND, IN_BURST, nanoClock));
  }

  /**
   * Takes a token for an exchange, or delays it until {@link #next} returns it. It is delayed, too,
   * while older ones of its address are.
   *
   * @return whether a token was taken
   */
  synchronized boolean take(HttpExchange exchange) {
    String address = exchange.address();
    if (!delayed.containsKey(address) && tokens.of(address).take() == 0) {
      return true;
    }
    delayed.computeIfAbsent(address, same -> new LinkedHashSet<>()).add(exchange);
    size++;
    return false;
  }

  /** Returns the addresses of delayed exchanges. */
  synchronized List<String> addresses() {
    return List.copyOf(delayed.keySet());
  }

  /**
   * Takes a token for the exchange of an address that was delayed first; empty if none is delayed,
   * or there is no token.
   */
  synchronized Optional<HttpExchange> next(String address) {
    Set<HttpExchange> ofAddress = delayed.get(address);
    if (ofAddress == null || tokens.of(address).take() > 0) {
      return Optional.empty();
    }
    HttpExchange oldest = ofAddress.iterator().next();
    remove(oldest);
    return Optional.of(oldest);
  }

  /** Removes an exchange that ends, if it is delayed. */
  synchronized void remove(HttpExchange exchange) {
    Set<HttpExchange> ofAddress = delayed.get(exchange.address());
    if (ofAddress != null && ofAddress.remove(exchange)) {
      size--;
      if (ofAddress.isEmpty()) {
        delayed.remove(exchange.address());
      }
    }
  }

  /** Returns the number of delayed exchanges. */
  synchronized int size() {
    return size;
  }
}
