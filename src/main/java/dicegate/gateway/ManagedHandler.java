package dicegate.gateway;

import dicegate.http.ServerObjects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An upgrade handler as Payara manages it: from its creation on it is registered, with all that it
 * refers to, until the container's connection is closed. A connection that a client resets is not
 * always closed, and its registration would be kept for ever.
 *
 * <p>Thread-safe.
 */
final class ManagedHandler {

  private static final Logger LOG = System.getLogger(ManagedHandler.class.getName());

  /** The event by which Payara's connection ends the registration, as its last act. */
  private static final String END_EVENT = "predestroy";

  /** The methods that lead from the request to the application. */
  private static final List<String> APPLICATION =
      List.of("getUnwrappedCoyoteRequest", "getContext");

  /** The handler, until its registration has ended. */
  private final AtomicReference<@Nullable HttpUpgradeHandler> handler;

  private final @Nullable Object application;

  private ManagedHandler(HttpUpgradeHandler handler, @Nullable Object application) {
    this.handler = new AtomicReference<>(handler);
    this.application = application;
  }

  /**
   * Returns the handler that a request has created.
   *
   * @param request the request as the server made it, not wrapped
   */
  static ManagedHandler of(HttpServletRequest request, HttpUpgradeHandler handler) {
    return new ManagedHandler(handler, ServerObjects.follow(request, APPLICATION));
  }

  /** Marks the registration as ended by the container. */
  void onDestroyed() {
    handler.set(null);
  }

  /** Ends the registration of a handler whose connection the container will not close. */
  void discard() {
    HttpUpgradeHandler left = handler.getAndSet(null);
    if (left == null || application == null) {
      return;
    }
    Optional<Method> fire =
        ServerObjects.method(application, "fireContainerEvent", String.class, Object.class);
    if (fire.isPresent()) {
      try {
        fire.get().invoke(application, END_EVENT, left);
      } catch (IllegalAccessException | InvocationTargetException e) {
        LOG.log(Level.DEBUG, "upgrade handler not discarded", e);
      }
    }
  }
}
