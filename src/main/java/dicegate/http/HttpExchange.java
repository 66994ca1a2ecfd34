package dicegate.http;

import dicegate.telemetry.Counter;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One request over HTTP with a non-blocking response: written when the answer arrives, and as fast
 * as the client reads, by whatever thread the container calls. No thread waits, and a client that
 * makes no progress is given up. If its address is over its rate, the response waits before it is
 * written, and it is nobody's turn.
 *
 * @see <a
 *     href="https://jakarta.ee/specifications/servlet/6.0/jakarta-servlet-spec-6.0#non-blocking-io">Jakarta
 *     Servlet 6.0, 3.7 non-blocking I/O</a>
 */
public final class HttpExchange implements AsyncListener, WriteListener {

  private static final Logger LOG = System.getLogger(HttpExchange.class.getName());

  /** The longest deadline of the fleet, 5 minutes, and a minute to read the answer. */
  private static final long LIMIT_MILLIS = TimeUnit.MINUTES.toMillis(6);

  /** How long a client may read nothing of its response. */
  private static final long WRITE_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** How long a client may take to send the body of its request. */
  private static final long BODY_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final int CHUNK_BYTES = 8 * 1024;

  private final HttpExchanges exchanges;
  private final AsyncContext async;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final String address;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();

  /** Who has to act for the exchange to go on. */
  private enum Turn {
    SERVER,
    CLIENT_SENDS,
    CLIENT_READS
  }

  private volatile Turn turn = Turn.SERVER;
  private volatile long turnNanos;

  // Written before the listener is set, and then by one thread after another.
  private byte[] body = {};
  private int written;

  /** The bytes that are taken of the limits, which whoever sets them to 0 gives back. */
  private final AtomicInteger heldBytes = new AtomicInteger();

  private HttpExchange(
      HttpExchanges exchanges,
      AsyncContext async,
      HttpServletRequest request,
      HttpServletResponse response,
      String address) {
    this.exchanges = exchanges;
    this.async = async;
    this.request = request;
    this.response = response;
    this.address = address;
  }

  static HttpExchange start(
      HttpExchanges exchanges,
      HttpServletRequest request,
      HttpServletResponse response,
      String address) {
    NetworkConnection.of(request).limitUnread();
    AsyncContext async = request.startAsync(request, response);
    async.setTimeout(LIMIT_MILLIS);
    HttpExchange exchange = new HttpExchange(exchanges, async, request, response, address);
    async.addListener(exchange);
    return exchange;
  }

  /** Returns the request. */
  public HttpServletRequest request() {
    return request;
  }

  /** Returns the client's address, as limits count it. */
  public String address() {
    return address;
  }

  /** Completes, never with an exception, when the response is written or abandoned. */
  public CompletableFuture<@Nullable Void> over() {
    return over;
  }

  /** Adds a header to the response, before it is answered; nothing if the exchange has ended. */
  public void header(String name, String value) {
    // Containers use the response of an exchange that has ended for another one.
    if (!ended.get()) {
      response.setHeader(name, value);
    }
  }

  /** Starts the time limit for the body of the request. */
  public void awaitBody() {
    pass(Turn.CLIENT_SENDS);
  }

  /** Ends the time limit for the body of the request. */
  public void bodyRead() {
    pass(Turn.SERVER);
  }

  /**
   * Sends a response that was made for this client, if the limits on such bytes permit it. Never
   * throws.
   */
  public void answer(int status, String type, byte[] content) {
    if (ended.get()) {
      return;
    }
    if (exchanges.acquireBytes(address, content.length)) {
      heldBytes.set(content.length);
      if (ended.get()) {
        // It ended meanwhile, and may not have seen these bytes.
        releaseBytes();
        return;
      }
      response.setContentType(type);
      send(status, content);
    } else {
      HttpExchanges.REFUSAL.forEach(this::header);
      answerEmpty(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
  }

  /** Sends a response whose bytes, with their media type, are shared by all. Never throws. */
  public void answerShared(int status, byte[] content) {
    send(status, content);
  }

  /** Sends a response without a body. Never throws. */
  public void answerEmpty(int status) {
    send(status, new byte[0]);
  }

  /** Ends the exchange without a response, because the client has disconnected. */
  public void abandon(Throwable cause) {
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
      pass(Turn.CLIENT_READS);
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
    LOG.log(Level.DEBUG, "HTTP exchange timed out");
    end();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    if (ended.compareAndSet(false, true)) {
      release();
    }
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // Asynchronous mode started before this listener was added, and does not start twice.
  }

  /** Writes the response, as fast as the client reads. Never throws. */
  void write() {
    if (ended.get()) {
      return;
    }
    try {
      pass(Turn.CLIENT_READS);
      response.getOutputStream().setWriteListener(this);
    } catch (IOException | RuntimeException e) {
      abandon(e);
    }
  }

  /** Ends the exchange if it is the client's turn for too long. */
  void checkProgress(long nowNanos) {
    // The turn first: with a time that belongs to the next turn the exchange seems younger.
    Turn current = turn;
    long nanos = nowNanos - turnNanos;
    switch (current) {
      case SERVER -> {}
      case CLIENT_SENDS -> {
        if (nanos > BODY_LIMIT_NANOS) {
          giveUp(Counter.BODIES_UNFINISHED);
        }
      }
      case CLIENT_READS -> {
        if (nanos > WRITE_LIMIT_NANOS) {
          giveUp(Counter.RESPONSES_STALLED);
        }
      }
    }
  }

  private void giveUp(Counter reason) {
    if (!ended.get()) {
      exchanges.count(reason);
      NetworkConnection.of(request).cut();
      end();
    }
  }

  private void send(int status, byte[] content) {
    if (ended.get()) {
      return;
    }
    try {
      response.setStatus(status);
      if (content.length > 0) {
        response.setContentLength(content.length);
      }
      body = request.getMethod().equals("HEAD") ? new byte[0] : content;
    } catch (RuntimeException e) {
      // Containers throw various exceptions if the client has disconnected.
      abandon(e);
      return;
    }
    if (exchanges.takeRate(this)) {
      write();
    } else if (ended.get()) {
      // It may have ended before it was delayed, and so was not removed then.
      exchanges.removeDelayed(this);
    }
  }

  /** Sets whose turn it is, from now on. */
  private void pass(Turn next) {
    turnNanos = exchanges.nanoTime();
    turn = next;
  }

  private void end() {
    if (ended.compareAndSet(false, true)) {
      try {
        async.complete();
      } catch (IllegalStateException e) {
        LOG.log(Level.DEBUG, "exchange had ended already", e);
      }
      release();
    }
  }

  private void release() {
    releaseBytes();
    exchanges.remove(this, address);
    over.complete(null);
  }

  private void releaseBytes() {
    int bytes = heldBytes.getAndSet(0);
    if (bytes > 0) {
      exchanges.releaseBytes(address, bytes);
    }
  }
}
