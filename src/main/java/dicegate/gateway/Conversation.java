package dicegate.gateway;

import dicegate.fleet.EngineAnswer.Reason;
import dicegate.table.Audience;
import dicegate.table.JoinAnswer;
import dicegate.table.PublishKey;
import dicegate.table.Refusal;
import dicegate.table.TableRoll;
import dicegate.telemetry.Meter;
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
 * <p>{@link #onText} and {@link #greet} are called by one thread at a time, as a container does;
 * answers come on any, and so does {@link #gone}.
 */
final class Conversation {

  private final UUID client;
  private final Services services;
  private final JsonCodec json;
  private final Outbox outbox;
  private final OrderedAnswers bareAnswers;
  private final RateLimit rate;
  private final InFlight rolls;
  private final TableTalk tableTalk;
  private final InFlight odds = new InFlight(GatewaySettings.MAX_ODDS_IN_FLIGHT);

  private volatile boolean leaving;

  /** The client's session; none before it is known to speak JSON. */
  private volatile @Nullable Session session;

  Conversation(UUID client, Services services, Outbox outbox) {
    this.client = client;
    this.services = services;
    this.json = services.json();
    this.outbox = outbox;
    this.bareAnswers = new OrderedAnswers(outbox);
    ClientLimits limits = services.settings().limits();
    this.rate = new RateLimit(limits.rate(), services.nanoClock());
    this.rolls = new InFlight(limits.inFlight());
    this.tableTalk =
        new TableTalk(services, outbox, fault -> services.caller().internal("table", fault));
  }

  /** Says hello, once; due to a client that offered the subprotocol or sent JSON, to no other. */
  void greet() {
    if (session == null) {
      Session opened = services.sessions().open(outbox);
      take(opened);
      ServerFrame.Limits limits =
          new ServerFrame.Limits(
              GatewaySettings.MAX_MESSAGE_CHARS, services.settings().limits().inFlight());
      outbox.send(json.hello(opened.id(), services.settings().version(), limits));
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
      outbox.send(json.error(null, services.caller().internal("message", fault)));
    }
  }

  /** Tells whether the client asked for something that the service, going down, does not begin. */
  boolean isLeaving() {
    return leaving;
  }

  /** Tells whether all is answered that was asked, and on its way. */
  boolean isQuiet() {
    Session current = session;
    return rolls.isEmpty()
        && odds.isEmpty()
        && (current == null || current.isQuiet())
        && outbox.isIdle();
  }

  /** Lets the session wait for its client, whose connection is gone. */
  void gone() {
    outbox.close();
    tableTalk.gone();
    Session current = session;
    if (current != null) {
      services.sessions().detach(current, outbox);
    }
  }

  private void onBare(String text) {
    OrderedAnswers.Place place = bareAnswers.take();
    if (place == null) {
      outbox.overflow();
      return;
    }
    Reply reply = new BareReply(bareAnswers, place, json);
    ServerError tooFast = tooFast();
    if (tooFast != null) {
      reply.failed(tooFast);
    } else {
      ask(Verb.BARE, text, reply);
    }
  }

  private void onJson(ClientMessage message) {
    ServerError tooFast = tooFast();
    if (tooFast != null) {
      outbox.send(json.error(message.id(), tooFast));
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
              (current, asked) -> new JsonReply(current, asked, question.id(), json, json::odds));
      case ClientMessage.Resume resume -> resume(resume);
      case ClientMessage.Join join -> tableTalk.join(join);
      case ClientMessage.Leave leave -> tableTalk.leave(leave);
      case ClientMessage.Reveal reveal -> tableTalk.reveal(reveal);
      case ClientMessage.Ping ping -> outbox.send(json.pong(ping.id()));
      case ClientMessage.Unusable unusable ->
          refuse(unusable.id(), unusable.code(), unusable.message());
    }
  }

  /** Returns the error for a message that comes too fast, null if it does not. */
  private @Nullable ServerError tooFast() {
    int waitMillis = rate.take();
    if (waitMillis == 0) {
      return null;
    }
    services.meters().count(Meter.MESSAGES_OVER_RATE);
    if (rate.floods()) {
      outbox.giveUp(CloseCode.FLOODING, "asks far too fast");
    }
    return ServerError.temporary("rate_limited", "Too many messages at once.", waitMillis);
  }

  private void resume(ClientMessage.Resume resume) {
    Session own = session;
    Session found = services.sessions().resume(resume.session(), outbox);
    if (found == null || own == null) {
      services.meters().count(Meter.SESSIONS_UNKNOWN);
      refuse(resume.id(), "no_session", "This session is not known here any more.");
      return;
    }
    services.meters().count(Meter.SESSIONS_RESUMED);
    take(found);
    if (found != own) {
      services.sessions().detach(own, outbox);
    }
    outbox.send(json.resumed(resume.id(), found.id()));
  }

  /* Whichever comes second, this or gone, finds the other's mark: the session never stays behind as
  that of a connection that is no more. */
  private void take(Session taken) {
    session = taken;
    if (outbox.isClosed()) {
      services.sessions().detach(taken, outbox);
    }
  }

  /** Rolls for the table where the client sits, or for the client alone. */
  private void roll(ClientMessage.Roll roll) {
    Optional<CompletableFuture<JoinAnswer>> seat = tableTalk.seat();
    Audience to = roll.to().isEmpty() && seat.isEmpty() ? Audience.SELF : audience(roll.to());
    Refusal objection = objection(roll, to, seat);
    if (objection != null) {
      outbox.send(json.error(roll.id(), TableTalk.errorOf(objection)));
      return;
    }
    request(
        Verb.ROLL,
        roll.id(),
        roll.expr(),
        sameAs(roll),
        (current, asked) -> {
          JsonReply direct = new JsonReply(current, asked, roll.id(), json, json::result);
          return seat.isEmpty() || to == null || to == Audience.SELF
              ? direct
              : new TableReply(
                  direct,
                  seat.get(),
                  PublishKey.of(current.id().toString(), roll.id().toString()),
                  to,
                  roll.label(),
                  fault -> services.caller().internal("table", fault));
        });
  }

  private static @Nullable Audience audience(String to) {
    return to.isEmpty() ? Audience.ALL : Audience.parse(to).orElse(null);
  }

  /** Tells why a roll is not to be asked at all; null if it is. */
  private static @Nullable Refusal objection(
      ClientMessage.Roll roll,
      @Nullable Audience to,
      Optional<CompletableFuture<JoinAnswer>> seat) {
    if (to == null) {
      return Refusal.BAD_AUDIENCE;
    }
    if (!TableRoll.isLabel(roll.label())) {
      return Refusal.BAD_LABEL;
    }
    if (to == Audience.SELF) {
      return null;
    }
    if (seat.isEmpty()) {
      return Refusal.NO_TABLE;
    }
    return seat.get().getNow(null) instanceof JoinAnswer.Joined joined
        ? joined.seat().objection().orElse(null)
        : null;
  }

  /** By what a roll is known to be the same when its id comes again. */
  private static String sameAs(ClientMessage.Roll roll) {
    return roll.label().isEmpty() && roll.to().isEmpty()
        ? roll.expr()
        : String.join("\0", roll.expr(), roll.label(), roll.to());
  }

  /**
   * Asks what was not asked yet in this session; what was, is answered as it was then.
   *
   * @param sameAs what tells this request from another one with the same id
   * @param replies makes the reply of a request that is asked
   */
  private void request(
      Verb verb,
      JsonValue id,
      String expression,
      String sameAs,
      BiFunction<Session, Session.Asked, Reply> replies) {
    Session current = session;
    if (current == null) {
      throw new IllegalStateException("a request before the greeting");
    }
    Session.Claim claim = current.claim(id.toString(), verb, sameAs, outbox);
    switch (claim) {
      case Session.Claim.Fresh fresh ->
          ask(verb, expression, replies.apply(current, fresh.asked()));
      case Session.Claim.Joined joined -> services.meters().count(Meter.REQUESTS_REPEATED);
      case Session.Claim.Repeated repeated -> {
        services.meters().count(Meter.REQUESTS_REPEATED);
        outbox.send(repeated.frame());
      }
      case Session.Claim.Forgotten forgotten -> {
        services.meters().count(Meter.ANSWERS_GONE);
        refuse(id, "answer_gone", "This was answered, and the answer is not kept any more.");
      }
      case Session.Claim.Reused reused -> {
        services.meters().count(Meter.IDS_REUSED);
        refuse(id, "id_reused", "This id was used for another request.");
      }
      case Session.Claim.Full full -> {
        services.meters().count(Meter.REQUESTS_OVER_IN_FLIGHT);
        outbox.send(json.error(id, FleetCaller.errorOf(Reason.BUSY)));
      }
      // The connection is being closed, and what it would be answered goes nowhere.
      case Session.Claim.Replaced replaced -> {}
    }
  }

  /** Asks the fleet, or nobody any more if the service is going down. */
  private void ask(Verb verb, String expression, Reply reply) {
    if (services.lastCall().given()) {
      leaving = true;
      reply.failed(FleetCaller.errorOf(Reason.STOPPED));
      return;
    }
    services.caller().ask(client, verb, expression, verb == Verb.ODDS ? odds : rolls, reply);
  }

  private void refuse(@Nullable JsonValue id, String code, String message) {
    outbox.send(json.error(id, ServerError.permanent(code, message)));
  }
}
