package dicegate.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Hands the ready keys of a selector to a handler that may fail. Confined to one thread. */
public final class ReadyKeys {

  private final Selector selector;
  private final long pollMillis;
  private final Consumer<SelectionKey> onReady;

  /** Reads and writes without blocking. */
  public interface Handler {
    /** Handles the operations that are ready. */
    void ready(SelectionKey key) throws IOException;
  }

  /**
   * Makes a poll of a selector.
   *
   * @param pollMillis the longest wait of one poll, in milliseconds
   */
  public ReadyKeys(Selector selector, long pollMillis, Handler handler) {
    this.selector = selector;
    this.pollMillis = pollMillis;
    this.onReady = key -> ready(handler, key);
  }

  /**
   * Handles all keys that are ready, or waits for one.
   *
   * @throws IOException when a handler fails
   */
  public void poll() throws IOException {
    try {
      selector.select(onReady, pollMillis);
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Polls until the condition holds.
   *
   * @param what the thing awaited, for the exception
   * @throws IOException when a handler fails, or the time is up
   */
  public void pollUntil(BooleanSupplier done, Duration timeout, String what) throws IOException {
    long begin = System.nanoTime();
    while (!done.getAsBoolean()) {
      checkTime(begin, timeout, what);
      poll();
    }
  }

  /** Throws an exception if the time since {@code beginNanos} is up. */
  public static void checkTime(long beginNanos, Duration timeout, String what) throws IOException {
    if (System.nanoTime() - beginNanos > timeout.toNanos()) {
      throw new IOException("no " + what + " within " + timeout.toSeconds() + " s");
    }
  }

  private static void ready(Handler handler, SelectionKey key) {
    try {
      handler.ready(key);
    } catch (IOException e) {
      throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
    }
  }
}
