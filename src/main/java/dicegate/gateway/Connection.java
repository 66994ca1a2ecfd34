package dicegate.gateway;

import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * One connection: its id, its conversation, its signs of life, and the message being put together
 * from fragments.
 *
 * <p>The {@code on...} methods are called by one thread at a time, as a container does; {@link
 * #check} by the gateway's clock.
 */
final class Connection {

  private final UUID id;
  private final String address;
  private final ClientSocket socket;
  private final Outbox outbox;
  private final Conversation conversation;
  private final Heartbeat heartbeat;
  private final Metrics metrics;
  private final StringBuilder partialMessage = new StringBuilder();

  Connection(UUID id, String address, ClientSocket socket, GatewayContext context) {
    this.id = id;
    this.address = address;
    this.socket = socket;
    LongSupplier nanoClock = context.nanoClock();
    this.metrics = context.metrics();
    this.outbox = new Outbox(socket, metrics, nanoClock);
    this.conversation = new Conversation(id, context, outbox);
    this.heartbeat = new Heartbeat(nanoClock);
  }

  UUID id() {
    return id;
  }

  /** Returns where it came from, as {@link ConnectionLimiter} counts it. */
  String address() {
    return address;
  }

  void sendHello() {
    conversation.sendHello();
  }

  /** Takes a message or a fragment of one; one that grows too big closes the connection. */
  void onText(String part, boolean last) {
    heartbeat.recordActivity();
    if (outbox.isClosed()) {
      return;
    }
    if (partialMessage.length() + part.length() > GatewaySettings.MAX_MESSAGE_CHARS) {
      closeInvalid(CloseCode.TOO_BIG, "message too big");
      return;
    }
    if (last && partialMessage.isEmpty()) {
      conversation.onText(part);
      return;
    }
    partialMessage.append(part);
    if (last) {
      String text = partialMessage.toString();
      partialMessage.setLength(0);
      conversation.onText(text);
    }
  }

  void onBinary() {
    heartbeat.recordActivity();
    if (!outbox.isClosed()) {
      closeInvalid(CloseCode.UNSUPPORTED_DATA, "text only");
    }
  }

  void onPong() {
    heartbeat.recordActivity();
  }

  /** Looks after the client: asks whether it is there, and gives it up if it is not or is stuck. */
  void check() {
    outbox.checkProgress();
    switch (heartbeat.check()) {
      case ALIVE -> {}
      case PING -> socket.ping();
      case TIMED_OUT -> {
        metrics.count(Counter.CLIENTS_VANISHED);
        outbox.closeWith(CloseCode.HEARTBEAT_TIMEOUT, "not heard of");
      }
    }
  }

  /** Tells whether it was given up, so that nothing more will be sent to it. */
  boolean isClosed() {
    return outbox.isClosed();
  }

  /**
   * Lets go of all that is meant for this client; answers still to come are kept by its session.
   */
  void onDisconnect() {
    conversation.onDisconnect();
  }

  /** Tells whether it can go without losing anything that it asked for. */
  boolean isIdle() {
    return conversation.isIdle();
  }

  /** Tells whether it asked for something that the service, going down, does not begin. */
  boolean askedWhileDraining() {
    return conversation.askedWhileDraining();
  }

  void close(int code, String reason) {
    socket.close(code, reason);
  }

  /** Closes the connection of one who may not come in, and hears no word of it. */
  void reject() {
    outbox.closeWith(CloseCode.TRY_AGAIN_LATER, "too many connections");
  }

  private void closeInvalid(int code, String reason) {
    partialMessage.setLength(0);
    partialMessage.trimToSize();
    metrics.count(Counter.MESSAGES_REFUSED);
    outbox.closeWith(code, reason);
  }
}
