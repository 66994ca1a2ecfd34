package dicegate.zmq;

import dicegate.loop.LoopThread;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A {@link LoopThread} that owns a set of ZeroMQ sockets: it opens, polls and closes them itself.
 *
 * <pre>
 *   start -&gt; open -&gt; pollOnce ... pollOnce -&gt; close -&gt; ended
 *               ^         | exception: log, close, 100 ms
 *               +---------+
 * </pre>
 *
 * <p>A failure of the first {@code open} ends the loop and is thrown to the starter. After a later
 * failure, which is a bug of ours, the loop logs it and opens new sockets.
 *
 * <p>Thread-safe; {@link #start} once.
 */
public final class SocketLoop {

  /**
   * The work of a socket loop. All methods run on the loop's thread, except {@link #wake()}.
   *
   * <p>{@link #open()} and {@link #close()} come in pairs, more than once after failures; close
   * must cope with a half-done open.
   */
  public interface Work {

    /** Opens the sockets. */
    void open();

    /** Polls once: handles waiting messages, or sleeps for at most 100 ms. */
    void pollOnce();

    /** Ends a sleep of {@link #pollOnce()}, from any thread. */
    void wake();

    /** Closes the sockets. */
    void close();
  }

  /** Far beyond the longest sleep of an iteration: one that takes longer is stuck. */
  private static final Duration STALL_LIMIT = Duration.ofSeconds(20);

  private static final Logger LOG = System.getLogger(SocketLoop.class.getName());

  private final Work work;
  private final LoopThread thread;
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private volatile boolean open;

  /**
   * Makes a loop that is not started.
   *
   * @param name the thread's name while it runs, and the loop's name in logs
   */
  public SocketLoop(String name, Work work) {
    this.work = work;
    thread = new LoopThread(name, new OpenPollClose(), STALL_LIMIT, this::logFailure);
  }

  /** Returns the loop's name. */
  public String name() {
    return thread.name();
  }

  /** Returns whether the sockets are open now. */
  public boolean isOpen() {
    return open;
  }

  /** Returns whether the loop runs, and has polled within the last 20 s. */
  public boolean isAlive() {
    return thread.isAlive();
  }

  /** Starts the loop on a thread of the executor, which it keeps until it ends. */
  public void start(Executor executor) {
    thread.start(executor);
  }

  /**
   * Waits until the sockets are open.
   *
   * @throws IllegalStateException if opening failed (the cause says why), or the executor gave the
   *     loop no thread within the limit
   */
  public void awaitOpen(Duration limit) {
    try {
      opened.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "loop " + name() + " could not open its sockets", e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("loop " + name() + " has not started within " + limit, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while loop " + name() + " was starting", e);
    }
  }

  /** Asks the loop to end; returns at once, and may be called again. */
  public void stop() {
    thread.stop();
    work.wake();
  }

  /**
   * Waits until a stopped loop has closed its sockets, whether or not the caller is interrupted.
   *
   * @return whether it has, within the limit; true if no thread has run the loop: it then never
   *     opens any
   */
  public boolean awaitEnd(Duration limit) {
    return thread.awaitEnd(limit);
  }

  private void logFailure(Throwable failure) {
    LOG.log(Level.ERROR, "loop failed, opens new sockets name=" + name(), failure);
  }

  /** The sockets' part of the loop's iteration. Confined to the loop's thread. */
  private final class OpenPollClose implements LoopThread.Work {

    private boolean toClose;

    @Override
    public void runOnce() {
      try {
        if (!open) {
          openSockets();
        }
        work.pollOnce();
      } catch (RuntimeException | Error failure) {
        closeSockets();
        if (opened.completeExceptionally(failure)) {
          thread.stop();
        } else if (thread.isStopping() || Thread.currentThread().isInterrupted()) {
          LOG.log(Level.DEBUG, "loop failed while it was stopping name=" + name(), failure);
        } else {
          throw failure;
        }
      }
    }

    @Override
    public void cleanUp() {
      closeSockets();
      opened.completeExceptionally(new IllegalStateException("stopped before it opened"));
    }

    private void openSockets() {
      toClose = true;
      work.open();
      open = true;
      opened.complete(null);
    }

    private void closeSockets() {
      open = false;
      if (!toClose) {
        return;
      }
      toClose = false;
      // JeroMQ refuses to close under a pending interrupt; the flag is put back for the executor.
      boolean interrupted = Thread.interrupted();
      try {
        work.close();
      } catch (RuntimeException failure) {
        LOG.log(Level.ERROR, "loop could not close its sockets name=" + name(), failure);
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
