package dicegate.gateway;

import dicegate.telemetry.Counter;
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

/**
 * Asks the fleet for those who come over HTTP. What a WebSocket's client may do by its connection,
 * these may by their address, for they have no connection to know them by.
 *
 * <p>Where {@link ClientLimits#perAddress()} is 0, addresses tell nobody apart (all are a proxy's),
 * and no rate is kept here; all who come by it have {@link #PROXY_FACTOR} times the room of one.
 *
 * <p>Thread-safe.
 */
public final class HttpRollHandler {

  private static final Logger LOG = System.getLogger(HttpRollHandler.class.getName());

  /** How many addresses are remembered; who was quiet longest is forgotten first. */
  static final int MAX_CALLERS = 10_000;

  /** How many times one client's room all have together who come by one proxy. */
  static final int PROXY_FACTOR = 16;

  private static final String ADDRESS_NAMESPACE = "dicegate-http ";

  private final GatewayContext context;
  private final ClientLimits limits;

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
   * What is known of one address; {@code rate} is guarded by it.
   *
   * @param responses those that are not written yet, whether or not their answer is there
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

  /** Makes one for the fleet, and with the limits, of the registry's clients. */
  public HttpRollHandler(ClientRegistry registry) {
    this.context = registry.services();
    this.limits = context.settings().limits();
  }

  /**
   * Asks. Never waits and never throws.
   *
   * @param expression empty if it was not told
   * @param address where the request comes from
   * @param over completes, never with an exception, when the response is written or given up
   */
  CompletableFuture<HttpResult> ask(
      Verb verb, String expression, String address, CompletableFuture<?> over) {
    CompletableFuture<HttpResult> answer = new CompletableFuture<>();
    ReplyHandler replyHandler = new HttpReplyHandler(answer);
    Caller caller = caller(address);
    int waitMillis = caller.take();
    if (waitMillis > 0) {
      context.metrics().count(Counter.MESSAGES_OVER_RATE);
      replyHandler.failed(
          ServerError.temporary(ErrorCode.RATE_LIMITED, ErrorCode.RATE_LIMITED.text(), waitMillis));
    } else if (expression.isEmpty()) {
      replyHandler.refused(
          ServerError.permanent(
              ErrorCode.BAD_REQUEST, "The parameter expr is missing: the expression to roll."));
    } else if (expression.length() > GatewaySettings.MAX_MESSAGE_CHARS) {
      context.metrics().count(Counter.MESSAGES_REFUSED);
      replyHandler.refused(ServerError.of(ErrorCode.TOO_LONG));
    } else if (context.shutdownFlag().isSet()) {
      replyHandler.failed(ServerError.of(ErrorCode.STOPPED));
    } else if (!caller.responses().tryAcquire()) {
      context.metrics().count(Counter.REQUESTS_OVER_IN_FLIGHT);
      replyHandler.failed(ServerError.of(ErrorCode.BUSY));
    } else {
      trackResponse(caller, over);
      ConcurrencyLimit limit = verb == Verb.ODDS ? caller.odds() : caller.rolls();
      context.caller().ask(caller.id(), verb, expression, limit, replyHandler);
    }
    return answer;
  }

  /**
   * Waits until all that was asked is answered and written; for who goes down, when nothing more is
   * begun.
   *
   * @param limit how long at most; a client that does not read may take for ever
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
    int share = proxy ? PROXY_FACTOR : 1;
    return new Caller(
        UUID.nameUUIDFromBytes((ADDRESS_NAMESPACE + address).getBytes(StandardCharsets.UTF_8)),
        new TokenBucket(rate, context.nanoClock()),
        new ConcurrencyLimit(share * limits.inFlight()),
        new ConcurrencyLimit(share * limits.inFlight()),
        new ConcurrencyLimit(share * GatewaySettings.MAX_ODDS_IN_FLIGHT));
  }
}
