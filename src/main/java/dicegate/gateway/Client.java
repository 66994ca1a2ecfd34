package dicegate.gateway;

import dicegate.telemetry.Meter;
import dicegate.telemetry.Meters;
import java.util.UUID;

/**
 * One connection: its id, its conversation, and the message being put together from fragments.
 *
 * <p>The {@code on...} methods are called by one thread at a time, as a container does.
 */
final class Client {

  private final UUID id;
  private final ClientSocket socket;
  private final Outbox outbox;
  private final Conversation conversation;
  private final Meters meters;
  private final StringBuilder parts = new StringBuilder();
  private boolean refused;

  Client(UUID id, ClientSocket socket, Outbox outbox, Conversation conversation, Meters meters) {
    this.id = id;
    this.socket = socket;
    this.outbox = outbox;
    this.conversation = conversation;
    this.meters = meters;
  }

  UUID id() {
    return id;
  }

  void greet() {
    conversation.greet();
  }

  /** Takes a message or a fragment of one; one that grows too big closes the connection. */
  void onText(String part, boolean last) {
    if (refused) {
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
    if (!refused) {
      refuse(CloseCode.UNSUPPORTED_DATA, "text only");
    }
  }

  /** Lets go of all that is meant for this client; answers still to come are dropped. */
  void gone() {
    outbox.close();
  }

  void close(int code, String reason) {
    socket.close(code, reason);
  }

  private void refuse(int code, String reason) {
    refused = true;
    parts.setLength(0);
    parts.trimToSize();
    meters.count(Meter.MESSAGES_REFUSED);
    socket.close(code, reason);
  }
}
