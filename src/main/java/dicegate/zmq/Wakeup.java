package dicegate.zmq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

/**
 * The sleep of a loop that owns ZeroMQ sockets, and the signal that ends it.
 *
 * <p>The owner calls {@link #idle} after each iteration. After one that moved nothing it announces
 * its sleep and looks once more, so that no work is missed between its look and its sleep; after a
 * second one it sleeps. Other threads pay for a signal only while it sleeps.
 *
 * <pre>
 *   owner:  iteration -&gt; idle(moved) -&gt; iteration -&gt; idle(moved) -&gt; ...
 *   others: queue.offer(work) -&gt; signal()
 * </pre>
 *
 * <p>Without {@link #watch watched sockets} it sleeps by {@link LockSupport#park()}, which is the
 * cheapest way to be woken; with them, in a selector of its own. JeroMQ's poller is not used: it
 * turns in its own loop while a sender has written the wake-up byte and not yet counted it, on one
 * core for the rest of the sender's time slice, some milliseconds. This class gives up the core
 * instead.
 *
 * <p>{@link #signal()} is thread-safe; all other methods are confined to the owner.
 */
public final class Wakeup implements AutoCloseable {

  private final AtomicBoolean asleep = new AtomicBoolean();

  /** Whether a socket ended the last sleep, and nothing was moved since. */
  private boolean wokenForNothing;

  private volatile @Nullable Thread owner;
  private final Object lock = new Object();
  private @Nullable Selector selector; // changed by the owner, guarded by lock

  /**
   * Ends sleeps also when a message arrives at this socket.
   *
   * @throws UncheckedIOException if the system has no file descriptor left
   */
  public void watch(ZMQ.Socket socket) {
    try {
      socket.getFD().register(openSelector(), SelectionKey.OP_READ);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the effect of {@link #watch}, before the socket is closed. */
  public void unwatch(ZMQ.Socket socket) {
    Selector current = selector;
    SelectionKey key = current == null ? null : socket.getFD().keyFor(current);
    if (key != null) {
      key.cancel();
    }
  }

  /**
   * Ends an iteration of the owner's loop: sleeps if this one and the one before moved nothing.
   *
   * @param moved whether the iteration did any work
   * @param limit the longest sleep, 1 ms or more
   */
  public void idle(boolean moved, Duration limit) {
    if (moved) {
      asleep.lazySet(false);
      wokenForNothing = false;
    } else if (!asleep.get()) {
      if (wokenForNothing) {
        yieldToSender();
      }
      owner = Thread.currentThread();
      asleep.set(true);
    } else {
      wokenForNothing = sleep(limit);
      asleep.set(false);
    }
  }

  /** Wakes the owner if it sleeps. */
  public void signal() {
    if (asleep.get() && asleep.compareAndSet(true, false)) {
      synchronized (lock) {
        if (selector == null) {
          LockSupport.unpark(owner);
        } else {
          selector.wakeup();
        }
      }
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      Selector current = selector;
      selector = null;
      if (current != null) {
        try {
          current.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private Selector openSelector() throws IOException {
    synchronized (lock) {
      Selector current = selector;
      if (current == null) {
        current = Selector.open();
        selector = current;
      }
      return current;
    }
  }

  /** Sleeps; returns whether a socket's byte ended the sleep. */
  private boolean sleep(Duration limit) {
    Selector current = selector;
    if (current == null) {
      LockSupport.parkNanos(this, limit.toNanos());
      return false;
    }
    try {
      boolean ready = current.select(limit.toMillis()) > 0;
      current.selectedKeys().clear();
      return ready;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // It must let the one thread run that wrote the byte.
  private static void yieldToSender() {
    Thread.yield();
  }
}
