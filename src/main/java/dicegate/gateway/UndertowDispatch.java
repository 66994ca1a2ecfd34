package dicegate.gateway;

import jakarta.servlet.ServletContext;
import jakarta.websocket.server.ServerContainer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import org.jspecify.annotations.Nullable;

/**
 * Lets Undertow, the WebSocket container of WildFly, call the endpoint on its I/O threads.
 *
 * <p>Undertow hands each message to a worker thread, which suits an endpoint that blocks. {@link
 * RollEndpoint} never does, and the hand-over costs more than a roll. Undertow has an option for
 * it, {@code dispatch-to-worker} of WildFly's {@code setting=websockets}, which an application
 * cannot reach: {@link #turnOff} sets the field behind it in the container of this application.
 * Other applications have other containers, and this one ends with the application.
 *
 * <p>The container is recognised by its field, so every other WebSocket container stays as it is.
 */
public final class UndertowDispatch {

  private static final String FIELD = "dispatchToWorker";

  private static final Logger LOG = System.getLogger(UndertowDispatch.class.getName());

  private UndertowDispatch() {}

  /**
   * Turns the hand-over off, if the container of the application is Undertow's and has it on.
   *
   * @return whether it was turned off
   */
  public static boolean turnOff(ServletContext context) {
    return turnOffIn(context.getAttribute(ServerContainer.class.getName()));
  }

  static boolean turnOffIn(@Nullable Object container) {
    Field field = container == null ? null : field(container.getClass());
    if (field == null) {
      return false;
    }
    try {
      field.setAccessible(true);
      if (!field.getBoolean(container)) {
        return false;
      }
      field.setBoolean(container, false);
    } catch (IllegalAccessException | InaccessibleObjectException e) {
      LOG.log(
          Level.WARNING,
          "undertow dispatches messages to workers, which costs throughput; set dispatch-to-worker"
              + " of the servlet container's setting=websockets to false",
          e);
      return false;
    }
    LOG.log(Level.INFO, "undertow calls the endpoint on its i/o threads");
    return true;
  }

  private static @Nullable Field field(Class<?> type) {
    try {
      Field field = type.getDeclaredField(FIELD);
      return field.getType() == boolean.class ? field : null;
    } catch (NoSuchFieldException e) {
      return null;
    }
  }
}
