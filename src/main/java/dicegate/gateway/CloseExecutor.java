package dicegate.gateway;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs the closes of connections, and writes delayed responses over HTTP, on its own threads, which
 * end a second after the last of them: both may wait for a peer that does not read.
 *
 * <p>Not on the container's executor: for a thread that closes a connection, Payara caches the
 * request that opened it, and so the class loader of the application, even after its undeployment.
 * The cache ends with the thread.
 *
 * <p>Thread-safe. The queue is bounded by a few closes per connection, and a task per address.
 */
@ApplicationScoped
public class CloseExecutor implements Executor {

  private static final int MAX_THREADS = 32;
  private static final long IDLE_SECONDS = 1;

  @Resource private ManagedThreadFactory threads;
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          MAX_THREADS,
          MAX_THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          this::thread);

  public CloseExecutor() {
    pool.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs a task on one of the threads.
   *
   * @throws RejectedExecutionException if the container creates no more threads, as at its shutdown
   */
  @Override
  public void execute(Runnable task) {
    pool.execute(task);
  }

  private Thread thread(Runnable work) {
    try {
      Thread thread = threads.newThread(work);
      thread.setName("dicegate-closer");
      return thread;
    } catch (IllegalStateException e) {
      throw new RejectedExecutionException(e);
    }
  }
}
