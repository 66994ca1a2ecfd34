package dicegate.zmq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A signal that wakes the one thread that sleeps in a ZeroMQ poll.
 *
 * <p>The owner announces its sleep and then checks its queue once more. Other threads write a byte
 * only while it sleeps, so a busy loop costs its callers nothing.
 *
 * <pre>
 *   owner:  prepareToSleep() -> queue still empty? -> poll(channel(), sockets) -> awake(readable)
 *   others: queue.offer(work) -> signal()
 * </pre>
 *
 * <p>{@link #signal()} is thread-safe; all other methods are confined to the owner.
 */
public final class Wakeup implements AutoCloseable {

  private final Pipe pipe;
  private final ByteBuffer drained = ByteBuffer.allocate(16);
  private final AtomicBoolean asleep = new AtomicBoolean();

  /**
   * Opens the pipe.
   *
   * @throws UncheckedIOException if the system has no file descriptor left
   */
  public Wakeup() {
    try {
      pipe = Pipe.open();
      pipe.source().configureBlocking(false);
      pipe.sink().configureBlocking(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the channel that the owner polls for input. */
  public SelectableChannel channel() {
    return pipe.source();
  }

  /** Announces the owner's sleep: from now on {@link #signal()} writes a byte. */
  public void prepareToSleep() {
    asleep.set(true);
  }

  /**
   * Ends the sleep.
   *
   * @param readable whether the poll found the channel readable; only then a byte is read, since it
   *     may still be on its way when the owner wakes for another reason
   * @throws IllegalStateException if the channel was closed under the owner
   */
  public void awake(boolean readable) {
    asleep.set(false);
    if (!readable) {
      return;
    }
    try {
      drained.clear();
      if (pipe.source().read(drained) < 0) {
        throw new IllegalStateException("the wake-up pipe is closed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Wakes the owner if it sleeps. */
  public void signal() {
    if (asleep.get() && asleep.compareAndSet(true, false)) {
      try {
        pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
      } catch (IOException e) {
        // The owner is closing the pipe, so it is awake.
        return;
      }
    }
  }

  @Override
  public void close() {
    try {
      pipe.sink().close();
      pipe.source().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
