package dicegate.gateway;

import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.wire.ErrorCode;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.ServerError;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Sends the requests of HTTP callers to the engines. The limits that a WebSocket client has per
 * connection, a caller has per address.
 *
 * <p>If {@link ClientLimits#perAddress()} is 0, addresses do not distinguish callers, because all
 * come through a proxy. Then there is no rate limit here, and the callers behind one proxy share
 * {@link #PROXY_FACTOR} times the in-flight limit of one.
 *
 * <p>Thread-safe.
 */
public final class HttpRollHandler {

  private static final Logger LOG = System.getLogger(HttpRollHandler.class.getName());

  /** The maximum number of addresses remembered; the one idle longest is dropped first. */
  static final int MAX_CALLERS = 10_000;

  /** Factor on the in-flight limit shared by all callers behind one proxy. */
  static final int PROXY_FACTOR = 16;

  private static final String ADDRESS_NAMESPACE = "dicegate-http ";

  private final EngineRequester requester;
  private final ShutdownFlag shutdownFlag;
  private final ClientLimits limits;
  private final Metrics metrics;
  private final LongSupplier nanoClock;

  /** Has all its permits when every response is written. */
  private final Semaphore written = new Semaphore(Integer.MAX_VALUE);

  private final Map<String, Caller> callers = // guarded by itself
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Caller> eldest) {
          return size() > MAX_CALLERS;
        }
      };

  /**
   * The limits of one address.
   *
   * @param id the same for the same address; the fleet's queue is fair between ids
   * @param rate guarded by itself
   * @param responses the responses not written yet, including those whose answer is there
   */
  private record Caller(
      UUID id,
      TokenBucket rate,
      ConcurrencyLimit responses,
      ConcurrencyLimit rolls,
      ConcurrencyLimit odds) {

    int take() {
      synchronized (rate) {
        return rate.take();
      }
    }
  }

  /**
   * Creates a handler without callers.
   *
   * @param nanoClock returns the time as {@link System#nanoTime} does
   */
  public HttpRollHandler(
      EngineRequester requester,
      ShutdownFlag shutdownFlag,
      ClientLimits limits,
      Metrics metrics,
      LongSupplier nanoClock) {
    this.requester = requester;
    this.shutdownFlag = shutdownFlag;
    this.limits = limits;
    this.metrics = metrics;
    this.nanoClock = nanoClock;
  }

  /**
   * Sends a request to the engines. Never waits and never throws.
   *
   * @param expression empty if the request has none
   * @param address the caller's address
   * @param over completes, never with an exception, when the response is written or abandoned
   */
  CompletableFuture<HttpResult> ask(
      Verb verb, String expression, String address, CompletableFuture<?> over) {
    CompletableFuture<HttpResult> answer = new CompletableFuture<>();
    ReplyHandler replyHandler = new HttpReplyHandler(answer);
    Caller caller = caller(address);
    int waitMillis = caller.take();
    if (waitMillis > 0) {
      metrics.count(Counter.MESSAGES_OVER_RATE);
      replyHandler.failed(
          ServerError.temporary(ErrorCode.RATE_LIMITED, ErrorCode.RATE_LIMITED.text(), waitMillis));
    } else if (expression.isEmpty()) {
      replyHandler.refused(
          ServerError.permanent(
              ErrorCode.BAD_REQUEST, "The parameter expr is missing: the expression to roll."));
    } else if (expression.length() > GatewaySettings.MAX_MESSAGE_CHARS) {
      metrics.count(Counter.MESSAGES_REFUSED);
      replyHandler.refused(ServerError.of(ErrorCode.TOO_LONG));
    } else if (shutdownFlag.isSet()) {
      replyHandler.failed(ServerError.of(ErrorCode.STOPPED));
    } else if (!caller.responses().tryAcquire()) {
      metrics.count(Counter.REQUESTS_OVER_IN_FLIGHT);
      replyHandler.failed(ServerError.of(ErrorCode.BUSY));
    } else {
      trackResponse(caller, over);
      ConcurrencyLimit limit = verb == Verb.ODDS ? caller.odds() : caller.rolls();
      requester.ask(caller.id(), verb, expression, limit, replyHandler);
    }
    return answer;
  }

  /**
   * Waits until all responses are written. For a shutdown, after the flag is set.
   *
   * @param limit the maximum wait; a client that does not read never gets its response
   */
  public void awaitResponsesWritten(Duration limit) {
    try {
      if (written.tryAcquire(Integer.MAX_VALUE, limit.toNanos(), TimeUnit.NANOSECONDS)) {
        written.release(Integer.MAX_VALUE);
      } else {
        int left = Integer.MAX_VALUE - written.availablePermits();
        LOG.log(Level.INFO, "responses given up count={0}", Integer.toString(left));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // it cannot fail
  private void trackResponse(Caller caller, CompletableFuture<?> over) {
    written.acquireUninterruptibly();
    over.whenComplete(
        (none, failure) -> {
          written.release();
          caller.responses().release();
        });
  }

  private Caller caller(String address) {
    synchronized (callers) {
      return callers.computeIfAbsent(address, this::newCaller);
    }
  }

  private Caller newCaller(String address) {
    boolean proxy = limits.perAddress() == 0;
    int rate = proxy ? 0 : limits.rate();
    int factor = proxy ? PROXY_FACTOR : 1;
    return new Caller(
        UUID.nameUUIDFromBytes((ADDRESS_NAMESPACE + address).getBytes(StandardCharsets.UTF_8)),
        new TokenBucket(rate, nanoClock),
        new ConcurrencyLimit(factor * limits.inFlight()),
        new ConcurrencyLimit(factor * limits.inFlight()),
        new ConcurrencyLimit(factor * GatewaySettings.MAX_ODDS_IN_FLIGHT));
  }
}
