package dicegate.gateway;

import dicegate.fleet.EngineAnswer;
import dicegate.fleet.EngineAnswer.Reason;
import dicegate.fleet.EngineFleet;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Meter;
import dicegate.telemetry.Meters;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerError;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Asks the fleet, and tells a {@link Reply} what came of it, once and in every case. Thread-safe.
 */
record FleetCaller(EngineFleet fleet, JsonCodec json, Incidents incidents, Meters meters) {

  private static final System.Logger LOG = System.getLogger(FleetCaller.class.getName());

  static ServerError errorOf(Reason reason) {
    return reason.temporary()
        ? ServerError.temporary(reason.code(), reason.text(), reason.retryAfterMillis())
        : ServerError.permanent(reason.code(), reason.text());
  }

  /**
   * Asks, within what the asker may have in flight. Never waits and never throws.
   *
   * @param client who asks
   * @param room how many requests like this the asker has, and may have
   */
  @SuppressWarnings("FutureReturnValueIgnored") // settle catches all there is to catch
  void ask(UUID client, Verb verb, String expression, InFlight room, Reply reply) {
    if (!room.enter()) {
      meters.count(Meter.REQUESTS_OVER_IN_FLIGHT);
      reply.failed(errorOf(Reason.BUSY));
      return;
    }
    askFleet(client, verb, expression)
        .whenComplete(
            (answer, failure) -> {
              room.leave();
              if (verb == Verb.BARE && answer instanceof EngineAnswer.Unsupported) {
                // An engine without BARE gives the roll object, which a bare client can read too.
                ask(client, Verb.ROLL, expression, room, reply);
              } else {
                settle(reply, answer, failure);
              }
            });
  }

  /** Reports a fault of ours, and makes the error for the asker. */
  ServerError internal(String where, Throwable fault) {
    return ServerError.internal(incidents.report(LOG, where, fault));
  }

  private CompletableFuture<EngineAnswer> askFleet(UUID client, Verb verb, String expression) {
    try {
      return fleet.ask(client, verb, expression);
    } catch (RuntimeException fault) {
      return CompletableFuture.failedFuture(fault);
    }
  }

  /* A future swallows what its callbacks throw; a fault of ours must be seen, and the client told. */
  private void settle(Reply reply, @Nullable EngineAnswer answer, @Nullable Throwable failure) {
    if (answer == null || failure != null) {
      Throwable fault = failure != null ? failure : new IllegalStateException("no answer");
      reply.failed(internal("fleet", fault));
      return;
    }
    try {
      settle(reply, answer);
    } catch (RuntimeException fault) {
      reply.failed(internal("conversation", fault));
    }
  }

  private void settle(Reply reply, EngineAnswer answer) {
    switch (answer) {
      case EngineAnswer.Rolled rolled -> reply.result(rolled.json());
      case EngineAnswer.Refused refused -> settleRefused(reply, refused);
      case EngineAnswer.Unsupported unsupported ->
          reply.failed(ServerError.permanent("unsupported", "The dice engine cannot do this."));
      case EngineAnswer.Unavailable unavailable -> reply.failed(errorOf(unavailable.reason()));
    }
  }

  private void settleRefused(Reply reply, EngineAnswer.Refused refused) {
    Optional<ServerError> error = json.engineError(refused.json());
    if (error.isEmpty()) {
      reply.failed(errorOf(Reason.BAD_REPLY));
    } else if (error.get().temporary() || error.get().incident() != null) {
      reply.failed(error.get());
    } else {
      reply.refused(error.get());
    }
  }
}
