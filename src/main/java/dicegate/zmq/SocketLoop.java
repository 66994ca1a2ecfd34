package dicegate.zmq;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one thread that owns a set of ZeroMQ sockets: it opens them, turns until told to stop, and
 * closes them itself.
 *
 * <pre>
 *   start -> open -> pollOnce ... pollOnce -> close -> ended
 *               ^         | failure: log, close, 100 ms
 *               +---------+
 * </pre>
 *
 * <p>A failure of the first {@code open} ends the loop and is thrown to the starter. Later failures
 * are ours: logged, and the sockets are built anew. An interrupt means stop.
 *
 * <p>Thread-safe; {@link #start} once.
 */
public final class SocketLoop {

  /**
   * What a loop does. All methods run on the loop's thread, save {@link #wake()}.
   *
   * <p>{@link #open()} and {@link #close()} come in pairs, more than once after failures; close
   * must cope with a half-done open.
   */
  public interface Work {

    /** Opens the sockets. */
    void open();

    /** Does one turn; sleeps 100 ms at most when there is nothing to do. */
    void pollOnce();

    /** Ends a sleep of {@link #pollOnce()}, from any thread. */
    void wake();

    /** Closes the sockets. */
    void close();
  }

  private static final Duration BACK_OFF = Duration.ofMillis(100);

  /** A turn that takes so long will not end; the longest sleep in one is 100 ms. */
  static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(20);

  private static final Logger LOG = System.getLogger(SocketLoop.class.getName());

  private final String name;
  private final Work work;
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean running;
  private volatile boolean open;
  private volatile long lastIterationNanos;

  /**
   * Makes a loop that is not started.
   *
   * @param name the thread's name while it runs, and the role in logs
   */
  public SocketLoop(String name, Work work) {
    this.name = name;
    this.work = work;
  }

  /** Returns the loop's name. */
  public String name() {
    return name;
  }

  /** Tells whether the sockets are open now. */
  public boolean isOpen() {
    return open;
  }

  /** Tells whether the loop runs, and has come round within {@link #STALLED_NANOS}. */
  public boolean isAlive() {
    return running
        && ended.getCount() > 0
        && System.nanoTime() - lastIterationNanos < STALLED_NANOS;
  }

  /** Starts the loop on a thread of the executor, which it keeps until it ends. */
  public void start(Executor executor) {
    executor.execute(this::run);
  }

  /**
   * Waits until the sockets are open.
   *
   * @throws IllegalStateException if opening failed (the cause says why), or no thread came to run
   *     the loop within the limit
   */
  public void awaitOpen(Duration limit) {
    try {
      opened.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("loop " + name + " could not open its sockets", e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("loop " + name + " has not started within " + limit, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while loop " + name + " was starting", e);
    }
  }

  /** Asks the loop to end; returns at once, and may be called again. */
  public void stop() {
    stopping.countDown();
    work.wake();
  }

  /**
   * Waits until the loop has closed its sockets.
   *
   * @return whether it has, within the limit; a stopped loop that no thread ran never opens any
   */
  public boolean awaitEnd(Duration limit) {
    if (!running) {
      return true;
    }
    boolean interrupted = false;
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      while (true) {
        try {
          return ended.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    lastIterationNanos = System.nanoTime();
    running = true;
    Thread thread = Thread.currentThread();
    String borrowedName = thread.getName();
    thread.setName(name);
    try {
      boolean again = true;
      while (again && !stopping()) {
        again = openAndPoll();
      }
    } finally {
      opened.completeExceptionally(new IllegalStateException("stopped before it opened"));
      thread.setName(borrowedName);
      ended.countDown();
      LOG.log(Level.INFO, "loop ended name={0}", name);
    }
  }

  /** Opens, polls and closes once; returns whether another round makes sense. */
  private boolean openAndPoll() {
    try {
      work.open();
      open = true;
      if (opened.complete(null)) {
        LOG.log(Level.INFO, "loop started name={0}", name);
      }
      while (!stopping()) {
        work.pollOnce();
        lastIterationNanos = System.nanoTime();
      }
      return false;
    } catch (Throwable failure) {
      if (opened.completeExceptionally(failure) || stopping()) {
        return false;
      }
      LOG.log(Level.ERROR, "loop failed, builds its sockets anew name=" + name, failure);
    } finally {
      closeSockets();
    }
    return !pausedUntilStop();
  }

  private boolean stopping() {
    return stopping.getCount() == 0 || Thread.currentThread().isInterrupted();
  }

  private void closeSockets() {
    open = false;
    // JeroMQ refuses to close under a pending interrupt; the flag is put back for the executor.
    boolean interrupted = Thread.interrupted();
    try {
      work.close();
    } catch (RuntimeException failure) {
      LOG.log(Level.ERROR, "loop could not close its sockets name=" + name, failure);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean pausedUntilStop() {
    try {
      return stopping.await(BACK_OFF.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
