package dicegate.gateway;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One request over HTTP with a non-blocking response: written when the answer arrives, and as fast
 * as the client reads, by whatever thread the container calls. No thread waits.
 *
 * @see <a
 *     href="https://jakarta.ee/specifications/servlet/6.0/jakarta-servlet-spec-6.0#non-blocking-io">Jakarta
 *     Servlet 6.0, 3.7 non-blocking I/O</a>
 */
final class HttpExchange implements AsyncListener, WriteListener {

  private static final Logger LOG = System.getLogger(HttpExchange.class.getName());

  /** The longest deadline of the fleet, 5 minutes, and a minute to read the answer. */
  private static final long LIMIT_MILLIS = TimeUnit.MINUTES.toMillis(6);

  private static final int CHUNK_BYTES = 8 * 1024;

  private final AsyncContext async;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  // Written before the listener is set, and then by one thread after another.
  private byte[] body = {};
  private int written;

  private HttpExchange(
      AsyncContext async, HttpServletRequest request, HttpServletResponse response) {
    this.async = async;
    this.request = request;
    this.response = response;
  }

  /** Starts the asynchronous mode of a request, so that the container's thread can return. */
  static HttpExchange begin(HttpServletRequest request, HttpServletResponse response) {
    AsyncContext async = request.startAsync(request, response);
    async.setTimeout(LIMIT_MILLIS);
    HttpExchange exchange = new HttpExchange(async, request, response);
    async.addListener(exchange);
    return exchange;
  }

  /** Returns the request. */
  HttpServletRequest request() {
    return request;
  }

  /** Completes, never with an exception, when the response is written or abandoned. */
  CompletableFuture<Void> over() {
    return over;
  }

  /** Adds a header to the response, before it is {@link #answer}ed. */
  void header(String name, String value) {
    response.setHeader(name, value);
  }

  /**
   * Sends the response. Never throws.
   *
   * @param type the media type; null without a body
   */
  void answer(int status, @Nullable String type, byte[] content) {
    try {
      response.setStatus(status);
      if (type != null) {
        response.setContentType(type);
        response.setContentLength(content.length);
      }
      if (request.getMethod().equals("HEAD") || content.length == 0) {
        end();
      } else {
        body = content;
        response.getOutputStream().setWriteListener(this);
      }
    } catch (IOException | RuntimeException e) {
      // Containers throw various exceptions if the client has disconnected.
      abandon(e);
    }
  }

  /** Ends the exchange without a response, because the client has disconnected. */
  void abandon(Throwable cause) {
    LOG.log(Level.DEBUG, "HTTP client disconnected", cause);
    end();
  }

  @Override
  public void onWritePossible() throws IOException {
    ServletOutputStream out = response.getOutputStream();
    while (!ended.get() && out.isReady()) {
      if (written == body.length) {
        end();
        return;
      }
      int length = Math.min(CHUNK_BYTES, body.length - written);
      out.write(body, written, length);
      written += length;
    }
  }

  @Override
  public void onError(Throwable cause) {
    abandon(cause);
  }

  @Override
  public void onError(AsyncEvent event) {
    abandon(event.getThrowable());
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    LOG.log(Level.DEBUG, "HTTP client timed out: it did not read its response or send its form");
    end();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    ended.set(true);
    over.complete(null);
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // Asynchronous mode started before this listener was added, and does not start twice.
  }

  private void end() {
    if (ended.compareAndSet(false, true)) {
      try {
        async.complete();
      } catch (IllegalStateException e) {
        LOG.log(Level.DEBUG, "exchange had ended already", e);
      }
      over.complete(null);
    }
  }
}
