package dicegate.config;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs the deliveries of webhooks, each of which blocks its thread for seconds, on threads of its
 * own, which end a second after the last delivery. Without webhooks there are no threads.
 *
 * <p>Thread-safe. There is no queue: the dispatcher has no more deliveries in flight than there may
 * be threads, and tries again if one has not ended yet.
 */
@ApplicationScoped
public class WebhookWorkers implements Executor {

  private static final int MAX_THREADS = 32;
  private static final long IDLE_SECONDS = 1;

  @Resource private ManagedThreadFactory threads;
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          0, MAX_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

  /**
   * Runs a delivery on one of the threads.
   *
   * @throws RejectedExecutionException if all are in use, or the container creates no more, as at
   *     its shutdown
   */
  @Override
  public void execute(Runnable task) {
    pool.execute(task);
  }

  private Thread thread(Runnable work) {
    try {
      Thread thread = threads.newThread(work);
      thread.setName("dicegate-webhook");
      return thread;
    } catch (IllegalStateException e) {
      throw new RejectedExecutionException(e);
    }
  }
}
