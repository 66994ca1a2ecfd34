package dicegate.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The network connection of a request, which the Servlet API does not show: whether it is open, and
 * how to close or cut it.
 *
 * <p>At the end of a response Payara waits for a client that does not read, and WildFly for one
 * that does not send, on a thread of its workers. Besides, Payara uses the objects of a connection
 * for another one once it is closed, and may not tell their former user. The servers are recognised
 * by their methods; on others a connection counts as open, and cannot be ended.
 *
 * <p>Thread-safe.
 */
public final class NetworkConnection {

  private static final Logger LOG = System.getLogger(NetworkConnection.class.getName());

  private static final String IS_OPEN = "isOpen";
  private static final String LIMIT_QUEUE = "setMaxAsyncWriteQueueSize";
  private static final String CHANNEL = "getChannel";

  /** The name of no method. */
  private static final String NONE = "";

  /** What a server may queue of a response, as preboot sets it too. */
  private static final int MAX_QUEUED_BYTES = 32 * 1024;

  /**
   * The kernel's send buffer, of which Linux makes twice as much: enough for 1 MB/s over 100 ms. A
   * buffer that it sizes itself takes up to 4 MB of a client that reads nothing.
   */
  private static final int SEND_BUFFER_BYTES = 64 * 1024;

  /** The connection of a server that is not known. */
  private static final NetworkConnection UNKNOWN = new NetworkConnection(null, null, null, null);

  private final @Nullable Object connection;
  private final @Nullable Method isOpen;
  private final @Nullable Method close;
  private final @Nullable Method cut;

  /**
   * The way of one server.
   *
   * @param path the methods that lead from the request to the connection
   * @param close the connection's method that sends what is queued and then closes it; {@link
   *     #NONE} where the container's connection does that
   * @param cut the connection's method that cuts it
   */
  private record Way(List<String> path, String close, String cut) {}

  private static final Way PAYARA =
      new Way(
          List.of("getUnwrappedCoyoteRequest", "getCoyoteRequest", "getContext", "getConnection"),
          "closeSilently",
          "terminateSilently");

  private static final Way UNDERTOW =
      new Way(List.of("getExchange", "getConnection"), NONE, "close");

  private static final List<Way> WAYS = List.of(PAYARA, UNDERTOW);

  private NetworkConnection(
      @Nullable Object connection,
      @Nullable Method isOpen,
      @Nullable Method close,
      @Nullable Method cut) {
    this.connection = connection;
    this.isOpen = isOpen;
    this.close = close;
    this.cut = cut;
  }

  /**
   * Returns the connection of a request.
   *
   * @param request the request as the server made it, not wrapped
   */
  public static NetworkConnection of(HttpServletRequest request) {
    for (Way way : WAYS) {
      Object connection = ServerObjects.follow(request, way.path());
      if (connection != null) {
        return new NetworkConnection(
            connection,
            ServerObjects.method(connection, IS_OPEN).orElse(null),
            ServerObjects.method(connection, way.close()).orElse(null),
            ServerObjects.method(connection, way.cut()).orElse(null));
      }
    }
    return UNKNOWN;
  }

  /**
   * Limits the bytes that server and kernel take for a client that does not read, where the server
   * gives access to that: Payara queues 10 MB otherwise, and Linux some megabytes. WildFly has no
   * such queue, and a setting for the kernel's.
   */
  public void limitUnread() {
    if (connection == null) {
      return;
    }
    try {
      Optional<Method> limitQueue = ServerObjects.method(connection, LIMIT_QUEUE, int.class);
      if (limitQueue.isPresent()) {
        limitQueue.get().invoke(connection, MAX_QUEUED_BYTES);
      }
      Optional<Method> channel = ServerObjects.method(connection, CHANNEL);
      if (channel.isPresent() && channel.get().invoke(connection) instanceof SocketChannel socket) {
        socket.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
      }
    } catch (IllegalAccessException | InvocationTargetException | IOException e) {
      LOG.log(Level.DEBUG, "queue of a network connection not limited", e);
    }
  }

  /** Returns whether the connection is open, as far as that is known. */
  public boolean isOpen() {
    if (isOpen == null) {
      return true;
    }
    try {
      return !Boolean.FALSE.equals(isOpen.invoke(connection));
    } catch (IllegalAccessException | InvocationTargetException e) {
      LOG.log(Level.DEBUG, "state of a network connection not found", e);
      return true;
    }
  }

  /**
   * Sends what is queued, and closes the connection. Returns at once.
   *
   * @return false if the server has no such method
   */
  public boolean close() {
    return call(close);
  }

  /**
   * Cuts the connection, without waiting for its peer.
   *
   * @return false if the server is not known
   */
  public boolean cut() {
    return call(cut);
  }

  private boolean call(@Nullable Method end) {
    if (end == null) {
      return false;
    }
    try {
      end.invoke(connection);
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      LOG.log(Level.DEBUG, "network connection not ended", e);
      return false;
    }
  }
}
