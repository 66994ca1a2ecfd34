package dicegate.gateway;

import jakarta.servlet.ServletContext;
import jakarta.websocket.server.ServerContainer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Tyrus, the WebSocket container of Payara, from scheduling a task at each message.
 *
 * <p>Tyrus restarts the idle time-out of a session at each message in either direction. Without a
 * time-out, as here, that schedules a task without a delay that does nothing. On Payara the
 * executor is a managed one, and the task costs more than the rest of a roll: the server searches
 * all jars for context providers, and wakes another thread. {@link #start} replaces the executor of
 * this application's container by an {@link IdleTimeoutFilter}, and {@link #close} puts it back.
 * Sessions have the executor that their container had when they were opened.
 *
 * <p>The container is recognised by its field, so every other WebSocket container, such as
 * WildFly's, stays as it is. Tyrus has a container for each web application, so other applications
 * are not affected.
 *
 * <p>{@code src/docs/upstream/tyrus-idle-timeout.md} reports the defect to Tyrus.
 *
 * <p>Thread-safe.
 */
public final class TyrusIdleTimeouts implements AutoCloseable {

  /** The class of Tyrus that has the executor, a superclass of its server container. */
  private static final String BASE_CONTAINER = "BaseContainer";

  private static final String EXECUTOR = "managedScheduledExecutorService";

  private static final Logger LOG = System.getLogger(TyrusIdleTimeouts.class.getName());

  private final boolean skipEmpty;

  /** The executor that was replaced; guarded by this. */
  private @Nullable Replaced replaced;

  private record Replaced(
      Object container, Field field, ScheduledExecutorService original, IdleTimeoutFilter filter) {}

  /**
   * Creates it without an effect yet.
   *
   * @param skipEmpty whether to skip empty idle time-outs; if not, {@link #start} has no effect
   */
  public TyrusIdleTimeouts(boolean skipEmpty) {
    this.skipEmpty = skipEmpty;
  }

  /**
   * Replaces the executor of the application's WebSocket container, if the container is Tyrus.
   *
   * @return whether empty idle time-outs are skipped now
   */
  public boolean start(ServletContext context) {
    return start(context.getAttribute(ServerContainer.class.getName()));
  }

  /** The same for a container, which may be null. */
  synchronized boolean start(@Nullable Object container) {
    if (replaced != null) {
      return true;
    }
    if (container == null) {
      return false;
    }
    Optional<Field> field = executorField(container.getClass());
    if (field.isEmpty()) {
      LOG.log(
          Level.DEBUG,
          "websocket container without empty idle time-outs class={0}",
          container.getClass().getName());
      return false;
    }
    if (!skipEmpty) {
      LOG.log(
          Level.INFO,
          "empty idle time-outs of Tyrus not skipped, by a setting: each message costs the server"
              + " a task");
      return false;
    }
    replaced = replace(container, field.get());
    return replaced != null;
  }

  /** Puts the container's executor back. Without effect if it has not been replaced. */
  @Override
  public synchronized void close() {
    if (replaced == null) {
      return;
    }
    try {
      if (replaced.field().get(replaced.container()) == replaced.filter()) {
        replaced.field().set(replaced.container(), replaced.original());
        LOG.log(Level.INFO, "executor of Tyrus restored");
      }
    } catch (IllegalAccessException e) {
      LOG.log(Level.WARNING, "executor of Tyrus not restored", e);
    }
    replaced = null;
  }

  /** Returns the field of Tyrus' executor; empty if the container is another one. */
  private static Optional<Field> executorField(Class<?> container) {
    for (Class<?> type = container; type != null; type = type.getSuperclass()) {
      if (type.getSimpleName().equals(BASE_CONTAINER)) {
        return Arrays.stream(type.getDeclaredFields())
            .filter(field -> field.getName().equals(EXECUTOR))
            .filter(field -> field.getType() == ScheduledExecutorService.class)
            .findFirst();
      }
    }
    return Optional.empty();
  }

  private static @Nullable Replaced replace(Object container, Field field) {
    try {
      field.setAccessible(true);
      if (!(field.get(container) instanceof ScheduledExecutorService original)) {
        // Not in a server: Tyrus then has an executor of its own, where a task costs little.
        LOG.log(Level.INFO, "empty idle time-outs of Tyrus not skipped: no managed executor");
        return null;
      }
      IdleTimeoutFilter filter = new IdleTimeoutFilter(original);
      field.set(container, filter);
      LOG.log(
          Level.INFO,
          "empty idle time-outs of Tyrus skipped container={0}",
          container.getClass().getName());
      return new Replaced(container, field, original, filter);
    } catch (IllegalAccessException | InaccessibleObjectException e) {
      LOG.log(
          Level.WARNING,
          "empty idle time-outs of Tyrus not skipped, so each message costs the server a task. Start"
              + " the JVM with --enable-final-field-mutation=ALL-UNNAMED",
          e);
      return null;
    }
  }
}
