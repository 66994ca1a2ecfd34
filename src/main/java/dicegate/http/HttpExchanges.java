package dicegate.http;

import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/**
 * All exchanges in progress over HTTP, and their limits: how many of an address and in all, and how
 * many bytes that were made for one client and that it has not read.
 *
 * <p>Beyond a limit the response is an error without a body that closes the connection, so that
 * requests that a client sent ahead are not read. Over the rate of its address a response is
 * delayed.
 *
 * <p>Thread-safe.
 */
public final class HttpExchanges {

  /** The bytes of private responses that are not written yet, of all clients. */
  static final int MAX_UNREAD_BYTES = 32 * 1024 * 1024;

  /** The same of one address: four of the largest results. */
  static final int MAX_UNREAD_BYTES_PER_ADDRESS = 4 * 1024 * 1024;

  /** Too Many Requests, RFC 6585; the Servlet API has no name for it. */
  public static final int TOO_MANY_REQUESTS = 429;

  /** The headers of a refusal. */
  static final Map<String, String> REFUSAL = Map.of("Retry-After", "5", "Connection", "close");

  private static final Logger LOG = System.getLogger(HttpExchanges.class.getName());

  private final ConnectionLimiter limiter;
  private final ByteBudget unread;
  private final ExchangeRates rates;
  private final Metrics metrics;
  private final LongSupplier nanoClock;
  private final Executor executor;
  private final Set<HttpExchange> exchanges = ConcurrentHashMap.newKeySet();

  /** The addresses whose delayed responses a task of the executor writes. */
  private final Set<String> writing = ConcurrentHashMap.newKeySet();

  /**
   * Creates it without exchanges.
   *
   * @param limiter counts the exchanges together with the WebSocket connections
   * @param nanoClock returns the time as {@link System#nanoTime} does
   * @param executor writes delayed responses, one task for each address that has some; a container
   *     may process the next request of a connection on the thread that ends its response
   */
  public HttpExchanges(
      ConnectionLimiter limiter, Metrics metrics, LongSupplier nanoClock, Executor executor) {
    this.limiter = limiter;
    this.unread =
        new ByteBudget(
            MAX_UNREAD_BYTES, limiter.distinguishesAddresses() ? MAX_UNREAD_BYTES_PER_ADDRESS : 0);
    this.metrics = metrics;
    this.nanoClock = nanoClock;
    this.rates = new ExchangeRates(nanoClock);
    this.executor = executor;
  }

  /**
   * Starts the asynchronous mode of a request, so that the container's thread can return.
   *
   * @return the exchange; empty if a limit is reached, and so the request is answered
   */
  public Optional<HttpExchange> begin(HttpServletRequest request, HttpServletResponse response) {
    String address = ClientAddress.of(request);
    return switch (limiter.acquireExchange(address)) {
      case ADMITTED -> Optional.of(start(request, response, address));
      case FULL -> {
        metrics.count(Counter.CLIENTS_REFUSED);
        refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        yield Optional.empty();
      }
      case FULL_FOR_ADDRESS -> {
        metrics.count(Counter.CLIENTS_REFUSED_FOR_ADDRESS);
        refuse(response, TOO_MANY_REQUESTS);
        yield Optional.empty();
      }
    };
  }

  /** Answers a request that is over a limit: without a body, and closing the connection. */
  public static void refuse(HttpServletResponse response, int status) {
    REFUSAL.forEach(response::setHeader);
    response.setStatus(status);
    response.setContentLength(0);
  }

  /**
   * Ends the exchanges whose client makes no progress, and has delayed responses written whose
   * address is within its rate again. To be called once a second.
   */
  public void tick() {
    long now = nanoClock.getAsLong();
    exchanges.forEach(exchange -> exchange.checkProgress(now));
    rates.addresses().forEach(this::startWriting);
  }

  /** Returns the number of exchanges in progress. */
  public int size() {
    return exchanges.size();
  }

  /** Returns the number of exchanges whose response is delayed. */
  public int delayed() {
    return rates.size();
  }

  /** Returns the bytes of private responses that are not written yet. */
  public long unreadBytes() {
    return unread.held();
  }

  /** Takes the bytes of a response; returns whether the limits permit them. */
  boolean acquireBytes(String address, int bytes) {
    boolean acquired = unread.tryAcquire(address, bytes);
    if (!acquired) {
      metrics.count(Counter.RESPONSES_OVER_LIMIT);
    }
    return acquired;
  }

  void releaseBytes(String address, int bytes) {
    unread.release(address, bytes);
  }

  /**
   * Returns whether the response of an exchange is within the rate of its address. If not, it is
   * delayed: {@link HttpExchange#write} is called later. If addresses do not distinguish clients,
   * there is no rate.
   */
  boolean takeRate(HttpExchange exchange) {
    boolean within = !limiter.distinguishesAddresses() || rates.take(exchange);
    if (!within) {
      metrics.count(Counter.RESPONSES_DELAYED);
    }
    return within;
  }

  /** Removes an exchange that has ended from the delayed ones. */
  void removeDelayed(HttpExchange exchange) {
    rates.remove(exchange);
  }

  void count(Counter counter) {
    metrics.count(counter);
  }

  long nanoTime() {
    return nanoClock.getAsLong();
  }

  void remove(HttpExchange exchange, String address) {
    rates.remove(exchange);
    if (exchanges.remove(exchange)) {
      limiter.releaseExchange(address);
    }
  }

  /* One task for an address at most: if a client makes it wait, that delays its address alone. */
  private void startWriting(String address) {
    if (writing.add(address)) {
      try {
        executor.execute(() -> writeDelayed(address));
      } catch (RejectedExecutionException e) {
        writing.remove(address);
        LOG.log(Level.DEBUG, "delayed responses are not written, the server shuts down", e);
      }
    }
  }

  private void writeDelayed(String address) {
    try {
      Optional<HttpExchange> next = rates.next(address);
      while (next.isPresent()) {
        next.get().write();
        next = rates.next(address);
      }
    } finally {
      writing.remove(address);
    }
  }

  private HttpExchange start(
      HttpServletRequest request, HttpServletResponse response, String address) {
    try {
      HttpExchange exchange = HttpExchange.start(this, request, response, address);
      exchanges.add(exchange);
      return exchange;
    } catch (IllegalStateException e) {
      limiter.releaseExchange(address);
      throw e;
    }
  }
}
