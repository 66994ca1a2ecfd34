package dicegate.gateway;

import dicegate.table.JoinAnswer;
import dicegate.table.log.Audience;
import dicegate.table.log.IdempotencyKey;
import dicegate.table.log.TableRoll;
import dicegate.telemetry.Counter;
import dicegate.wire.ErrorCode;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.ClientMessage;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerError;
import dicegate.wire.json.ServerFrame;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One client's talk with the service, in both dialects: every message in gets its answer, or its
 * error, out. Knows no container and no dice.
 *
 * <p>{@link #onText} and {@link #sendHello} are called by one thread at a time, as a container
 * does; answers come on any, and so does {@link #onDisconnect}.
 */
final class Conversation {

  private final UUID client;
  private final GatewayContext context;
  private final JsonCodec json;
  private final Outbox outbox;
  private final ResponseSequencer bareAnswers;
  private final RateLimit rate;
  private final ConcurrencyLimit rolls;
  private final TableCommands tableCommands;
  private final ConcurrencyLimit odds = new ConcurrencyLimit(GatewaySettings.MAX_ODDS_IN_FLIGHT);

  private volatile boolean askedWhileDraining;

  /** The client's session; none before it is known to speak JSON. */
  private volatile @Nullable ResumableSession session;

  Conversation(UUID client, GatewayContext context, Outbox outbox) {
    this.client = client;
    this.context = context;
    this.json = context.json();
    this.outbox = outbox;
    this.bareAnswers = new ResponseSequencer(outbox);
    ClientLimits limits = context.settings().limits();
    this.rate = new RateLimit(limits.rate(), context.nanoClock());
    this.rolls = new ConcurrencyLimit(limits.inFlight());
    this.tableCommands =
        new TableCommands(context, outbox, fault -> context.caller().reportFault("table", fault));
  }

  /** Says hello, once; due to a client that offered the subprotocol or sent JSON, to no other. */
  void sendHello() {
    if (session == null) {
      ResumableSession opened = context.sessions().open(outbox);
      attach(opened);
      ServerFrame.Limits limits =
          new ServerFrame.Limits(
              GatewaySettings.MAX_MESSAGE_CHARS, context.settings().limits().inFlight());
      outbox.send(json.hello(opened.id(), context.settings().version(), limits));
    }
  }

  /** Takes one whole message: JSON if it starts so, else bare. Never throws. */
  void onText(String text) {
    try {
      if (text.startsWith("{")) {
        sendHello();
        onJson(json.read(text));
      } else {
        onBare(text);
      }
    } catch (RuntimeException fault) {
      outbox.send(json.error(null, context.caller().reportFault("message", fault)));
    }
  }

  /** Tells whether the client asked for something that the service, going down, does not begin. */
  boolean askedWhileDraining() {
    return askedWhileDraining;
  }

  /** Tells whether all is answered that was asked, and on its way. */
  boolean isIdle() {
    ResumableSession current = session;
    return rolls.isEmpty()
        && odds.isEmpty()
        && (current == null || current.isIdle())
        && outbox.isIdle();
  }

  /** Lets the session wait for its client, whose connection is gone. */
  void onDisconnect() {
    outbox.close();
    tableCommands.onDisconnect();
    ResumableSession current = session;
    if (current != null) {
      context.sessions().detach(current, outbox);
    }
  }

  private void onBare(String text) {
    ResponseSequencer.Place place = bareAnswers.take();
    if (place == null) {
      outbox.overflow();
      return;
    }
    ReplyHandler replyHandler = new BareReplyHandler(bareAnswers, place, json);
    ServerError overRate = checkRate();
    if (overRate != null) {
      replyHandler.failed(overRate);
    } else {
      ask(Verb.BARE, text, replyHandler);
    }
  }

  private void onJson(ClientMessage message) {
    ServerError overRate = checkRate();
    if (overRate != null) {
      outbox.send(json.error(message.id(), overRate));
      return;
    }
    switch (message) {
      case ClientMessage.Roll roll -> roll(roll);
      case ClientMessage.Odds question ->
          request(
              Verb.ODDS,
              question.id(),
              question.expr(),
              question.expr(),
              (current, request) ->
                  new JsonReplyHandler(current, request, question.id(), json, json::odds));
      case ClientMessage.Resume resume -> resume(resume);
      case ClientMessage.Join join -> tableCommands.join(join);
      case ClientMessage.Leave leave -> tableCommands.leave(leave);
      case ClientMessage.Reveal reveal -> tableCommands.reveal(reveal);
      case ClientMessage.Ping ping -> outbox.send(json.pong(ping.id()));
      case ClientMessage.InvalidMessage invalid ->
          outbox.send(json.error(invalid.id(), invalid.error()));
    }
  }

  /** Returns the error for a message that comes too fast, null if it does not. */
  private @Nullable ServerError checkRate() {
    int waitMillis = rate.take();
    if (waitMillis == 0) {
      return null;
    }
    context.metrics().count(Counter.MESSAGES_OVER_RATE);
    if (rate.isFlooding()) {
      outbox.closeWith(CloseCode.FLOODING, "asks far too fast");
    }
    return ServerError.temporary(ErrorCode.RATE_LIMITED, ErrorCode.RATE_LIMITED.text(), waitMillis);
  }

  private void resume(ClientMessage.Resume resume) {
    ResumableSession own = session;
    ResumableSession found = context.sessions().resume(resume.session(), outbox);
    if (found == null || own == null) {
      context.metrics().count(Counter.SESSIONS_UNKNOWN);
      refuse(resume.id(), ErrorCode.NO_SESSION);
      return;
    }
    context.metrics().count(Counter.SESSIONS_RESUMED);
    attach(found);
    if (found != own) {
      context.sessions().detach(own, outbox);
    }
    outbox.send(json.resumed(resume.id(), found.id()));
  }

  /* Whichever comes second, this or gone, finds the other's mark: the session never stays behind as
  that of a connection that is no more. */
  private void attach(ResumableSession taken) {
    session = taken;
    if (outbox.isClosed()) {
      context.sessions().detach(taken, outbox);
    }
  }

  /** Rolls for the table where the client sits, or for the client alone. */
  private void roll(ClientMessage.Roll roll) {
    Optional<CompletableFuture<JoinAnswer>> seat = tableCommands.seat();
    Audience to = roll.to().isEmpty() && seat.isEmpty() ? Audience.SELF : audience(roll.to());
    ErrorCode invalid = validate(roll, to, seat);
    if (invalid != null) {
      outbox.send(json.error(roll.id(), ServerError.of(invalid)));
      return;
    }
    request(
        Verb.ROLL,
        roll.id(),
        roll.expr(),
        fingerprint(roll),
        (current, request) -> {
          JsonReplyHandler direct =
              new JsonReplyHandler(current, request, roll.id(), json, json::result);
          return seat.isEmpty() || to == null || to == Audience.SELF
              ? direct
              : new TableReplyHandler(
                  direct,
                  seat.get(),
                  IdempotencyKey.of(current.id().toString(), roll.id().toString()),
                  to,
                  roll.label(),
                  fault -> context.caller().reportFault("table", fault));
        });
  }

  private static @Nullable Audience audience(String to) {
    return to.isEmpty() ? Audience.ALL : Audience.parse(to).orElse(null);
  }

  /** Tells why a roll is not to be asked at all; null if it is. */
  private static @Nullable ErrorCode validate(
      ClientMessage.Roll roll,
      @Nullable Audience to,
      Optional<CompletableFuture<JoinAnswer>> seat) {
    if (to == null) {
      return ErrorCode.BAD_AUDIENCE;
    }
    if (!TableRoll.isLabel(roll.label())) {
      return ErrorCode.BAD_LABEL;
    }
    if (to == Audience.SELF) {
      return null;
    }
    if (seat.isEmpty()) {
      return ErrorCode.NO_TABLE;
    }
    return seat.get().getNow(null) instanceof JoinAnswer.Joined joined
        ? joined.seat().rollError().orElse(null)
        : null;
  }

  /** By what a roll is known to be the same when its id comes again. */
  private static String fingerprint(ClientMessage.Roll roll) {
    return roll.label().isEmpty() && roll.to().isEmpty()
        ? roll.expr()
        : String.join("\0", roll.expr(), roll.label(), roll.to());
  }

  /**
   * Asks what was not asked yet in this session; what was, is answered as it was then.
   *
   * @param fingerprint what tells this request from another one with the same id
   * @param replies makes the reply of a request that is asked
   */
  private void request(
      Verb verb,
      JsonValue id,
      String expression,
      String fingerprint,
      BiFunction<ResumableSession, ResumableSession.TrackedRequest, ReplyHandler> replies) {
    ResumableSession current = session;
    if (current == null) {
      throw new IllegalStateException("a request before the greeting");
    }
    ResumableSession.IdempotencyCheck check =
        current.checkIdempotency(id.toString(), verb, fingerprint, outbox);
    switch (check) {
      case ResumableSession.IdempotencyCheck.Fresh fresh ->
          ask(verb, expression, replies.apply(current, fresh.request()));
      case ResumableSession.IdempotencyCheck.Joined joined ->
          context.metrics().count(Counter.REQUESTS_REPEATED);
      case ResumableSession.IdempotencyCheck.Repeated repeated -> {
        context.metrics().count(Counter.REQUESTS_REPEATED);
        outbox.send(repeated.frame());
      }
      case ResumableSession.IdempotencyCheck.Forgotten forgotten -> {
        context.metrics().count(Counter.ANSWERS_GONE);
        refuse(id, ErrorCode.ANSWER_GONE);
      }
      case ResumableSession.IdempotencyCheck.Reused reused -> {
        context.metrics().count(Counter.IDS_REUSED);
        refuse(id, ErrorCode.ID_REUSED);
      }
      case ResumableSession.IdempotencyCheck.Full full -> {
        context.metrics().count(Counter.REQUESTS_OVER_IN_FLIGHT);
        outbox.send(json.error(id, ServerError.of(ErrorCode.BUSY)));
      }
      // The connection is being closed, and what it would be answered goes nowhere.
      case ResumableSession.IdempotencyCheck.Replaced replaced -> {}
    }
  }

  /** Asks the fleet, or nobody any more if the service is going down. */
  private void ask(Verb verb, String expression, ReplyHandler replyHandler) {
    if (context.shutdownFlag().isSet()) {
      askedWhileDraining = true;
      replyHandler.failed(ServerError.of(ErrorCode.STOPPED));
      return;
    }
    context.caller().ask(client, verb, expression, verb == Verb.ODDS ? odds : rolls, replyHandler);
  }

  private void refuse(@Nullable JsonValue id, ErrorCode code) {
    outbox.send(json.error(id, ServerError.of(code)));
  }
}
