package dicegate.gateway;

import dicegate.telemetry.Meter;
import dicegate.telemetry.Meters;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be sent to one client: in order, one send in flight, and never more than a
 * limit.
 *
 * <p>A container may refuse a send that begins before the last is done, as Tomcat does, or queue
 * without limit, as Tyrus does. So the next message is sent when the one before is done; since
 * Tyrus calls back before the send returns, that is a loop and not a recursion.
 *
 * <p>A client that reads too slowly is closed when its outbox is full: what it would still get has
 * a hole.
 *
 * <p>Thread-safe. No call to the socket is made under the lock.
 */
final class Outbox {

  /** Twice the most requests that one connection may have in flight. */
  static final int MAX_MESSAGES = 2 * GatewaySettings.MAX_IN_FLIGHT;

  /** The most text waiting, in UTF-16 units. */
  static final int MAX_CHARS = 1024 * 1024;

  private final ClientSocket socket;
  private final Meters meters;
  private final Queue<String> queue = new ArrayDeque<>(); // guarded by this
  private int queuedChars; // guarded by this
  private boolean sending; // guarded by this
  private boolean closed; // guarded by this
  private boolean overflowed; // guarded by this

  Outbox(ClientSocket socket, Meters meters) {
    this.socket = socket;
    this.meters = meters;
  }

  /**
   * Adds a message behind all others, without sending; {@link #drain()} follows. Dropped if the
   * outbox is closed. Cheap enough to be called under the lock that decides the order.
   */
  synchronized void enqueue(String text) {
    if (closed) {
      return;
    }
    // One message alone always fits, or a large answer could never be sent.
    if (!queue.isEmpty()
        && (queue.size() >= MAX_MESSAGES || queuedChars + text.length() > MAX_CHARS)) {
      markOverflow();
      return;
    }
    queue.add(text);
    queuedChars += text.length();
  }

  /** Sends what is queued, unless a send is in flight: then its completion goes on. */
  void drain() {
    if (takeOverflow()) {
      meters.count(Meter.OUTBOXES_OVERFLOWED);
      socket.close(CloseCode.SLOW_READER, "reads too slowly");
      return;
    }
    String text;
    while ((text = next()) != null) {
      if (!sentAtOnce(text)) {
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
      markOverflow();
    }
    drain();
  }

  /** Adds a message and sends it as soon as its turn comes. */
  void send(String text) {
    enqueue(text);
    drain();
  }

  /** Forgets all that is queued, and takes no more: the client is gone. */
  synchronized void close() {
    closed = true;
    forget();
  }

  private synchronized @Nullable String next() {
    if (sending) {
      return null;
    }
    String text = queue.poll();
    if (text != null) {
      queuedChars -= text.length();
      sending = true;
    }
    return text;
  }

  /** Sends one message; returns false if its completion will go on draining. */
  private boolean sentAtOnce(String text) {
    // Whoever comes second, the return of send or its completion, goes on.
    AtomicBoolean first = new AtomicBoolean(true);
    try {
      socket.send(
          text,
          failure -> {
            done(failure);
            if (!first.getAndSet(false)) {
              drain();
            }
          });
    } catch (RuntimeException | Error e) {
      // Tyrus throws an Error at text that is no UTF-16; without this no send would ever follow.
      done(e);
      return true;
    }
    return !first.getAndSet(false);
  }

  /** Ends a send. After a failure the client has a hole in what it got, so it is closed. */
  private void done(@Nullable Throwable failure) {
    synchronized (this) {
      sending = false;
      if (failure == null) {
        return;
      }
      closed = true;
      forget();
    }
    socket.close(CloseCode.SEND_FAILED, "send failed");
  }

  private synchronized boolean takeOverflow() {
    boolean taken = overflowed;
    overflowed = false;
    return taken;
  }

  private void markOverflow() {
    closed = true;
    overflowed = true;
    forget();
  }

  private void forget() {
    queue.clear();
    queuedChars = 0;
  }
}
