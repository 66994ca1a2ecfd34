package dicegate.it;

import jakarta.servlet.ServletContext;
import jakarta.websocket.server.ServerContainer;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/** The fields of the server's WebSocket container, read by reflection inside the server. */
final class WebSocketContainerFields {

  private static final String TYRUS = "org.glassfish.tyrus.";
  private static final String EXECUTOR = "managedScheduledExecutorService";

  private final Object container;
  private final List<Field> fields = new ArrayList<>();

  WebSocketContainerFields(ServletContext context) {
    container = context.getAttribute(ServerContainer.class.getName());
    for (Class<?> type = container.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          field.setAccessible(true);
          fields.add(field);
        }
      }
    }
  }

  /** Returns whether the container is Tyrus, of Payara. */
  boolean areOfTyrus() {
    return container.getClass().getName().startsWith(TYRUS);
  }

  /** Returns the values of all fields with an object. */
  List<Object> values() throws IllegalAccessException {
    List<Object> values = new ArrayList<>();
    for (Field field : fields) {
      values.add(field.get(container));
    }
    return values;
  }

  /** Returns Tyrus' executor for idle time-outs. */
  ScheduledExecutorService executor() throws IllegalAccessException {
    return (ScheduledExecutorService) executorField().get(container);
  }

  void setExecutor(ScheduledExecutorService executor) throws IllegalAccessException {
    executorField().set(container, executor);
  }

  private Field executorField() {
    return fields.stream().filter(field -> field.getName().equals(EXECUTOR)).findFirst().get();
  }

  /** Returns an executor that counts the calls that schedule, and passes all calls on. */
  static ScheduledExecutorService counting(ScheduledExecutorService executor, AtomicInteger calls) {
    return (ScheduledExecutorService)
        Proxy.newProxyInstance(
            WebSocketContainerFields.class.getClassLoader(),
            new Class<?>[] {ScheduledExecutorService.class},
            (proxy, method, arguments) -> {
              if (method.getName().startsWith("schedule")) {
                calls.incrementAndGet();
              }
              try {
                return method.invoke(executor, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
