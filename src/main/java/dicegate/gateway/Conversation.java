package dicegate.gateway;

import dicegate.fleet.Asker;
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

  private final AddressUsage addressUsage;
  private final GatewayContext context;
  private final JsonCodec json;
  private final Outbox outbox;
  private final ResponseSequencer bareAnswers;
  private final RateLimit rate;
  private final ConnectionSession session;
  private final TableCommands tableCommands;
  private final RollCommands rollCommands;
  private final SeriesCommands seriesCommands;

  /**
   * Creates the conversation of a connection.
   *
   * @param address the client's address, by which limits apply; empty if addresses do not
   *     distinguish clients
   * @param unread counts the texts that wait for the outbox, as the outbox does its own
   */
  Conversation(
      UUID connectionId, String address, GatewayContext context, Outbox outbox, UnreadText unread) {
    Asker asker = address.isEmpty() ? Asker.alone(connectionId) : new Asker(address, connectionId);
    this.addressUsage = context.addressUsages().of(address);
    this.context = context;
    this.json = context.json();
    this.outbox = outbox;
    this.bareAnswers = new ResponseSequencer(outbox, unread);
    this.rate = new RateLimit(context.settings().limits().rate(), context.nanoClock());
    this.session = new ConnectionSession(context, outbox);
    this.tableCommands = new TableCommands(connectionId, address, context, outbox, session);
    this.seriesCommands = new SeriesCommands(json, outbox, session);
    this.rollCommands =
        new RollCommands(
            asker, addressUsage, context, outbox, session, tableCommands, seriesCommands);
  }

  /** Sends hello, once; only for a client that offered the subprotocol or sent JSON. */
  void sendHello() {
    session.open();
  }

  /**
   * Takes one whole message, in the dialect of the connection. That is JSON once the client has
   * offered the subprotocol or sent a JSON object with a type; until then any other text is bare,
   * also one that begins with a brace, such as {@code {2d6,1d8}kh1}. Never throws.
   */
  void onText(String text) {
    try {
      if (session.isOpen()) {
        onJson(json.read(text));
      } else {
        onFirstText(text);
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

  private void onFirstText(String text) {
    ClientMessage message = text.startsWith("{") ? json.readTyped(text).orElse(null) : null;
    if (message == null) {
      onBare(text);
    } else {
      sendHello();
      onJson(message);
    }
  }

  private void onBare(String text) {
    ResponseSequencer.Place place = bareAnswers.take();
    if (place == null) {
      outbox.overflow();
      return;
    }
    ReplyHandler replyHandler = new BareReplyHandler(bareAnswers, place, json);
    try {
      ServerError overRate = checkRate();
      if (overRate != null) {
        replyHandler.failed(overRate);
      } else {
        rollCommands.ask(Verb.BARE, text, replyHandler);
      }
    } catch (RuntimeException fault) {
      // Without an answer, those to later texts would wait for ever.
      replyHandler.failed(context.requester().reportFault("message", fault));
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
      case ClientMessage.Moderate moderate -> tableCommands.moderate(moderate);
      case ClientMessage.History history -> tableCommands.history(history);
      case ClientMessage.Seed seed -> seriesCommands.seed(seed);
      case ClientMessage.Proof proof -> {
        if (proof.seq() == null) {
          seriesCommands.proof(proof);
        } else {
          tableCommands.proof(proof.id(), proof.seq());
        }
      }
      case ClientMessage.Ping ping -> outbox.send(json.pong(ping.id()));
      case ClientMessage.InvalidMessage invalid ->
          outbox.send(json.error(invalid.id(), invalid.error()));
    }
  }

  /** Returns the error of a message over the rate; null if the rate is kept. */
  private @Nullable ServerError checkRate() {
    int waitMillis = rate.take();
    if (waitMillis == 0) {
      waitMillis = addressUsage.take();
      if (waitMillis == 0) {
        return null;
      }
      context.metrics().count(Counter.MESSAGES_OVER_ADDRESS_RATE);
    } else {
      context.metrics().count(Counter.MESSAGES_OVER_RATE);
    }
    if (rate.isFlooding()) {
      outbox.closeWith(CloseCode.FLOODING, "far more messages than allowed; send them more slowly");
    }
    return ServerError.temporary(ErrorCode.RATE_LIMITED, ErrorCode.RATE_LIMITED.text(), waitMillis);
  }
}
