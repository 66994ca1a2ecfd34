package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.fleet.EngineAnswer;
import dicegate.fleet.EngineFleet;
import dicegate.http.RecentAddresses;
import dicegate.table.TestSeries;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Metrics;
import dicegate.wire.EngineCode;
import dicegate.wire.ErrorCode;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.RollParameters;
import dicegate.wire.json.ServerError;
import dicegate.wire.json.Variables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class HttpRollHandlerTest {

  private static final String ADA = "192.0.2.1";
  private static final String BO = "192.0.2.2";

  private static final Variables STRENGTH = new Variables(Map.of("str", "12345"));

  private final Metrics metrics = new Metrics();
  private final AtomicLong clock = new AtomicLong();
  private final List<String> expressions = new ArrayList<>();
  private final List<UUID> clients = new ArrayList<>();
  private final List<CompletableFuture<EngineAnswer>> answers = new ArrayList<>();
  private final ShutdownFlag shutdownFlag = new ShutdownFlag();
  private final HttpRollHandler handler = handler(new ClientLimits(3, 1, 10, 5));

  @Test
  void resultOfTheEngineIsTheAnswer() {
    CompletableFuture<HttpResult> answer = ask(handler, "3d6", ADA);
    answers.get(0).complete(new EngineAnswer.Rolled("{\"total\":7}"));

    assertThat(answer).isCompletedWithValue(new HttpResult.Ok("{\"total\":7}"));
  }

  @Test
  void refusalOfTheEngineIsABadRequest() {
    CompletableFuture<HttpResult> answer = ask(handler, "3d", ADA);
    answers
        .get(0)
        .complete(new EngineAnswer.Refused("{\"code\":\"syntax\",\"message\":\"No.\",\"pos\":2}"));

    HttpResult.Failed failed = failed(answer);
    assertThat(failed.status()).isEqualTo(400);
    assertThat(failed.error().code()).isEqualTo("syntax");
    assertThat(failed.error().pos()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void everyErrorCodeHasItsStatus(ErrorCode reason) {
    CompletableFuture<HttpResult> answer = ask(handler, "3d6", ADA);
    answers.get(0).complete(new EngineAnswer.Unavailable(reason));

    int expected =
        switch (reason) {
          case TIMEOUT -> 504;
          case BUSY,
              NO_ENGINE,
              ENGINE_LOST,
              STOPPED,
              TABLE_FULL,
              TOO_MANY_TABLES,
              STORE_FULL,
              TABLE_UNAVAILABLE ->
              503;
          case QUARANTINED, BAD_REPLY -> 502;
          case UNSUPPORTED -> 501;
          case INTERNAL -> 500;
          case RATE_LIMITED -> 429;
          case UNSUPPORTED_MEDIA_TYPE -> 415;
          case NOT_ACCEPTABLE -> 406;
          case METHOD_NOT_ALLOWED -> 405;
          case NOT_FOUND -> 404;
          case UNAUTHORIZED -> 401;
          case TOO_LONG,
              UNKNOWN_VARIABLE,
              BAD_MESSAGE,
              UNKNOWN_TYPE,
              ID_REUSED,
              ANSWER_GONE,
              NO_SESSION,
              BAD_SEED,
              NO_SERIES,
              NO_PROOF,
              REMOVED,
              TABLE_LOCKED,
              NAME_TAKEN,
              NO_MEMBER,
              BAD_MODERATION,
              BAD_TABLE,
              BAD_NAME,
              BAD_COLOUR,
              BAD_THEME,
              BAD_TOKEN,
              BAD_LABEL,
              BAD_AUDIENCE,
              BAD_KEY,
              NO_TABLE,
              WATCH_ONLY,
              NOT_GM,
              NOTHING_TO_REVEAL,
              TOO_LARGE,
              BAD_REQUEST ->
              400;
        };
    assertThat(failed(answer).status()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"unsupported, 501", "internal, 500", "rate_limited, 429", "endless, 400"})
  void engineCodeHasItsStatus(String code, int status) {
    assertThat(
            new HttpResult.Failed(ServerError.permanent(new EngineCode(code, false), "")).status())
        .isEqualTo(status);
  }

  @Test
  void missingAndTooLongExpressionsAreRefused() {
    assertThat(failed(ask(handler, "", ADA)).error().code()).isEqualTo("bad_request");
    assertThat(failed(ask(handler, "9".repeat(4_097), ADA)).error().code()).isEqualTo("too_long");
    assertThat(answers).isEmpty();
  }

  @Test
  void enginesGetValuesAndErrorsThePlacesOfTheCallersText() {
    CompletableFuture<HttpResult> answer =
        ask(handler, RollParameters.of("@str+3d", STRENGTH), ADA);
    assertThat(expressions).containsExactly("12345+3d");
    answers
        .get(0)
        .complete(
            new EngineAnswer.Refused(
                "{\"code\":\"syntax\",\"message\":\"No.\",\"pos\":8,\"len\":0}"));

    assertThat(failed(answer).error().pos()).isEqualTo(7);
  }

  @Test
  void variableWithoutAValueIsABadRequest() {
    HttpResult.Failed failed = failed(ask(handler, RollParameters.of("1+@dex", STRENGTH), ADA));

    assertThat(failed.status()).isEqualTo(400);
    assertThat(failed.error().code()).isEqualTo("unknown_variable");
    assertThat(failed.error().pos()).isEqualTo(2);
    assertThat(answers).isEmpty();
  }

  @Test
  void invalidParametersAreRefusedAndCountForTheRate() {
    RollParameters invalid = RollParameters.invalid("No.");

    assertThat(failed(ask(handler, invalid, ADA)).error().message()).isEqualTo("No.");
    assertThat(failed(ask(handler, invalid, ADA)).error().code()).isEqualTo("bad_request");
    assertThat(failed(ask(handler, invalid, ADA)).status()).isEqualTo(429);
    assertThat(answers).isEmpty();
  }

  @Test
  void parametersOfRequestsOverTheRateAreNotRead() {
    assertThat(ask(handler, "3d6", ADA)).isNotDone();
    assertThat(ask(handler, "3d6", ADA)).isNotDone();

    CompletableFuture<HttpResult> late =
        handler.ask(
            Verb.ROLL,
            () -> {
              throw new AssertionError("read");
            },
            ADA,
            new CompletableFuture<>());

    assertThat(failed(late).status()).isEqualTo(429);
  }

  @Test
  void rateIsLimitedPerAddressWithTheTimeToRetry() {
    assertThat(ask(handler, "3d6", ADA)).isNotDone();
    assertThat(ask(handler, "3d6", ADA)).isNotDone();
    HttpResult.Failed tooFast = failed(ask(handler, "3d6", ADA));

    assertThat(tooFast.status()).isEqualTo(429);
    assertThat(tooFast.error().retryAfterMs()).isEqualTo(1_000);
    assertThat(metrics.total(Counter.MESSAGES_OVER_RATE)).isOne();
    assertThat(ask(handler, "3d6", BO)).isNotDone();
    clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(ask(handler, "3d6", ADA)).isNotDone();
    assertThat(answers).hasSize(4);
    assertThat(clients.get(0)).isEqualTo(clients.get(1)).isNotEqualTo(clients.get(2));
  }

  @Test
  void callersBehindAProxyHaveNoRateLimitButAnInFlightLimit() {
    HttpRollHandler behindProxy = handler(new ClientLimits(3, 1, 10, 0));

    for (int i = 0; i < 3 * HttpRollHandler.PROXY_FACTOR; i++) {
      assertThat(ask(behindProxy, "3d6", ADA)).isNotDone();
    }

    assertThat(failed(ask(behindProxy, "3d6", ADA)).error().code()).isEqualTo("busy");
  }

  @Test
  void unwrittenResponseCountsAsInFlight() {
    HttpRollHandler slow = handler(new ClientLimits(1, 0, 10, 5));
    CompletableFuture<Void> over = new CompletableFuture<>();
    assertThat(slow.ask(Verb.ROLL, () -> RollParameters.of("3d6"), ADA, over)).isNotDone();
    answers.get(0).complete(new EngineAnswer.Rolled("{}"));

    assertThat(failed(ask(slow, "3d6", ADA)).error().code()).isEqualTo("busy");
    over.complete(null);

    assertThat(ask(slow, "3d6", ADA)).isNotDone();
  }

  @Test
  void shutdownWaitsForResponsesUpToItsLimit() throws Exception {
    CompletableFuture<Void> over = new CompletableFuture<>();
    assertThat(handler.ask(Verb.ROLL, () -> RollParameters.of("3d6"), ADA, over)).isNotDone();
    handler.awaitResponsesWritten(Duration.ZERO);
    CompletableFuture<Void> waits =
        CompletableFuture.runAsync(() -> handler.awaitResponsesWritten(Duration.ofMinutes(1)));
    assertThat(waits).isNotDone();

    over.complete(null);

    assertThat(waits).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void addressIdleLongestIsDroppedFirst() {
    HttpRollHandler busy = handler(new ClientLimits(1, 0, 10, 5));
    assertThat(ask(busy, "3d6", ADA)).isNotDone();
    for (int i = 0; i < RecentAddresses.MAX_ADDRESSES; i++) {
      assertThat(ask(busy, "3d6", "host-" + i)).isNotDone();
    }

    assertThat(ask(busy, "3d6", ADA)).as("dropped, so without requests in flight").isNotDone();
    assertThat(failed(ask(busy, "3d6", "host-9999")).error().code()).isEqualTo("busy");
  }

  @Test
  void requestDuringShutdownIsRefused() {
    shutdownFlag.set();

    assertThat(failed(ask(handler, "3d6", ADA)).error().code()).isEqualTo("stopped");
    assertThat(answers).isEmpty();
  }

  /** Requests a roll whose response nobody reads. */
  private static CompletableFuture<HttpResult> ask(
      HttpRollHandler handler, String expression, String address) {
    return ask(handler, RollParameters.of(expression), address);
  }

  private static CompletableFuture<HttpResult> ask(
      HttpRollHandler handler, RollParameters parameters, String address) {
    return handler.ask(Verb.ROLL, () -> parameters, address, new CompletableFuture<>());
  }

  private static HttpResult.Failed failed(CompletableFuture<HttpResult> answer) {
    assertThat(answer).isCompleted();
    return (HttpResult.Failed) answer.join();
  }

  private HttpRollHandler handler(ClientLimits limits) {
    EngineFleet fleet =
        (asker, verb, expression) -> {
          expressions.add(expression);
          clients.add(asker.client());
          CompletableFuture<EngineAnswer> answer = new CompletableFuture<>();
          answers.add(answer);
          return answer;
        };
    return new HttpRollHandler(
        new EngineRequester(fleet, new JsonCodec(), new Incidents(metrics), metrics),
        TestSeries.SOURCE,
        shutdownFlag,
        limits,
        new AddressUsages(new AddressLimits(100, 0), clock::get),
        metrics,
        clock::get);
  }
}
