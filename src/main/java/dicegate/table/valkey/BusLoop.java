package dicegate.table.valkey;

import dicegate.telemetry.Incidents;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A loop on a thread of its own: named, logged, ended once. What a round throws is a fault of ours;
 * it is reported, and the loop goes on. Thread-safe.
 */
abstract class BusLoop {

  private static final long AFTER_FAULT_MILLIS = 100;

  private static final Logger LOG = System.getLogger(BusLoop.class.getName());

  private final String name;
  private final Incidents incidents;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean started;

  BusLoop(String name, Incidents incidents) {
    this.name = name;
    this.incidents = incidents;
  }

  /** Does one round; must return within seconds after {@link #stopping} is true. */
  abstract void runOnce() throws InterruptedException;

  /** Cleans up, on the loop's thread. */
  abstract void cleanUp();

  void start(Executor thread) {
    started = true;
    thread.execute(this::run);
  }

  boolean stopping() {
    return stopping.getCount() == 0;
  }

  /** Waits, or less if the loop is to stop. */
  void pause(long millis) throws InterruptedException {
    if (stopping.await(millis, TimeUnit.MILLISECONDS)) {
      LOG.log(Level.DEBUG, "pause cut short name={0}", name);
    }
  }

  void stop() {
    stopping.countDown();
  }

  /** Waits until the loop has ended, and returns whether it has; one that never started has. */
  boolean awaitEnd(Duration limit) {
    if (!started) {
      return true;
    }
    try {
      return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void run() {
    Thread thread = Thread.currentThread();
    String borrowedName = thread.getName();
    thread.setName(name);
    LOG.log(Level.INFO, "loop started name={0}", name);
    try {
      while (!stopping()) {
        runOnceOrReport();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
    } finally {
      stop();
      cleanUp();
      LOG.log(Level.INFO, "loop ended name={0}", name);
      thread.setName(borrowedName);
      ended.countDown();
    }
  }

  private void runOnceOrReport() throws InterruptedException {
    try {
      runOnce();
    } catch (RuntimeException | Error fault) {
      incidents.report(LOG, name, fault);
      pause(AFTER_FAULT_MILLIS);
    }
  }
}
