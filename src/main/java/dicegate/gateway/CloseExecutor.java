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
 * Runs the closes of connections, which may wait for a peer that does not read, on threads of their
 * own that end a second after the last one.
 *
 * <p>Not on the container's executor: what Payara caches for a thread that closes a connection is
 * the request with which it began, and by that the class loader of an application that has long
 * been undeployed. With a thread its cache ends.
 *
 * <p>Thread-safe. What waits is at most a few closes of each connection that there is.
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
   * Runs a close soon.
   *
   * @throws RejectedExecutionException if the container gives no more threads, as when it ends
   */
  @Override
  public void execute(Runnable close) {
    pool.execute(close);
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
