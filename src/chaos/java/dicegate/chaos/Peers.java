package dicegate.chaos;

import dicegate.harness.ReadyKeys;
import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The connections of many clients on one selector; each key has a {@link Peer} attached. Used by
 * one thread at a time; an interrupt ends its poll.
 */
public final class Peers implements AutoCloseable {
  private static final long POLL_MILLIS = 1;

  private final Selector selector;
  private final ReadyKeys keys;

  /** One end of a connection. */
  public interface Peer {
    /** Reads and writes without blocking. */
    void ready() throws IOException;
  }

  private Peers(Selector selector) {
    this.selector = selector;
    this.keys = new ReadyKeys(selector, POLL_MILLIS, key -> ((Peer) key.attachment()).ready());
  }

  /** Opens a selector without connections. */
  public static Peers open() throws IOException {
    return new Peers(Selector.open());
  }

  /** Returns the selector, for new connections. */
  public Selector selector() {
    return selector;
  }

  /**
   * Lets all ready connections read and write, or waits a millisecond for one.
   *
   * @throws IOException when a connection ends, or the thread was interrupted
   */
  public void poll() throws IOException {
    keys.poll();
    if (Thread.currentThread().isInterrupted()) {
      throw new IOException("interrupted");
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
  }

  /** A step of the clients' work. */
  public interface Step {
    /** Takes it. */
    void take() throws IOException;
  }

  /** Takes steps until the condition holds, or the time is up. */
  public static void until(BooleanSupplier done, Duration limit, Step step) throws IOException {
    long begin = System.nanoTime();
    while (!done.getAsBoolean() && System.nanoTime() - begin < limit.toNanos()) {
      step.take();
    }
  }
}
