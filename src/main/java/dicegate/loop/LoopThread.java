package dicegate.loop;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A thread that repeats one piece of work until it is stopped.
 *
 * <pre>
 *   start -&gt; runOnce ... runOnce -&gt; stop or interrupt -&gt; cleanUp -&gt; ended
 *               ^          | exception: report, wait 100 ms
 *               +----------+
 * </pre>
 *
 * <p>While it runs, the thread bears the loop's name; it gets its former name back, since executors
 * reuse threads.
 *
 * <p>Thread-safe; {@link #start} once.
 */
public final class LoopThread {

  /**
   * The work of a loop. All methods run on the loop's thread, but {@link #cleanUp()} of a loop that
   * was stopped before a thread ran it: that runs in {@link LoopThread#awaitEnd}.
   */
  public interface Work {

    /**
     * Does one iteration. Returns within seconds after {@link LoopThread#stop()}, and within the
     * loop's stall limit otherwise, or else calls {@link LoopThread#recordProgress()} meanwhile.
     *
     * @throws InterruptedException to end the loop
     */
    void runOnce() throws InterruptedException;

    /** Releases what the work holds; called once, after the last iteration if there was one. */
    default void cleanUp() {}
  }

  private enum State {
    /** Not started. */
    NEW,
    /** Handed to the executor. */
    STARTED,
    /** On its thread. */
    RUNNING,
    /** Cleaned up, or about to be. No iteration follows. */
    ENDED
  }

  private static final Duration BACK_OFF = Duration.ofMillis(100);

  private static final Logger LOG = System.getLogger(LoopThread.class.getName());

  private final String name;
  private final Work work;
  private final long stallNanos;
  private final Consumer<Throwable> onFault;
  private final LongSupplier nanoClock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
  private volatile long progressNanos;

  /**
   * Makes a loop that is not started.
   *
   * @param name the thread's name while the loop runs, and the loop's name in logs
   * @param stallLimit a loop without progress for this long is no longer alive
   * @param onFault reports an exception of the work, on the loop's thread
   */
  public LoopThread(String name, Work work, Duration stallLimit, Consumer<Throwable> onFault) {
    this(name, work, stallLimit, onFault, System::nanoTime);
  }

  LoopThread(
      String name,
      Work work,
      Duration stallLimit,
      Consumer<Throwable> onFault,
      LongSupplier nanoClock) {
    this.name = name;
    this.work = work;
    this.stallNanos = stallLimit.toNanos();
    this.onFault = onFault;
    this.nanoClock = nanoClock;
  }

  /** Returns the loop's name. */
  public String name() {
    return name;
  }

  /**
   * Starts the loop.
   *
   * @param executor runs the loop as one task, which ends when the loop is stopped
   * @throws java.util.concurrent.RejectedExecutionException if the executor does not take the task;
   *     the loop is then not started
   */
  public void start(Executor executor) {
    recordProgress();
    state.set(State.STARTED);
    try {
      executor.execute(this::run);
    } catch (RuntimeException rejection) {
      state.compareAndSet(State.STARTED, State.NEW);
      throw rejection;
    }
  }

  /**
   * Returns whether the loop is started, has not ended, and made progress within the stall limit. A
   * loop that only fails makes no progress.
   */
  public boolean isAlive() {
    State now = state.get();
    return (now == State.STARTED || now == State.RUNNING)
        && nanoClock.getAsLong() - progressNanos < stallNanos;
  }

  /** Records that a long iteration is not stuck. {@link #isAlive()} needs it. */
  public void recordProgress() {
    progressNanos = nanoClock.getAsLong();
  }

  /** Asks the loop to end; returns at once, and may be called again. */
  public void stop() {
    stopping.countDown();
  }

  /** Returns whether the loop is ending or has ended. */
  public boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /**
   * Waits until the time is over or the loop is stopped; for the loop's thread.
   *
   * @return whether the loop is stopped
   */
  public boolean pause(Duration time) throws InterruptedException {
    return stopping.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Waits until a stopped loop has cleaned up. If no thread has run it yet, it never begins: this
   * method cleans up, and a thread that comes later does nothing. An interrupt does not shorten the
   * wait; the caller's interrupt flag is kept.
   *
   * @return whether the loop ended within the limit; true if it was not started
   */
  public boolean awaitEnd(Duration limit) {
    if (state.get() == State.NEW) {
      return true;
    }
    if (isStopping() && state.compareAndSet(State.STARTED, State.ENDED)) {
      cleanUp();
      ended.countDown();
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
    if (!state.compareAndSet(State.STARTED, State.RUNNING)) {
      return;
    }
    Thread thread = Thread.currentThread();
    String formerName = thread.getName();
    thread.setName(name);
    LOG.log(Level.INFO, "loop started name={0}", name);
    try {
      while (!isStopping() && !thread.isInterrupted()) {
        runOnceOrReport();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
    } finally {
      stop();
      cleanUp();
      state.set(State.ENDED);
      LOG.log(Level.INFO, "loop ended name={0}", name);
      thread.setName(formerName);
      ended.countDown();
    }
  }

  private void runOnceOrReport() throws InterruptedException {
    try {
      work.runOnce();
      recordProgress();
    } catch (RuntimeException | Error fault) {
      onFault.accept(fault);
      if (pause(BACK_OFF)) {
        LOG.log(Level.DEBUG, "back-off cut short name={0}", name);
      }
    }
  }

  private void cleanUp() {
    try {
      work.cleanUp();
    } catch (RuntimeException | Error fault) {
      onFault.accept(fault);
    }
  }
}
