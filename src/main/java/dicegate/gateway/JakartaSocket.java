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

/** A container's WebSocket session. */
final class JakartaSocket implements ClientSocket {

  private static final Logger LOG = System.getLogger(JakartaSocket.class.getName());

  private final Session session;
  private final Executor closers;

  /**
   * Wraps a session.
   *
   * @param closers runs closes, since a close may wait for a peer that does not read
   */
  JakartaSocket(Session session, Executor closers) {
    this.session = session;
    this.closers = closers;
  }

  @Override
  public void send(String text, Consumer<@Nullable Throwable> done) {
    ClassLoader loader = borrowPlatformLoader();
    try {
      session.getAsyncRemote().sendText(text, result -> done.accept(result.getException()));
    } catch (IllegalStateException | IllegalArgumentException e) {
      // The session closed meanwhile; Tyrus and Undertow differ in which of the two they throw.
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
      // Whether the client is gone or only the ping was lost, the silence will tell.
      LOG.log(Level.DEBUG, "ping not sent id={0}", session.getId());
    } finally {
      Thread.currentThread().setContextClassLoader(loader);
    }
  }

  @Override
  public void close(int code, String reason) {
    try {
      closers.execute(() -> closeNow(code, reason));
    } catch (RejectedExecutionException e) {
      // The container ends; then nothing is left that a wait could hold up.
      closeNow(code, reason);
    }
  }

  /**
   * Payara's Tyrus schedules an idle time-out at each message, and its executor then searches all
   * jars of the thread's class loader for context providers, which costs more than all the rest of
   * a roll. The platform's loader has no jars to search. And threads that a server's pool makes in
   * such a call have the caller's loader for good, on WildFly past the end of the application.
   *
   * @return the thread's own, to be put back
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
      LOG.log(Level.DEBUG, "close of a session that is gone id=" + session.getId(), e);
    } finally {
      Thread.currentThread().setContextClassLoader(loader);
    }
  }
}
