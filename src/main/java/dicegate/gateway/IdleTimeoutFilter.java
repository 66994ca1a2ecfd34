package dicegate.gateway;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A scheduled executor that passes every task on to another one, except Tyrus' idle time-outs
 * without a delay: these do nothing when they run, so they are not run.
 *
 * <p>It has no thread of its own: real idle time-outs and heartbeats run on the other executor's
 * threads, in its context, as before. Thread-safe if the other executor is.
 */
final class IdleTimeoutFilter extends AbstractExecutorService implements ScheduledExecutorService {

  /** The end of the name of the class of Tyrus' idle time-outs, a member of its session class. */
  private static final String IDLE_TIMEOUT = "$IdleTimeoutCommand";

  private static final ScheduledFuture<?> FINISHED = new Finished();

  private final ScheduledExecutorService executor;

  /**
   * Creates a filter.
   *
   * @param executor gets all other tasks
   */
  IdleTimeoutFilter(ScheduledExecutorService executor) {
    this.executor = executor;
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    if (delay <= 0 && task.getClass().getName().endsWith(IDLE_TIMEOUT)) {
      return FINISHED;
    }
    return executor.schedule(task, delay, unit);
  }

  @Override
  public <V extends @Nullable Object> ScheduledFuture<V> schedule(
      Callable<V> task, long delay, TimeUnit unit) {
    return executor.schedule(task, delay, unit);
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long initialDelay, long period, TimeUnit unit) {
    return executor.scheduleAtFixedRate(task, initialDelay, period, unit);
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long initialDelay, long delay, TimeUnit unit) {
    return executor.scheduleWithFixedDelay(task, initialDelay, delay, unit);
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(task);
  }

  @Override
  public void shutdown() {
    executor.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return executor.shutdownNow();
  }

  @Override
  public boolean isShutdown() {
    return executor.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return executor.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return executor.awaitTermination(timeout, unit);
  }

  /** The future of a task that had nothing to do. */
  private static final class Finished extends CompletableFuture<@Nullable Object>
      implements ScheduledFuture<@Nullable Object> {

    private Finished() {
      complete(null);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return 0;
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(0, other.getDelay(TimeUnit.NANOSECONDS));
    }
  }
}
