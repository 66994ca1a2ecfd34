package dicegate.gateway;

import dicegate.telemetry.Meter;
import dicegate.telemetry.Meters;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * One connection: its id, its conversation, its signs of life, and the message being put together
 * from fragments.
 *
 * <p>The {@code on...} methods are called by one thread at a time, as a container does; {@link
 * #check} by the gateway's clock.
 */
final class Client {

  private final UUID id;
  private final String address;
  private final ClientSocket socket;
  private final Outbox outbox;
  private final Conversation conversation;
  private final Heartbeat heartbeat;
  private final Meters meters;
  private final StringBuilder parts = new StringBuilder();

  Client(UUID id, String address, ClientSocket socket, Services services) {
    this.id = id;
    this.address = address;
    this.socket = socket;
    LongSupplier nanoClock = services.nanoClock();
    this.meters = services.meters();
    this.outbox = new Outbox(socket, meters, nanoClock);
    this.conversation = new Conversation(id, services, outbox);
    this.heartbeat = new Heartbeat(nanoClock);
  }

  UUID id() {
    return id;
  }

  /** Returns where it came from, as {@link Door} counts it. */
  String address() {
    return address;
  }

  void greet() {
    conversation.greet();
  }

  /** Takes a message or a fragment of one; one that grows too big closes the connection. */
  void onText(String part, boolean last) {
    heartbeat.heard();
    if (outbox.isClosed()) {
      return;
    }
    if (parts.length() + part.length() > GatewaySettings.MAX_MESSAGE_CHARS) {
      refuse(CloseCode.TOO_BIG, "message too big");
      return;
    }
    if (last && parts.isEmpty()) {
      conversation.onText(part);
      return;
    }
    parts.append(part);
    if (last) {
      String text = parts.toString();
      parts.setLength(0);
      conversation.onText(text);
    }
  }

  void onBinary() {
    heartbeat.heard();
    if (!outbox.isClosed()) {
      refuse(CloseCode.UNSUPPORTED_DATA, "text only");
    }
  }

  void onPong() {
    heartbeat.heard();
  }

  /** Looks after the client: asks whether it is there, and gives it up if it is not or is stuck. */
  void check() {
    outbox.checkProgress();
    switch (heartbeat.check()) {
      case WELL -> {}
      case PING -> socket.ping();
      case GONE -> {
        meters.count(Meter.CLIENTS_VANISHED);
        outbox.giveUp(CloseCode.VANISHED, "not heard of");
      }
    }
  }

  /** Tells whether it was given up, so that nothing more will be sent to it. */
  boolean isGivenUp() {
    return outbox.isClosed();
  }

  /**
   * Lets go of all that is meant for this client; answers still to come are kept by its session.
   */
  void gone() {
    conversation.gone();
  }

  /** Tells whether it can go without losing anything that it asked for. */
  boolean isQuiet() {
    return conversation.isQuiet();
  }

  /** Tells whether it asked for something that the service, going down, does not begin. */
  boolean isLeaving() {
    return conversation.isLeaving();
  }

  void close(int code, String reason) {
    socket.close(code, reason);
  }

  /** Closes the connection of one who may not come in, and hears no word of it. */
  void turnAway() {
    outbox.giveUp(CloseCode.TRY_AGAIN_LATER, "too many connections");
  }

  private void refuse(int code, String reason) {
    parts.setLength(0);
    parts.trimToSize();
    meters.count(Meter.MESSAGES_REFUSED);
    outbox.giveUp(code, reason);
  }
}
