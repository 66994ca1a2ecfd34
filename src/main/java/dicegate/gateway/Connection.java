package dicegate.gateway;

import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * One WebSocket connection: its id, its conversation, its heartbeat, and the message that is being
 * assembled from fragments.
 *
 * <p>The {@code on...} methods are called by one thread at a time, as containers do; {@link #check}
 * by the maintenance loop.
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

  /** Returns the client's address, as {@link ConnectionLimiter} counts it. */
  String address() {
    return address;
  }

  void sendHello() {
    conversation.sendHello();
  }

  /** Takes a message or a fragment of one; a message that is too long closes the connection. */
  void onText(String part, boolean last) {
    heartbeat.recordActivity();
    if (outbox.isClosed()) {
      return;
    }
    if (partialMessage.length() + part.length() > GatewaySettings.MAX_MESSAGE_CHARS) {
      closeInvalid(
          CloseCode.TOO_BIG,
          "a message is at most " + GatewaySettings.MAX_MESSAGE_CHARS + " characters");
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
      closeInvalid(CloseCode.UNSUPPORTED_DATA, "only text messages are supported");
    }
  }

  void onPong() {
    heartbeat.recordActivity();
  }

  /** Checks time limits: pings a silent client, and closes if it stays silent or does not read. */
  void check() {
    outbox.checkProgress();
    switch (heartbeat.check()) {
      case ALIVE -> {}
      case PING -> socket.ping();
      case TIMED_OUT -> {
        metrics.count(Counter.CLIENTS_VANISHED);
        outbox.closeWith(
            CloseCode.HEARTBEAT_TIMEOUT,
            "no message or pong for " + Heartbeat.TIMEOUT_SECONDS + " s");
      }
    }
  }

  /** Tells whether the gateway has closed it, or begun to. */
  boolean isClosed() {
    return outbox.isClosed();
  }

  /** Releases the resources of this connection; the session keeps answers that arrive later. */
  void onDisconnect() {
    conversation.onDisconnect();
  }

  /** Tells whether all requests are answered, so that a close loses nothing. */
  boolean isIdle() {
    return conversation.isIdle();
  }

  /** Tells whether the client sent a request that was refused because of the shutdown. */
  boolean askedWhileDraining() {
    return conversation.askedWhileDraining();
  }

  /** Closes the connection because the service is shutting down. */
  void closeForRestart() {
    socket.close(CloseCode.SERVICE_RESTART, "service restart");
  }

  /** Rejects the connection, which is over the limit, and ignores its messages. */
  void reject() {
    outbox.closeWith(CloseCode.TRY_AGAIN_LATER, "too many connections; try again later");
  }

  private void closeInvalid(int code, String reason) {
    partialMessage.setLength(0);
    partialMessage.trimToSize();
    metrics.count(Counter.MESSAGES_REFUSED);
    outbox.closeWith(code, reason);
  }
}
