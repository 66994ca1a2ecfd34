package dicegate.gateway;

import dicegate.fleet.EngineAnswer;
import dicegate.fleet.EngineAnswer.Reason;
import dicegate.fleet.EngineFleet;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Meter;
import dicegate.telemetry.Meters;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.ClientMessage;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerError;
import dicegate.wire.json.ServerFrame;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One client's talk with the service, in both dialects: every message in gets its answer, or its
 * error, out. Knows no container and no dice.
 *
 * <p>{@link #onText} is called by one thread at a time, as a container does; answers come on any.
 */
final class Conversation {

  private static final System.Logger LOG = System.getLogger(Conversation.class.getName());

  private final UUID session;
  private final EngineFleet fleet;
  private final JsonCodec json;
  private final GatewaySettings settings;
  private final Incidents incidents;
  private final Meters meters;
  private final Outbox outbox;
  private final OrderedAnswers bareAnswers;
  private final InFlight rolls;
  private final InFlight odds = new InFlight(GatewaySettings.MAX_ODDS_IN_FLIGHT);
  private boolean greeted;

  Conversation(
      UUID session,
      EngineFleet fleet,
      JsonCodec json,
      GatewaySettings settings,
      Incidents incidents,
      Meters meters,
      Outbox outbox) {
    this.session = session;
    this.fleet = fleet;
    this.json = json;
    this.settings = settings;
    this.incidents = incidents;
    this.meters = meters;
    this.outbox = outbox;
    this.bareAnswers = new OrderedAnswers(outbox);
    this.rolls = new InFlight(settings.inFlight());
  }

  /** Says hello, once; due to a client that offered the subprotocol or sent JSON, to no other. */
  void greet() {
    if (!greeted) {
      greeted = true;
      ServerFrame.Limits limits =
          new ServerFrame.Limits(GatewaySettings.MAX_MESSAGE_CHARS, settings.inFlight());
      outbox.send(json.hello(session, settings.version(), limits));
    }
  }

  /** Takes one whole message: JSON if it starts so, else bare. Never throws. */
  void onText(String text) {
    try {
      if (text.startsWith("{")) {
        greet();
        onJson(json.read(text));
      } else {
        onBare(text);
      }
    } catch (RuntimeException fault) {
      outbox.send(json.error(null, ServerError.internal(incidents.report(LOG, "message", fault))));
    }
  }

  private void onBare(String text) {
    OrderedAnswers.Place place = bareAnswers.take();
    if (place == null) {
      outbox.overflow();
      return;
    }
    ask(Verb.BARE, text, new BareReply(bareAnswers, place, json));
  }

  private void onJson(ClientMessage message) {
    switch (message) {
      case ClientMessage.Roll roll ->
          ask(Verb.ROLL, roll.expr(), new JsonReply(outbox, roll.id(), json, json::result));
      case ClientMessage.Odds question ->
          ask(Verb.ODDS, question.expr(), new JsonReply(outbox, question.id(), json, json::odds));
      case ClientMessage.Ping ping -> outbox.send(json.pong(ping.id()));
      case ClientMessage.Unusable unusable ->
          outbox.send(
              json.error(
                  unusable.id(), ServerError.permanent(unusable.code(), unusable.message())));
    }
  }

  /** Asks the fleet, within what this client may have in flight. */
  @SuppressWarnings("FutureReturnValueIgnored") // settle catches all there is to catch
  private void ask(Verb verb, String expression, Reply reply) {
    InFlight room = verb == Verb.ODDS ? odds : rolls;
    if (!room.enter()) {
      meters.count(Meter.REQUESTS_OVER_IN_FLIGHT);
      reply.failed(errorOf(Reason.BUSY));
      return;
    }
    askFleet(verb, expression)
        .whenComplete(
            (answer, failure) -> {
              room.leave();
              if (verb == Verb.BARE && answer instanceof EngineAnswer.Unsupported) {
                // An engine without BARE gives the roll object, which a bare client can read too.
                ask(Verb.ROLL, expression, reply);
              } else {
                settle(reply, answer, failure);
              }
            });
  }

  private CompletableFuture<EngineAnswer> askFleet(Verb verb, String expression) {
    try {
      return fleet.ask(session, verb, expression);
    } catch (RuntimeException fault) {
      return CompletableFuture.failedFuture(fault);
    }
  }

  /* A future swallows what its callbacks throw; a fault of ours must be seen, and the client told. */
  private void settle(Reply reply, @Nullable EngineAnswer answer, @Nullable Throwable failure) {
    if (answer == null || failure != null) {
      Throwable fault = failure != null ? failure : new IllegalStateException("no answer");
      reply.failed(ServerError.internal(incidents.report(LOG, "fleet", fault)));
      return;
    }
    try {
      settle(reply, answer);
    } catch (RuntimeException fault) {
      reply.failed(ServerError.internal(incidents.report(LOG, "conversation", fault)));
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

  private static ServerError errorOf(Reason reason) {
    return reason.temporary()
        ? ServerError.temporary(reason.code(), reason.text(), reason.retryAfterMillis())
        : ServerError.permanent(reason.code(), reason.text());
  }
}
