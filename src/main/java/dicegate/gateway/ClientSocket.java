package dicegate.gateway;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One WebSocket, as the gateway uses it; the container's in production, a fake in tests. */
interface ClientSocket {

  /**
   * Sends a text frame. Not to be called again before it is done.
   *
   * @param done told once when the frame is handed to the network, with the failure if it was not;
   *     on any thread, also before this returns
   */
  void send(String text, Consumer<@Nullable Throwable> done);

  /**
   * Sends a ping, and does not wait; does nothing if that cannot be. May be called while a text
   * frame is being sent: it goes before or behind it, never into it.
   */
  void ping();

  /** Starts to close the connection, and returns at once; once closed, does nothing. */
  void close(int code, String reason);
}
