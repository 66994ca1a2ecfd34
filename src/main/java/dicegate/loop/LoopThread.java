package dicegate.loop;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
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

  /** The work of a loop. All methods run on the loop's thread. */
  public interface Work {

    /**
     * Does one iteration. Returns within seconds after {@link LoopThread#stop()}, and within the
     * loop's stall limit otherwise, or else calls {@link LoopThread#recordProgress()} meanwhile.
     *
     * @throws InterruptedException to end the loop
     */
    void runOnce() throws InterruptedException;

    /** Releases what the work holds; called once, after the last iteration. */
    default void cleanUp() {}
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
  private volatile boolean started;
  private volatile boolean running;
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
   */
  public void start(Executor executor) {
    recordProgress();
    started = true;
    executor.execute(this::run);
  }

  /**
   * Returns whether the loop is started, has not ended, and made progress within the stall limit. A
   * loop that only fails makes no progress.
   */
  public boolean isAlive() {
    return started && ended.getCount() > 0 && nanoClock.getAsLong() - progressNanos < stallNanos;
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
   * Waits until a stopped loop has cleaned up. An interrupt does not shorten the wait; the caller's
   * interrupt flag is kept.
   *
   * @return whether the loop ended within the limit; true if no thread has run it, since then the
   *     work never begins
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
    running = true;
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
