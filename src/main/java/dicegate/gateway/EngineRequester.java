package dicegate.gateway;

import dicegate.fleet.Asker;
import dicegate.fleet.EngineAnswer;
import dicegate.fleet.EngineFleet;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Metrics;
import dicegate.wire.ErrorCode;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerError;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to the fleet, and passes each answer to a {@link ReplyHandler}, exactly once.
 * Thread-safe.
 */
public record EngineRequester(
    EngineFleet fleet, JsonCodec json, Incidents incidents, Metrics metrics) {

  private static final System.Logger LOG = System.getLogger(EngineRequester.class.getName());

  /**
   * Sends a request, if the client's limit allows one more. Never waits and never throws.
   *
   * @param asker who is charged for the engines' work
   * @param limit the client's limit on requests of this kind
   */
  @SuppressWarnings("FutureReturnValueIgnored") // complete handles every failure
  void ask(
      Asker asker,
      Verb verb,
      String expression,
      ConcurrencyLimit limit,
      ReplyHandler replyHandler) {
    Counter refused = limit.acquire();
    if (refused != null) {
      metrics.count(refused);
      replyHandler.failed(ServerError.of(ErrorCode.BUSY));
      return;
    }
    askFleet(asker, verb, expression)
        .whenComplete(
            (answer, failure) -> {
              limit.release();
              if (verb == Verb.BARE && answer instanceof EngineAnswer.Unsupported) {
                // The engine has no BARE; a bare client can read a roll object, too.
                ask(asker, Verb.ROLL, expression, limit, replyHandler);
              } else {
                complete(verb, replyHandler, answer, failure);
              }
            });
  }

  /** Logs a fault of the server, and returns the error for the client. */
  ServerError reportFault(String where, Throwable fault) {
    return ServerError.internal(incidents.report(LOG, where, fault));
  }

  private CompletableFuture<EngineAnswer> askFleet(Asker asker, Verb verb, String expression) {
    try {
      return fleet.ask(asker, verb, expression);
    } catch (RuntimeException fault) {
      return CompletableFuture.failedFuture(fault);
    }
  }

  /* A future discards exceptions of its callbacks; here they are logged, and the client gets an error. */
  private void complete(
      Verb verb,
      ReplyHandler replyHandler,
      @Nullable EngineAnswer answer,
      @Nullable Throwable failure) {
    if (answer == null || failure != null) {
      Throwable fault = failure != null ? failure : new IllegalStateException("no answer");
      replyHandler.failed(reportFault("fleet", fault));
      return;
    }
    try {
      complete(verb, replyHandler, answer);
    } catch (RuntimeException fault) {
      replyHandler.failed(reportFault("conversation", fault));
    }
  }

  private void complete(Verb verb, ReplyHandler replyHandler, EngineAnswer answer) {
    switch (answer) {
      case EngineAnswer.Rolled rolled -> {
        if (verb == Verb.BY_HAND) {
          completeByHand(replyHandler, rolled);
        } else {
          replyHandler.result(rolled.json(), rolled.unseededBy());
        }
      }
      case EngineAnswer.Refused refused -> completeRefused(replyHandler, refused);
      case EngineAnswer.Unsupported unsupported ->
          replyHandler.failed(ServerError.of(ErrorCode.UNSUPPORTED));
      case EngineAnswer.Unavailable unavailable ->
          replyHandler.failed(ServerError.of(unavailable.reason()));
    }
  }

  private void completeByHand(ReplyHandler replyHandler, EngineAnswer.Rolled rolled) {
    json.markByHand(rolled.json())
        .ifPresentOrElse(
            marked -> replyHandler.result(marked, null),
            () -> replyHandler.failed(ServerError.of(ErrorCode.BAD_REPLY)));
  }

  private void completeRefused(ReplyHandler replyHandler, EngineAnswer.Refused refused) {
    Optional<ServerError> error = json.engineError(refused.json());
    if (error.isEmpty()) {
      replyHandler.failed(ServerError.of(ErrorCode.BAD_REPLY));
    } else if (error.get().temporary() || error.get().incident() != null) {
      replyHandler.failed(error.get());
    } else {
      replyHandler.refused(error.get(), refused.unseededBy());
    }
  }
}
