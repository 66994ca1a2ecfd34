package dicegate.gateway;

import dicegate.http.ByteBudget;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one WebSocket connection, between the container's connection and its WebSocket
 * implementation, on servers where {@link GuardedUpgrade} is between the two.
 *
 * <p>A frame that is longer than any message may be ends the connection at its header, and
 * unfinished frames take bytes of a budget: such an implementation buffers whole frames, each byte
 * about three times, before it checks anything.
 *
 * <p>Thread-safe, except that one thread at a time reads.
 */
final class Transport {

  /** The longest UTF-8 text of {@link GatewaySettings#MAX_MESSAGE_CHARS}. */
  private static final int MAX_PAYLOAD_BYTES = 3 * GatewaySettings.MAX_MESSAGE_CHARS;

  private final String address;
  private final ByteBudget unfinishedFrames;
  private final Metrics metrics;
  private final FrameScanner scanner = new FrameScanner(MAX_PAYLOAD_BYTES);
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
  private volatile @Nullable Connection connection;
  private volatile @Nullable Runnable abort;
  private volatile boolean refused;

  /** The unfinished bytes taken from the budget. Written under the lock of this. */
  private volatile int held;

  /** The number of pauses, and of the last one accounted. The latter is guarded by this. */
  private int pauses;

  private int accountedPause;

  /**
   * Creates the transport of a connection that is not open yet.
   *
   * @param address the client's address, for the budget
   */
  Transport(String address, ByteBudget unfinishedFrames, Metrics metrics) {
    this.address = address;
    this.unfinishedFrames = unfinishedFrames;
    this.metrics = metrics;
  }

  /** Sets how to end the container's connection at once. */
  void onAbort(Runnable action) {
    abort = action;
  }

  /** Sets the connection, which is closed if its frames are refused. */
  void attach(Connection opened) {
    connection = opened;
  }

  /**
   * Takes bytes that were read.
   *
   * @return how many of them the WebSocket implementation may have; none once they are refused
   */
  int take(byte[] bytes, int offset, int count) {
    if (refused) {
      return 0;
    }
    int passed = scanner.scan(bytes, offset, count);
    if (passed < count) {
      refused = true;
      Connection opened = connection;
      if (opened != null) {
        opened.onOversizedFrame();
      }
    }
    return passed;
  }

  /** Returns a number for the pause that may follow, after which another thread may read. */
  int nextPause() {
    return ++pauses;
  }

  /** Returns the bytes of the frame whose end has not arrived. */
  int unfinishedBytes() {
    return refused ? 0 : scanner.unfinishedBytes();
  }

  /**
   * Accounts for an unfinished frame, when no more bytes are available.
   *
   * @param pause the number of this pause
   * @param bytes the unfinished bytes at its start
   */
  void onPause(int pause, int bytes) {
    if ((bytes | held) != 0 && !account(pause, bytes)) {
      refused = true;
      metrics.count(Counter.UNFINISHED_OVER_LIMIT);
      Connection opened = connection;
      if (opened != null) {
        opened.onTooManyUnfinishedFrames();
      }
    }
  }

  /** Ends the container's connection, without waiting for the peer. */
  void abort() {
    Runnable action = abort;
    if (action != null && !ended.isDone()) {
      action.run();
    }
  }

  /** Marks the connection as ended: nothing more can be read or written. */
  void end() {
    if (ended.complete(null)) {
      synchronized (this) {
        unfinishedFrames.release(address, held);
        held = 0;
      }
    }
  }

  /** Returns whether nothing more is read, since a frame was refused. */
  boolean isRefused() {
    return refused;
  }

  boolean isEnded() {
    return ended.isDone();
  }

  /** Runs an action once when the connection has ended, perhaps now. */
  @SuppressWarnings("FutureReturnValueIgnored") // the action does not throw
  void whenEnded(Runnable action) {
    ended.thenRun(action);
  }

  private synchronized boolean account(int pause, int bytes) {
    if (pause - accountedPause < 0 || ended.isDone()) {
      return true;
    }
    accountedPause = pause;
    unfinishedFrames.release(address, held);
    held = 0;
    if (bytes == 0) {
      return true;
    }
    if (!unfinishedFrames.tryAcquire(address, bytes)) {
      return false;
    }
    held = bytes;
    return true;
  }
}
