package dicegate.gateway;

import dicegate.table.FrameSink;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue of messages to one client: sent in order, few at a time.
 *
 * <p>A container may refuse a send that begins before the last is done, as Tomcat does, or queue
 * without limit, as Tyrus does. So each message is sent when the one before is done, unless {@link
 * ClientSocket#sendWindow} says that the container takes several and writes them together. Tyrus
 * calls back before the send returns, so this is a loop, not a recursion.
 *
 * <p>The connection is closed if the outbox is full or one message takes too long, because the
 * client would miss messages. It may reconnect and request them again.
 *
 * <p>Thread-safe. No call to the socket is made under the lock.
 */
final class Outbox implements FrameSink {

  /** The maximum number of messages queued behind those being sent. */
  static final int MAX_MESSAGES = ClientLimits.MAX_IN_FLIGHT;

  /**
   * The maximum of text queued behind the message being sent, in UTF-16 units. A single message may
   * be longer, or the answer to a large roll could never be sent.
   */
  static final int MAX_CHARS = 256 * 1024;

  /**
   * The maximum of text being sent, in UTF-16 units, as {@link #MAX_CHARS} for what is queued. A
   * single message may be longer.
   */
  static final int MAX_SENDING_CHARS = 64 * 1024;

  /** The time limit of one send; longer for a long message. */
  static final long SEND_NANOS = TimeUnit.SECONDS.toNanos(6);

  /** The slowest acceptable client, in UTF-16 units per second: it extends the limit. */
  static final int MIN_CHARS_PER_SECOND = 64 * 1024;

  private final ClientSocket socket;
  private final Metrics metrics;
  private final LongSupplier nanoClock;
  private final Runnable onWatch;
  private final UnreadText unread;
  private final Queue<String> queue = new ArrayDeque<>(); // guarded by this
  private int queuedChars; // guarded by this
  private boolean draining; // guarded by this; one thread at a time sends, which keeps the order
  private int sending; // guarded by this; the number of messages being sent
  private int sendingChars; // guarded by this
  private long sendingUntilNanos; // guarded by this
  private boolean closed; // guarded by this
  private @Nullable CloseRequest closeRequest; // guarded by this

  /** A close that is due, once no lock is held. */
  private record CloseRequest(int code, String reason) {}

  /**
   * Creates an empty outbox.
   *
   * @param unread counts the messages until they are sent
   * @param onWatch called, without a lock, when a send is not done at once, so that {@link
   *     #checkProgress} is to be called until it is, and when the outbox has closed the connection;
   *     cheap
   */
  Outbox(
      ClientSocket socket,
      UnreadText unread,
      Metrics metrics,
      LongSupplier nanoClock,
      Runnable onWatch) {
    this.socket = socket;
    this.unread = unread;
    this.metrics = metrics;
    this.nanoClock = nanoClock;
    this.onWatch = onWatch;
  }

  /**
   * Appends a message without sending it; the caller calls {@link #drain()} after that. Drops it if
   * the outbox is closed. Cheap enough to be called under the lock that decides the order.
   */
  @Override
  public synchronized void enqueue(String text) {
    if (closed) {
      return;
    }
    if (!queue.isEmpty()
        && (queue.size() >= MAX_MESSAGES || queuedChars + text.length() > MAX_CHARS)) {
      requestUnreadClose(Counter.OUTBOXES_OVERFLOWED);
      return;
    }
    if (!unread.tryAdd(text.length())) {
      requestUnreadClose(Counter.OUTBOXES_OVER_LIMIT);
      return;
    }
    queue.add(text);
    queuedChars += text.length();
  }

  /** Sends the queued messages; if a send is in flight, its completion continues. */
  @Override
  public void drain() {
    CloseRequest last = takeCloseRequest();
    if (last != null) {
      socket.close(last.code(), last.reason());
      onWatch.run();
      return;
    }
    String text = first();
    if (text == null) {
      return;
    }
    while (text != null) {
      sendNow(text);
      text = next();
    }
    if (isSending()) {
      onWatch.run();
    }
  }

  /** Closes the connection because too many of the client's answers are queued elsewhere. */
  void overflow() {
    closeUnread(Counter.OUTBOXES_OVERFLOWED);
  }

  /** Closes the connection because too much text of all clients, or of its address, is unread. */
  void overLimit() {
    closeUnread(Counter.OUTBOXES_OVER_LIMIT);
  }

  /** Closes the connection and sends nothing more; does nothing if it is closed. */
  void closeWith(int code, String reason) {
    synchronized (this) {
      if (closed) {
        return;
      }
      requestClose(code, reason);
    }
    drain();
  }

  /** Closes the connection if the current send takes too long; Tyrus' own time-out does nothing. */
  void checkProgress() {
    synchronized (this) {
      if (closed || sending == 0 || sendingUntilNanos - nanoClock.getAsLong() > 0) {
        return;
      }
      metrics.count(Counter.OUTBOXES_STALLED);
      requestClose(CloseCode.SLOW_READER, "a message was not read in time");
    }
    drain();
  }

  /** Tells whether it is closed, and sends nothing more. */
  synchronized boolean isClosed() {
    return closed;
  }

  /** Tells whether no message is queued or being sent. */
  synchronized boolean isIdle() {
    return queue.isEmpty() && sending == 0;
  }

  private synchronized boolean isSending() {
    return sending > 0;
  }

  /** Appends a message and sends it in its turn. */
  void send(String text) {
    enqueue(text);
    drain();
  }

  /** Drops the queue, and all later messages: the client has disconnected. */
  synchronized void close() {
    closed = true;
    clearQueue();
    unread.end();
  }

  /** Takes the first message to send; null if another thread sends already. */
  private synchronized @Nullable String first() {
    if (draining) {
      return null;
    }
    draining = true;
    return next();
  }

  /** Takes the next message to send; null ends the drain. */
  private synchronized @Nullable String next() {
    String text = queue.peek();
    boolean fits =
        text != null
            && (sending == 0
                || (sending < socket.sendWindow()
                    && sendingChars + text.length() <= MAX_SENDING_CHARS));
    if (!fits) {
      draining = false;
      return null;
    }
    queue.remove();
    queuedChars -= text.length();
    sending++;
    sendingChars += text.length();
    if (sending == 1) {
      startTimeLimit();
    }
    return text;
  }

  /** Starts the time limit of the oldest message being sent. */
  private void startTimeLimit() {
    long allowance = TimeUnit.SECONDS.toNanos(sendingChars / MIN_CHARS_PER_SECOND);
    sendingUntilNanos = nanoClock.getAsLong() + SEND_NANOS + allowance;
  }

  private void sendNow(String text) {
    int chars = text.length();
    try {
      socket.send(
          text,
          failure -> {
            onSent(chars, failure);
            drain();
          });
    } catch (RuntimeException | Error e) {
      // Tyrus throws an Error at text that is not valid UTF-16; without this, no send would follow.
      onSent(chars, e);
    }
  }

  /** Ends a send. After a failure the client has missed a message, so the connection is closed. */
  private void onSent(int chars, @Nullable Throwable failure) {
    synchronized (this) {
      sending--;
      sendingChars -= chars;
      unread.remove(chars);
      if (sending > 0) {
        startTimeLimit();
      }
      if (failure == null) {
        return;
      }
      closed = true;
      clearQueue();
    }
    socket.close(CloseCode.SEND_FAILED, "send failed");
    onWatch.run();
  }

  private synchronized @Nullable CloseRequest takeCloseRequest() {
    CloseRequest taken = closeRequest;
    closeRequest = null;
    return taken;
  }

  private void closeUnread(Counter reason) {
    synchronized (this) {
      if (closed) {
        return;
      }
      requestUnreadClose(reason);
    }
    drain();
  }

  private void requestUnreadClose(Counter reason) {
    metrics.count(reason);
    requestClose(CloseCode.SLOW_READER, "too many unread messages; read faster");
  }

  private void requestClose(int code, String reason) {
    closed = true;
    closeRequest = new CloseRequest(code, reason);
    clearQueue();
  }

  private void clearQueue() {
    queue.clear();
    unread.remove(queuedChars);
    queuedChars = 0;
  }
}
