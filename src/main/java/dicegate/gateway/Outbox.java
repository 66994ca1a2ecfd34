package dicegate.gateway;

import dicegate.table.FrameSink;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be sent to one client: in order, one send in flight, and never more than a
 * limit.
 *
 * <p>A container may refuse a send that begins before the last is done, as Tomcat does, or queue
 * without limit, as Tyrus does. So the next message is sent when the one before is done; since
 * Tyrus calls back before the send returns, that is a loop and not a recursion.
 *
 * <p>A client that reads too slowly is closed when its outbox is full, or when one message takes
 * too long to go: what it would still get has a hole. It may come back and ask again.
 *
 * <p>Thread-safe. No call to the socket is made under the lock.
 */
final class Outbox implements FrameSink {

  /** The most messages waiting behind the one that is being sent. */
  static final int MAX_MESSAGES = ClientLimits.MAX_IN_FLIGHT;

  /**
   * The most text waiting behind the message that is being sent, in UTF-16 units; but one message
   * alone may wait whatever its length, or the answer to a large roll could never be sent.
   */
  static final int MAX_CHARS = 256 * 1024;

  /** How long a message may take to be handed to the network, and how much longer a long one. */
  static final long SEND_NANOS = TimeUnit.SECONDS.toNanos(6);

  /** A client this slow, in UTF-16 units a second, is slow and not stuck. */
  static final int MIN_CHARS_PER_SECOND = 64 * 1024;

  private final ClientSocket socket;
  private final Metrics metrics;
  private final LongSupplier nanoClock;
  private final Queue<String> queue = new ArrayDeque<>(); // guarded by this
  private int queuedChars; // guarded by this
  private boolean sending; // guarded by this
  private long sendingUntilNanos; // guarded by this
  private boolean closed; // guarded by this
  private @Nullable CloseRequest closeRequest; // guarded by this

  /** With what to close the socket, once no lock is held. */
  private record CloseRequest(int code, String reason) {}

  Outbox(ClientSocket socket, Metrics metrics, LongSupplier nanoClock) {
    this.socket = socket;
    this.metrics = metrics;
    this.nanoClock = nanoClock;
  }

  /**
   * Adds a message behind all others, without sending; {@link #drain()} follows. Dropped if the
   * outbox is closed. Cheap enough to be called under the lock that decides the order.
   */
  @Override
  public synchronized void enqueue(String text) {
    if (closed) {
      return;
    }
    if (!queue.isEmpty()
        && (queue.size() >= MAX_MESSAGES || queuedChars + text.length() > MAX_CHARS)) {
      requestOverflowClose();
      return;
    }
    queue.add(text);
    queuedChars += text.length();
  }

  /** Sends what is queued, unless a send is in flight: then its completion goes on. */
  @Override
  public void drain() {
    CloseRequest last = takeCloseRequest();
    if (last != null) {
      socket.close(last.code(), last.reason());
      return;
    }
    String text;
    while ((text = next()) != null) {
      if (!sendNow(text)) {
        return;
      }
    }
  }

  /** Gives the client up, as one that lets too much wait elsewhere. */
  void overflow() {
    synchronized (this) {
      if (closed) {
        return;
      }
      requestOverflowClose();
    }
    drain();
  }

  /** Closes the connection, and sends nothing more; does nothing if it is closed. */
  void closeWith(int code, String reason) {
    synchronized (this) {
      if (closed) {
        return;
      }
      requestClose(code, reason);
    }
    drain();
  }

  /** Gives the client up if what is being sent takes too long; Tyrus' own time-out does nothing. */
  void checkProgress() {
    synchronized (this) {
      if (closed || !sending || sendingUntilNanos - nanoClock.getAsLong() > 0) {
        return;
      }
      metrics.count(Counter.OUTBOXES_STALLED);
      requestClose(CloseCode.SLOW_READER, "does not read");
    }
    drain();
  }

  /** Tells whether nothing will be sent any more. */
  synchronized boolean isClosed() {
    return closed;
  }

  /** Tells whether nothing is queued or being sent. */
  synchronized boolean isIdle() {
    return queue.isEmpty() && !sending;
  }

  /** Adds a message and sends it as soon as its turn comes. */
  void send(String text) {
    enqueue(text);
    drain();
  }

  /** Forgets all that is queued, and takes no more: the client is gone. */
  synchronized void close() {
    closed = true;
    clearQueue();
  }

  private synchronized @Nullable String next() {
    if (sending) {
      return null;
    }
    String text = queue.poll();
    if (text != null) {
      queuedChars -= text.length();
      sending = true;
      long allowance = TimeUnit.SECONDS.toNanos(text.length() / MIN_CHARS_PER_SECOND);
      sendingUntilNanos = nanoClock.getAsLong() + SEND_NANOS + allowance;
    }
    return text;
  }

  /** Sends one message; returns false if its completion will go on draining. */
  private boolean sendNow(String text) {
    // Whoever comes second, the return of send or its completion, goes on.
    AtomicBoolean first = new AtomicBoolean(true);
    try {
      socket.send(
          text,
          failure -> {
            onSent(failure);
            if (!first.getAndSet(false)) {
              drain();
            }
          });
    } catch (RuntimeException | Error e) {
      // Tyrus throws an Error at text that is no UTF-16; without this no send would ever follow.
      onSent(e);
      return true;
    }
    return !first.getAndSet(false);
  }

  /** Ends a send. After a failure the client has a hole in what it got, so it is closed. */
  private void onSent(@Nullable Throwable failure) {
    synchronized (this) {
      sending = false;
      if (failure == null) {
        return;
      }
      closed = true;
      clearQueue();
    }
    socket.close(CloseCode.SEND_FAILED, "send failed");
  }

  private synchronized @Nullable CloseRequest takeCloseRequest() {
    CloseRequest taken = closeRequest;
    closeRequest = null;
    return taken;
  }

  private void requestOverflowClose() {
    metrics.count(Counter.OUTBOXES_OVERFLOWED);
    requestClose(CloseCode.SLOW_READER, "reads too slowly");
  }

  private void requestClose(int code, String reason) {
    closed = true;
    closeRequest = new CloseRequest(code, reason);
    clearQueue();
  }

  private void clearQueue() {
    queue.clear();
    queuedChars = 0;
  }
}
