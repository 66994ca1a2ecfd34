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
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket client of the JDK's, with a limit on every wait. Messages are sent in the order of
 * the calls, each when the one before has gone out.
 */
public final class Browser implements WebSocket.Listener {

  static final long LIMIT_SECONDS = 60;

  /** Stands for a close code where the connection broke without one. */
  static final int HUNG_UP = -1;

  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder parts = new StringBuilder();
  private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
  private @Nullable WebSocket socket;

  /** Opens a connection; the future fails if the handshake is refused. */
  public static CompletableFuture<Browser> open(HttpClient http, URI uri, String... subprotocols) {
    Browser browser = new Browser();
    WebSocket.Builder builder = http.newWebSocketBuilder();
    if (subprotocols.length > 0) {
      builder.subprotocols(subprotocols[0]);
    }
    return builder
        .buildAsync(uri, browser)
        .thenApply(
            opened -> {
              browser.socket = opened;
              return browser;
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

  /** Returns the next message, waiting for it. */
  public String next() throws InterruptedException {
    String text = received.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (text == null) {
      throw new AssertionError("no message within " + LIMIT_SECONDS + " s");
    }
    return text;
  }

  /** Returns the next message of a type in the JSON dialect; those before it are passed over. */
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

  /** Returns how many messages are there that {@link #next()} has not taken. */
  public int waiting() {
    return received.size();
  }

  /** Returns the code the server closed with, waiting for it, or {@link #HUNG_UP}. */
  public int closeCode() throws Exception {
    return closed.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** Breaks the connection off without a close frame. */
  public void vanish() {
    opened().abort();
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    parts.append(data);
    if (last) {
      received.add(parts.toString());
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
    closed.complete(HUNG_UP);
  }

  private WebSocket opened() {
    if (socket == null) {
      throw new IllegalStateException("not open yet");
    }
    return socket;
  }
}
