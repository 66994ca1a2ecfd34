package dicegate.gateway;

import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket endpoint: passes every message to its {@link Connection}, and never blocks.
 *
 * <p>One instance per connection, as the specification defines for a class without a scope (Jakarta
 * WebSocket 2.1, section 3.1.7).
 */
@ServerEndpoint(value = "/ws", subprotocols = RollEndpoint.JSON_SUBPROTOCOL)
public class RollEndpoint {

  /** The subprotocol of the JSON dialect; a client may also offer no subprotocol. */
  public static final String JSON_SUBPROTOCOL = "dicegate.v1.json";

  /** The container's buffer for a fragment; {@link Connection} limits the whole message. */
  private static final int TEXT_BUFFER_BYTES = 8_192;

  private static final int BINARY_BUFFER_BYTES = 64;

  private static final Logger LOG = System.getLogger(RollEndpoint.class.getName());

  @Inject private ClientRegistry registry;
  @Inject private CloseExecutor closeExecutor;
  @Inject private Transports transports;
  private volatile @Nullable Connection connection;

  @OnOpen
  public void onOpen(Session session) {
    session.setMaxTextMessageBufferSize(TEXT_BUFFER_BYTES);
    session.setMaxBinaryMessageBufferSize(BINARY_BUFFER_BYTES);
    boolean speaksJson = JSON_SUBPROTOCOL.equals(session.getNegotiatedSubprotocol());
    Transport transport = transports.of(session);
    Connection added =
        registry.add(
            new JakartaSocket(session, closeExecutor, transport),
            Transports.address(session),
            speaksJson);
    connection = added;
    if (transport != null) {
      transport.attach(added);
      // Payara may lose the event of a connection that is reset.
      transport.whenEnded(() -> registry.remove(added));
    }
    if (!session.isOpen()) {
      // Closed meanwhile, perhaps before onClose could see the connection.
      registry.remove(added);
    }
  }

  @OnMessage
  public void onText(String part, boolean last) {
    Connection current = connection;
    if (current != null) {
      current.onText(part, last);
    }
  }

  @OnMessage
  public void onBinary(byte[] part, boolean last) {
    Connection current = connection;
    if (current != null) {
      current.onBinary();
    }
  }

  @OnMessage
  public void onPong(PongMessage pong) {
    Connection current = connection;
    if (current != null) {
      current.onPong();
    }
  }

  @OnClose
  public void onClose() {
    Connection current = connection;
    if (current != null) {
      registry.remove(current);
    }
  }

  /** Usually a browser that disappeared; the container closes the session if necessary. */
  @OnError
  public void onError(Session session, Throwable failure) {
    LOG.log(
        Level.DEBUG,
        "session error id={0} class={1}",
        session.getId(),
        failure.getClass().getName());
    Connection current = connection;
    if (!session.isOpen() && current != null) {
      registry.remove(current);
    }
  }
}
