package dicegate.gateway;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A {@link ClientSocket} over a container's WebSocket session. */
final class JakartaSocket implements ClientSocket {

  private static final Logger LOG = System.getLogger(JakartaSocket.class.getName());

  /**
   * The sends under way in a container that queues frames and writes all it has at once, as
   * Undertow does. The specification promises one only (Jakarta WebSocket 2.1, RemoteEndpoint).
   */
  private static final int QUEUING_WINDOW = 16;

  private final Session session;
  private final Executor closeExecutor;
  private final @Nullable Transport transport;
  private final int sendWindow;

  /**
   * Wraps a session.
   *
   * @param closeExecutor runs closes, because a close may wait for a peer that does not read
   * @param transport the session's transport, if the gateway has access to it
   */
  JakartaSocket(Session session, Executor closeExecutor, @Nullable Transport transport) {
    this.session = session;
    this.closeExecutor = closeExecutor;
    this.transport = transport;
    this.sendWindow = queuesFrames(session.getClass()) ? QUEUING_WINDOW : 1;
  }

  @Override
  public int sendWindow() {
    return sendWindow;
  }

  @Override
  public void send(String text, Consumer<@Nullable Throwable> done) {
    ClassLoader loader = borrowPlatformLoader();
    try {
      session.getAsyncRemote().sendText(text, result -> done.accept(result.getException()));
    } catch (IllegalStateException | IllegalArgumentException e) {
      // The session is closed; Tyrus and Undertow differ in which of the two they throw.
      done.accept(e);
    } finally {
      Thread.currentThread().setContextClassLoader(loader);
    }
  }

  @Override
  public void ping() {
    ClassLoader loader = borrowPlatformLoader();
    try {
      session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
    } catch (IOException | IllegalStateException | IllegalArgumentException e) {
      // If the client has disconnected, the heartbeat times out.
      LOG.log(Level.DEBUG, "ping not sent id={0}", session.getId());
    } finally {
      Thread.currentThread().setContextClassLoader(loader);
    }
  }

  @Override
  public void close(int code, String reason) {
    try {
      closeExecutor.execute(() -> closeNow(code, reason));
    } catch (RejectedExecutionException e) {
      // The container shuts down, so a wait here delays nothing else.
      closeNow(code, reason);
    }
  }

  @Override
  public void abort() {
    if (transport != null) {
      transport.abort();
    }
  }

  @Override
  public boolean isEnded() {
    return transport == null || transport.isEnded();
  }

  @Override
  public void whenEnded(Runnable action) {
    if (transport == null) {
      action.run();
    } else {
      transport.whenEnded(action);
    }
  }

  /**
   * Sets the platform's class loader as the thread's. Threads that a server's pool creates during
   * such a call keep the caller's loader, on WildFly beyond the end of the application. Besides, if
   * {@link TyrusIdleTimeouts} has no effect, Payara schedules a task at each message, and its
   * executor searches all jars of the thread's loader for context providers, which costs more than
   * the rest of a roll; the platform's loader has no jars.
   *
   * @return the thread's previous class loader, to be restored
   */
  private static ClassLoader borrowPlatformLoader() {
    Thread thread = Thread.currentThread();
    ClassLoader loader = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    return loader;
  }

  private void closeNow(int code, String reason) {
    ClassLoader loader = borrowPlatformLoader();
    try {
      if (session.isOpen()) {
        session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
      }
    } catch (IOException | IllegalStateException e) {
      LOG.log(Level.DEBUG, "close of a closed session id=" + session.getId(), e);
    } finally {
      Thread.currentThread().setContextClassLoader(loader);
    }
  }

  /** Returns whether sessions of this class are of a container that queues frames. */
  private static boolean queuesFrames(Class<?> type) {
    try {
      return type.getMethod("getWebSocketChannel")
          .getReturnType()
          .getName()
          .equals("io.undertow.websockets.core.WebSocketChannel");
    } catch (NoSuchMethodException e) {
      return false;
    }
  }
}
