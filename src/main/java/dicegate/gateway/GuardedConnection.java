package dicegate.gateway;

import dicegate.http.NetworkConnection;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A container's connection after an upgrade, whose streams pass a {@link Transport}.
 *
 * <p>Once it has failed or is closed, nothing of the container's connection is used any more:
 * Payara may use its objects for another client's connection by then.
 */
@SuppressWarnings("try") // the signature of close is that of the container's connection
final class GuardedConnection implements WebConnection {

  private final WebConnection connection;
  private final Transport transport;
  private final NetworkConnection network;
  private final ManagedHandler managed;
  private final Executor closeExecutor;
  private volatile @Nullable ReadListener reader;

  GuardedConnection(
      WebConnection connection,
      Transport transport,
      NetworkConnection network,
      ManagedHandler managed,
      Executor closeExecutor) {
    this.connection = connection;
    this.transport = transport;
    this.network = network;
    this.managed = managed;
    this.closeExecutor = closeExecutor;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    return new GuardedInput(connection.getInputStream(), transport, this);
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    return new GuardedOutput(connection.getOutputStream(), this);
  }

  @Override
  public void close() throws Exception {
    if (!transport.isEnded()) {
      // Nothing is written from here on: the objects of a closed connection may be another's.
      transport.end();
      try {
        // Not by the container's connection: if the peer disconnects meanwhile, its close resumes
        // a request whose objects another client's handshake uses by then.
        if (!network.close()) {
          connection.close();
        }
      } finally {
        managed.discard();
      }
    }
  }

  /** Sets the listener that is notified if the connection fails. */
  void setReader(ReadListener listener) {
    reader = listener;
  }

  /** Ends a connection whose peer is gone; the WebSocket implementation may not have noticed. */
  void fail(Throwable cause) {
    if (!transport.isEnded()) {
      transport.end();
      inBackground(
          () -> {
            ReadListener listener = reader;
            try {
              if (listener != null) {
                listener.onError(cause);
              }
            } finally {
              managed.discard();
            }
          });
    }
  }

  /** Ends the connection without waiting for the peer. Returns at once. */
  void abort() {
    network.cut();
    fail(new IOException("cut by the gateway"));
  }

  /** Returns whether the connection can be used. */
  boolean isOpen() {
    return !transport.isEnded() && network.isOpen();
  }

  private void inBackground(Runnable task) {
    try {
      closeExecutor.execute(task);
    } catch (RejectedExecutionException e) {
      // The container shuts down, so a wait here delays nothing else.
      task.run();
    }
  }
}
