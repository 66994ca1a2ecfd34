package dicegate.it;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket client based on the JDK's, with a limit on every wait. Messages are sent in the order
 * of the calls, each after the one before.
 */
public final class WebSocketClient implements WebSocket.Listener {

  static final long LIMIT_SECONDS = 60;

  /** The close code of a connection that ended without one. */
  static final int NO_CLOSE_CODE = -1;

  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final Consumer<String> onMessage;
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder parts = new StringBuilder();
  private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
  private @Nullable WebSocket socket;

  /** Creates a client that keeps its messages for {@link #next()}. */
  WebSocketClient() {
    this.onMessage = received::add;
  }

  private WebSocketClient(Consumer<String> onMessage) {
    this.onMessage = onMessage;
  }

  /** Opens a connection; the future fails if the handshake is refused. */
  public static CompletableFuture<WebSocketClient> open(
      HttpClient http, URI uri, String... subprotocols) {
    return new WebSocketClient().connect(http, uri, subprotocols);
  }

  /** Opens a connection whose messages go to a consumer, on a thread of the JDK's client. */
  static CompletableFuture<WebSocketClient> open(
      HttpClient http, URI uri, Consumer<String> onMessage, String... subprotocols) {
    return new WebSocketClient(onMessage).connect(http, uri, subprotocols);
  }

  private CompletableFuture<WebSocketClient> connect(
      HttpClient http, URI uri, String... subprotocols) {
    WebSocket.Builder builder = http.newWebSocketBuilder();
    if (subprotocols.length > 0) {
      builder.subprotocols(subprotocols[0]);
    }
    return builder
        .buildAsync(uri, this)
        .thenApply(
            opened -> {
              socket = opened;
              return this;
            });
  }

  /** Sends a text message. */
  public synchronized void send(String text) {
    sent = sent.thenCompose(before -> opened().sendText(text, true));
  }

  /** Sends a binary message. */
  public synchronized void send(byte[] data) {
    sent = sent.thenCompose(before -> opened().sendBinary(ByteBuffer.wrap(data), true));
  }

  /** Returns whether a message is being sent. */
  synchronized boolean isSending() {
    return !sent.isDone();
  }

  /** Returns whether the connection has ended. */
  boolean isClosed() {
    return closed.isDone();
  }

  /** Returns the next message, waiting for it. */
  public String next() throws InterruptedException {
    String text = received.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (text == null) {
      throw new AssertionError("no message within " + LIMIT_SECONDS + " s");
    }
    return text;
  }

  /** Returns the next message of a type in the JSON dialect, and discards those before it. */
  public String await(String type) throws InterruptedException {
    String text = next();
    while (!text.contains("\"type\":\"" + type + "\"")) {
      text = next();
    }
    return text;
  }

  /** Sends a text and returns the next message. */
  public String ask(String text) throws InterruptedException {
    send(text);
    return next();
  }

  /** Returns the number of received messages that {@link #next()} has not returned yet. */
  public int unreadMessages() {
    return received.size();
  }

  /**
   * Waits until the server closes the connection; returns the close code, or {@link
   * #NO_CLOSE_CODE}.
   */
  public int closeCode() throws Exception {
    return closed.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** Ends the connection without a close frame. */
  public void abort() {
    opened().abort();
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    parts.append(data);
    if (last) {
      onMessage.accept(parts.toString());
      parts.setLength(0);
    }
    webSocket.request(1);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
    closed.complete(code);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void onError(WebSocket webSocket, Throwable failure) {
    System.out.println("connection ended without a close frame: " + failure);
    closed.complete(NO_CLOSE_CODE);
  }

  private WebSocket opened() {
    if (socket == null) {
      throw new IllegalStateException("not open yet");
    }
    return socket;
  }
}
