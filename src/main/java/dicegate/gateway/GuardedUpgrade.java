package dicegate.gateway;

import dicegate.http.NetworkConnection;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The upgrade handler of a WebSocket connection around that of the container's WebSocket
 * implementation, whose bytes pass a {@link Transport}.
 *
 * <p>Public, with a constructor without parameters, because containers create it.
 *
 * @see <a
 *     href="https://jakarta.ee/specifications/servlet/6.0/jakarta-servlet-spec-6.0#upgrade-processing">Jakarta
 *     Servlet 6.0, 2.3.3.5, upgrade processing</a>
 */
public class GuardedUpgrade implements HttpUpgradeHandler {

  private @Nullable Guarded guarded;

  /**
   * What the handler needs beyond its constructor.
   *
   * @param handler the handler of the WebSocket implementation
   * @param network the connection that is upgraded
   * @param closeExecutor runs the end of the connection, which may wait
   */
  record Guarded(
      HttpUpgradeHandler handler,
      Transports transports,
      String tag,
      Transport transport,
      NetworkConnection network,
      ManagedHandler managed,
      Executor closeExecutor) {}

  /** Sets what this handler guards. Called once, before {@link #init}. */
  void guard(Guarded what) {
    guarded = what;
  }

  @Override
  public void init(WebConnection connection) {
    Guarded current = guarded;
    if (current == null) {
      throw new IllegalStateException("not created by a handshake of this application");
    }
    GuardedConnection wrapped =
        new GuardedConnection(
            connection,
            current.transport(),
            current.network(),
            current.managed(),
            current.closeExecutor());
    current.transport().onAbort(wrapped::abort);
    // The session is opened meanwhile, on this thread.
    current.transports().opening(current.tag(), current.transport());
    try {
      current.handler().init(wrapped);
    } finally {
      current.transports().opened(current.tag());
    }
  }

  @Override
  public void destroy() {
    Guarded current = guarded;
    if (current != null) {
      try {
        current.managed().onDestroyed();
        current.handler().destroy();
      } finally {
        current.transport().end();
      }
    }
  }
}
