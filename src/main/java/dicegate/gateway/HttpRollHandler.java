package dicegate.gateway;

import dicegate.fleet.Asker;
import dicegate.http.RecentAddresses;
import dicegate.http.TokenBucket;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.verify.RollSeries;
import dicegate.verify.SeriesSource;
import dicegate.wire.ErrorCode;
import dicegate.wire.frames.SeededBody;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.RollParameters;
import dicegate.wire.json.ServerError;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

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

  /** Factor on the in-flight limit shared by all callers behind one proxy. */
  static final int PROXY_FACTOR = 16;

  private static final String ADDRESS_NAMESPACE = "dicegate-http ";

  private final EngineRequester requester;
  private final SeriesSource seriesSource;
  private final ShutdownFlag shutdownFlag;
  private final ClientLimits limits;
  private final AddressUsages addressUsages;
  private final Metrics metrics;
  private final LongSupplier nanoClock;

  /** Has all its permits when every response is written. */
  private final Semaphore written = new Semaphore(Integer.MAX_VALUE);

  private final RecentAddresses<Caller> callers = new RecentAddresses<>(this::newCaller);

  /**
   * The limits of one address.
   *
   * @param asker the same for the same address
   * @param usage what the address uses, over WebSocket too
   * @param rate guarded by itself
   * @param responses the responses not written yet, including those whose answer is there
   */
  private record Caller(
      Asker asker,
      AddressUsage usage,
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
   * @param seriesSource makes the series of rolls with a seed
   * @param addressUsages what the clients of each address use of their limits, over WebSocket too
   * @param nanoClock returns the time as {@link System#nanoTime} does
   */
  public HttpRollHandler(
      EngineRequester requester,
      SeriesSource seriesSource,
      ShutdownFlag shutdownFlag,
      ClientLimits limits,
      AddressUsages addressUsages,
      Metrics metrics,
      LongSupplier nanoClock) {
    this.addressUsages = addressUsages;
    this.requester = requester;
    this.seriesSource = seriesSource;
    this.shutdownFlag = shutdownFlag;
    this.limits = limits;
    this.metrics = metrics;
    this.nanoClock = nanoClock;
  }

  /**
   * Sends a request to the engines. Never waits and never throws.
   *
   * @param parameters reads the parameters; called only within the rate, which counts invalid ones
   *     too
   * @param address the caller's address
   * @param over completes, never with an exception, when the response is written or abandoned
   */
  CompletableFuture<HttpResult> ask(
      Verb verb, Supplier<RollParameters> parameters, String address, CompletableFuture<?> over) {
    CompletableFuture<HttpResult> answer = new CompletableFuture<>();
    ReplyHandler replyHandler = new HttpReplyHandler(answer);
    Optional<ServerError> overRate = takeRate(address);
    if (overRate.isPresent()) {
      replyHandler.failed(overRate.get());
    } else {
      switch (parameters.get()) {
        case RollParameters.Invalid invalid -> replyHandler.refused(invalid.error());
        case RollParameters.Valid valid -> ask(verb, valid, address, replyHandler, over);
      }
    }
    return answer;
  }

  /** Returns an address as it distinguishes callers; empty if addresses do not. */
  String distinct(String address) {
    return limits.distinguishesAddresses() ? address : "";
  }

  /**
   * Counts a request.
   *
   * @param address the caller's address
   * @return the error if the caller is over the rate
   */
  Optional<ServerError> takeRate(String address) {
    Caller caller = callers.of(address);
    int waitMillis = caller.take();
    if (waitMillis > 0) {
      metrics.count(Counter.MESSAGES_OVER_RATE);
    } else {
      waitMillis = caller.usage().take();
      if (waitMillis > 0) {
        metrics.count(Counter.MESSAGES_OVER_ADDRESS_RATE);
      }
    }
    return waitMillis == 0
        ? Optional.empty()
        : Optional.of(
            ServerError.temporary(
                ErrorCode.RATE_LIMITED, ErrorCode.RATE_LIMITED.text(), waitMillis));
  }

  /**
   * Sends a request within the rate to the engines. Never waits and never throws.
   *
   * @param address the caller's address
   * @param replyHandler answers the caller
   * @param over completes, never with an exception, when the response is written or abandoned
   */
  void ask(
      Verb verb,
      RollParameters.Valid parameters,
      String address,
      ReplyHandler replyHandler,
      CompletableFuture<?> over) {
    ask(verb, parameters, callers.of(address), replyHandler, over);
  }

  private void ask(
      Verb verb,
      RollParameters.Valid parameters,
      Caller caller,
      ReplyHandler replyHandler,
      CompletableFuture<?> over) {
    String expression = parameters.expr() == null ? "" : parameters.expr();
    if (expression.isEmpty()) {
      replyHandler.refused(
          ServerError.permanent(
              ErrorCode.BAD_REQUEST, "The parameter expr is missing: the expression to roll."));
    } else if (expression.length() > GatewaySettings.MAX_MESSAGE_CHARS) {
      metrics.count(Counter.MESSAGES_REFUSED);
      replyHandler.refused(ServerError.of(ErrorCode.TOO_LONG));
    } else if (parameters.seed() != null && !RollSeries.isSeed(parameters.seed())) {
      replyHandler.refused(ServerError.of(ErrorCode.BAD_SEED));
    } else if (shutdownFlag.isSet()) {
      replyHandler.failed(ServerError.of(ErrorCode.STOPPED));
    } else {
      VariableText.send(
          expression,
          parameters.vars(),
          replyHandler,
          (text, handler) -> {
            if (verb == Verb.ROLL && parameters.seed() != null) {
              askSeeded(parameters.seed(), text, caller, handler, over);
            } else {
              ask(verb, text, caller, handler, over);
            }
          });
    }
  }

  private void askSeeded(
      String seed,
      String expression,
      Caller caller,
      ReplyHandler replyHandler,
      CompletableFuture<?> over) {
    RollSeries series = seriesSource.seriesOfOne();
    series.begin(seed);
    String sent = SeededBody.encodable(expression);
    ask(
        Verb.SEEDED,
        SeededBody.of(series.rollSeed(0, sent), sent).text(),
        caller,
        new HttpSeededReplyHandler(replyHandler, requester.json(), series, sent),
        over);
  }

  private void ask(
      Verb verb,
      String expression,
      Caller caller,
      ReplyHandler replyHandler,
      CompletableFuture<?> over) {
    Counter refused = caller.responses().acquire();
    if (refused != null) {
      metrics.count(refused);
      replyHandler.failed(ServerError.of(ErrorCode.BUSY));
    } else {
      trackResponse(caller, over);
      ConcurrencyLimit limit = verb == Verb.ODDS ? caller.odds() : caller.rolls();
      requester.ask(caller.asker(), verb, expression, limit, replyHandler);
    }
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

  private Caller newCaller(String address) {
    boolean proxy = !limits.distinguishesAddresses();
    int rate = proxy ? 0 : limits.rate();
    int factor = proxy ? PROXY_FACTOR : 1;
    AddressUsage usage = addressUsages.of(proxy ? "" : address);
    return new Caller(
        new Asker(
            address,
            UUID.nameUUIDFromBytes((ADDRESS_NAMESPACE + address).getBytes(StandardCharsets.UTF_8))),
        usage,
        new TokenBucket(rate, nanoClock),
        ConcurrencyLimit.ofAddress(factor * limits.inFlight()),
        ConcurrencyLimit.ofClient(factor * limits.inFlight(), usage.rolls()),
        ConcurrencyLimit.ofClient(factor * GatewaySettings.MAX_ODDS_IN_FLIGHT, usage.odds()));
  }
}
