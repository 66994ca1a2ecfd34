package dicegate.table.valkey;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A loop on a thread of its own: named, logged, ended once. Thread-safe. */
abstract class BusLoop {

  private static final Logger LOG = System.getLogger(BusLoop.class.getName());

  private final String name;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean started;

  BusLoop(String name) {
    this.name = name;
  }

  /** Does one round; must return within seconds after {@link #stopping} is true. */
  abstract void round() throws InterruptedException;

  /** Cleans up, on the loop's thread. */
  abstract void end();

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

  /** Waits until the loop has ended; one that never started has. */
  void awaitEnd(Duration limit) {
    if (!started) {
      return;
    }
    try {
      if (!ended.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.log(Level.ERROR, "loop did not end name={0} limit={1}", name, limit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Thread thread = Thread.currentThread();
    String borrowedName = thread.getName();
    thread.setName(name);
    LOG.log(Level.INFO, "loop started name={0}", name);
    try {
      while (!stopping()) {
        round();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
    } finally {
      stop();
      end();
      LOG.log(Level.INFO, "loop ended name={0}", name);
      thread.setName(borrowedName);
      ended.countDown();
    }
  }
}
