package dicegate.http;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The public methods of a server's own objects, by name: what the Servlet API does not show. A
 * method that is missing tells that it is another server.
 *
 * <p>Thread-safe.
 */
public final class ServerObjects {

  private static final Logger LOG = System.getLogger(ServerObjects.class.getName());

  /** The methods found, and those missing: their search costs more than the rest of an exchange. */
  private static final Map<Key, Optional<Method>> METHODS = new ConcurrentHashMap<>();

  private record Key(Class<?> type, String method, List<Class<?>> parameters) {}

  private ServerObjects() {}

  /**
   * Returns what the last of these methods returns, each called on what the one before returns;
   * null if one of them is missing, fails, or returns null.
   */
  public static @Nullable Object follow(Object start, List<String> path) {
    Object at = start;
    try {
      for (String name : path) {
        Optional<Method> next = method(at, name);
        if (next.isEmpty()) {
          return null;
        }
        at = next.get().invoke(at);
        if (at == null) {
          return null;
        }
      }
      return at;
    } catch (IllegalAccessException | InvocationTargetException e) {
      LOG.log(Level.DEBUG, "object of the server not found path=" + path, e);
      return null;
    }
  }

  /** Returns a method of an object; empty if it has none of this name with these parameters. */
  public static Optional<Method> method(Object of, String name, Class<?>... parameters) {
    return METHODS.computeIfAbsent(
        new Key(of.getClass(), name, List.of(parameters)), ServerObjects::search);
  }

  private static Optional<Method> search(Key key) {
    try {
      return Optional.of(
          key.type().getMethod(key.method(), key.parameters().toArray(new Class<?>[0])));
    } catch (NoSuchMethodException e) {
      LOG.log(Level.TRACE, "another server", e);
      return Optional.empty();
    }
  }
}
