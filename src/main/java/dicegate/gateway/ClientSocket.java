package dicegate.gateway;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A WebSocket as the gateway uses it: the container's in production, a fake in tests. */
interface ClientSocket {

  /**
   * Sends a text frame. At most {@link #sendWindow} sends may be under way, started by one thread
   * at a time.
   *
   * @param done called once: with null when the frame is handed to the network, or with the
   *     failure; on any thread, possibly before this method returns
   */
  void send(String text, Consumer<@Nullable Throwable> done);

  /** Returns the number of sends that may be under way at a time, 1 or more. */
  int sendWindow();

  /**
   * Sends a ping without waiting; does nothing if that fails. May be called while a text frame is
   * being sent: the ping is sent before or after it.
   */
  void ping();

  /** Starts to close the connection, and returns at once; does nothing if it is closed. */
  void close(int code, String reason);

  /**
   * Ends the network connection at once, without waiting for the peer, if the container permits
   * that; does nothing if it has ended.
   */
  default void abort() {}

  /** Returns whether the network connection has ended, or the container does not report that. */
  default boolean isEnded() {
    return true;
  }

  /** Runs an action once when the network connection {@link #isEnded}, perhaps now. */
  default void whenEnded(Runnable action) {
    action.run();
  }
}
