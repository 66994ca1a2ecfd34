package dicegate.gateway;

import dicegate.table.Tables;
import dicegate.telemetry.Incidents;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Looks after clients and tables once a second, on a thread of its own: what is due by time alone.
 *
 * <p>Not a ManagedScheduledExecutorService: Payara's default one runs as many tasks as it has
 * threads, and others' may block them all.
 */
public final class MaintenanceLoop implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(MaintenanceLoop.class.getName());
  private static final String NAME = "dicegate-gateway-clock";
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

  private static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final ClientRegistry registry;
  private final Tables tables;
  private final Incidents incidents;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean started;
  private volatile long lastTickNanos;

  /** Makes a clock that does not run yet. */
  public MaintenanceLoop(ClientRegistry registry, Tables tables, Incidents incidents) {
    this.registry = registry;
    this.tables = tables;
    this.incidents = incidents;
  }

  /**
   * Starts it, once.
   *
   * @param thread runs the loop until {@link #close}
   */
  public void start(Executor thread) {
    lastTickNanos = System.nanoTime();
    started = true;
    thread.execute(this::run);
  }

  /** Tells whether it runs, and has ticked lately. */
  public boolean isAlive() {
    return started && System.nanoTime() - lastTickNanos < STALLED_NANOS;
  }

  /** Stops it and waits until it has, 2 s at most. */
  @Override
  public void close() {
    stopping.countDown();
    if (!started) {
      return;
    }
    try {
      if (!stopped.await(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(Level.WARNING, "still running after its stop name={0}", NAME);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Thread thread = Thread.currentThread();
    String borrowedName = thread.getName();
    thread.setName(NAME);
    LOG.log(Level.INFO, "loop started name={0}", NAME);
    try {
      while (!stopping.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        tick(registry::tick);
        tick(tables::tick);
        lastTickNanos = System.nanoTime();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
    } finally {
      LOG.log(Level.INFO, "loop ended name={0}", NAME);
      thread.setName(borrowedName);
      stopped.countDown();
    }
  }

  /* One client's trouble, or a container's bug, is not to end the care for all others. */
  private void tick(Runnable care) {
    try {
      care.run();
    } catch (RuntimeException fault) {
      incidents.report(LOG, "clock", fault);
    }
  }
}
