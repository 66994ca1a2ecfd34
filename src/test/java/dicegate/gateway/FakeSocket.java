package dicegate.gateway;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A WebSocket that sends every frame at once and keeps it for the test. Thread-safe. */
final class FakeSocket implements ClientSocket {

  private static final long LIMIT_SECONDS = 10;

  private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
  private final AtomicInteger pings = new AtomicInteger();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

  private FakeSocket(boolean reportsEnd) {
    if (!reportsEnd) {
      ended.complete(null);
    }
  }

  /** Creates a socket of a container that does not report the end of the network connection. */
  FakeSocket() {
    this(false);
  }

  /** Creates a socket whose peer keeps the network connection. */
  static FakeSocket ofPeerThatStays() {
    return new FakeSocket(true);
  }

  @Override
  public void send(String text, Consumer<@Nullable Throwable> done) {
    sent.add(text);
    done.accept(null);
  }

  @Override
  public int sendWindow() {
    return 1;
  }

  @Override
  public void ping() {
    pings.incrementAndGet();
  }

  @Override
  public void close(int code, String reason) {
    closed.complete(code);
  }

  @Override
  public void abort() {
    ended.complete(null);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored")
  public void whenEnded(Runnable action) {
    ended.thenRun(action);
  }

  @Override
  public boolean isEnded() {
    return ended.isDone();
  }

  /** Waits for the next frame and returns it. */
  String next() throws InterruptedException {
    String text = sent.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (text == null) {
      throw new AssertionError("no frame within " + LIMIT_SECONDS + " s");
    }
    return text;
  }

  /** Waits for the close and returns its code. */
  int closeCode() throws Exception {
    return closed.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** Completes with the code when the socket is closed. */
  CompletableFuture<Integer> closed() {
    return closed;
  }

  int pings() {
    return pings.get();
  }

  boolean isOpen() {
    return !closed.isDone();
  }

  /** Returns the number of frames that {@link #next()} has not returned. */
  int waiting() {
    return sent.size();
  }
}
