package dicegate.table;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs tasks once a second, as the gateway's maintenance loop does. */
public final class Ticker implements AutoCloseable {

  private final List<Runnable> tasks = new CopyOnWriteArrayList<>();
  private final CountDownLatch stopping = new CountDownLatch(1);

  public Ticker() {
    Thread.ofPlatform().daemon().name("test-ticker").start(this::run);
  }

  public void add(Runnable task) {
    tasks.add(task);
  }

  @Override
  public void close() {
    stopping.countDown();
  }

  private void run() {
    try {
      while (!stopping.await(1, TimeUnit.SECONDS)) {
        tasks.forEach(Runnable::run);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
