package dicegate.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A container's request and response, with a client that reads all at once. Its interfaces are
 * proxies that implement the methods that {@link HttpExchange} calls.
 */
final class FakeServletExchange {

  private final String address;
  private final List<AsyncListener> listeners = new ArrayList<>();
  private boolean isComplete;
  private int written;

  private final AsyncContext async =
      fake(
          AsyncContext.class,
          (method, args) -> {
            if (method.equals("addListener")) {
              listeners.add((AsyncListener) args[0]);
            } else if (method.equals("complete")) {
              end();
            }
            return null;
          });

  private final HttpServletRequest request =
      fake(
          HttpServletRequest.class,
          (method, args) ->
              switch (method) {
                case "getRemoteAddr" -> address();
                case "getMethod" -> "GET";
                case "startAsync" -> async;
                default -> null;
              });

  private final HttpServletResponse response =
      fake(
          HttpServletResponse.class,
          (method, args) -> method.equals("getOutputStream") ? new Output() : null);

  private interface Answer {
    @Nullable Object to(String method, Object[] args);
  }

  FakeServletExchange(String address) {
    this.address = address;
  }

  Optional<HttpExchange> begin(HttpExchanges exchanges) {
    return exchanges.begin(request, response);
  }

  /** Returns whether the application has completed it, or the container has ended it. */
  boolean isComplete() {
    return isComplete;
  }

  /** Returns the number of bytes of the body that were written. */
  int written() {
    return written;
  }

  /** Notifies the application that it was in progress for too long. */
  void timeOut() {
    notifyAll(AsyncListener::onTimeout);
  }

  /** Notifies the application that the client has disconnected. */
  void fail() {
    notifyAll(AsyncListener::onError);
  }

  /** Ends it, and notifies the application. */
  void end() {
    if (!isComplete) {
      isComplete = true;
      notifyAll(AsyncListener::onComplete);
    }
  }

  private interface Notification {
    void send(AsyncListener listener, AsyncEvent event) throws IOException;
  }

  private void notifyAll(Notification notification) {
    AsyncEvent event = new AsyncEvent(async, new IOException("gone"));
    try {
      for (AsyncListener listener : listeners) {
        notification.send(listener, event);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String address() {
    return address;
  }

  private static <T> T fake(Class<T> type, Answer answer) {
    Object fake =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> answer.to(method.getName(), args));
    return type.cast(fake);
  }

  private final class Output extends ServletOutputStream {

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      try {
        listener.onWritePossible();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void write(int b) {
      written++;
    }
  }
}
