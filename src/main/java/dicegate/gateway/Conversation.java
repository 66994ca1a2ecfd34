package dicegate.gateway;

import dicegate.telemetry.Counter;
import dicegate.wire.ErrorCode;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.ClientMessage;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerError;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one connection, in both dialects: each is dispatched to the part that serves it,
 * and answered once, with a result or an error. Independent of the container, and of dice.
 *
 * <p>{@link #onText} and {@link #sendHello} are called by one thread at a time, as containers do;
 * answers arrive on any thread, and so may {@link #onDisconnect}.
 */
final class Conversation {

  private final GatewayContext context;
  private final JsonCodec json;
  private final Outbox outbox;
  private final ResponseSequencer bareAnswers;
  private final RateLimit rate;
  private final ConnectionSession session;
  private final TableCommands tableCommands;
  private final RollCommands rollCommands;

  Conversation(UUID connectionId, GatewayContext context, Outbox outbox) {
    this.context = context;
    this.json = context.json();
    this.outbox = outbox;
    this.bareAnswers = new ResponseSequencer(outbox);
    this.rate = new RateLimit(context.settings().limits().rate(), context.nanoClock());
    this.session = new ConnectionSession(context, outbox);
    this.tableCommands = new TableCommands(context, outbox);
    this.rollCommands = new RollCommands(connectionId, context, outbox, session, tableCommands);
  }

  /** Sends hello, once; only for a client that offered the subprotocol or sent JSON. */
  void sendHello() {
    session.open();
  }

  /** Takes one whole message: JSON if it starts with a brace, else bare. Never throws. */
  void onText(String text) {
    try {
      if (text.startsWith("{")) {
        sendHello();
        onJson(json.read(text));
      } else {
        onBare(text);
      }
    } catch (RuntimeException fault) {
      outbox.send(json.error(null, context.requester().reportFault("message", fault)));
    }
  }

  /** Tells whether the client sent a request that was refused because of the shutdown. */
  boolean askedWhileDraining() {
    return rollCommands.askedWhileDraining();
  }

  /** Tells whether all requests are answered, and all answers sent. */
  boolean isIdle() {
    return rollCommands.isIdle() && session.isIdle() && outbox.isIdle();
  }

  /** Drops the answers that the session has kept long enough. */
  void removeExpired() {
    session.removeExpired();
  }

  /** Leaves the table, and detaches the session, which waits for its client to reconnect. */
  void onDisconnect() {
    outbox.close();
    tableCommands.onDisconnect();
    session.detach();
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
      rollCommands.ask(Verb.BARE, text, replyHandler);
    }
  }

  private void onJson(ClientMessage message) {
    ServerError overRate = checkRate();
    if (overRate != null) {
      outbox.send(json.error(message.id(), overRate));
      return;
    }
    switch (message) {
      case ClientMessage.Roll roll -> rollCommands.roll(roll);
      case ClientMessage.Odds odds -> rollCommands.odds(odds);
      case ClientMessage.Resume resume -> session.resume(resume);
      case ClientMessage.Join join -> tableCommands.join(join);
      case ClientMessage.Leave leave -> tableCommands.leave(leave);
      case ClientMessage.Reveal reveal -> tableCommands.reveal(reveal);
      case ClientMessage.Ping ping -> outbox.send(json.pong(ping.id()));
      case ClientMessage.InvalidMessage invalid ->
          outbox.send(json.error(invalid.id(), invalid.error()));
    }
  }

  /** Returns the error of a message over the rate; null if the rate is kept. */
  private @Nullable ServerError checkRate() {
    int waitMillis = rate.take();
    if (waitMillis == 0) {
      return null;
    }
    context.metrics().count(Counter.MESSAGES_OVER_RATE);
    if (rate.isFlooding()) {
      outbox.closeWith(CloseCode.FLOODING, "far more messages than allowed; send them more slowly");
    }
    return ServerError.temporary(ErrorCode.RATE_LIMITED, ErrorCode.RATE_LIMITED.text(), waitMillis);
  }
}
