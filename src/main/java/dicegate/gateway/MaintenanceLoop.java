package dicegate.gateway;

import dicegate.http.HttpExchanges;
import dicegate.loop.LoopThread;
import dicegate.table.Tables;
import dicegate.telemetry.Incidents;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * The loop for the periodic work on clients, tables and exchanges, once a second.
 *
 * <p>Not a ManagedScheduledExecutorService: Payara's default one runs as many tasks as it has
 * threads, and another application's tasks may block them all.
 *
 * <p>Thread-safe; started and closed once.
 */
public final class MaintenanceLoop implements AutoCloseable {

  private static final String NAME = "dicegate-gateway-clock";
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration STALL_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

  private static final Logger LOG = System.getLogger(MaintenanceLoop.class.getName());

  private final ClientRegistry registry;
  private final Tables tables;
  private final HttpExchanges exchanges;
  private final Incidents incidents;
  private final LoopThread thread;

  /** Makes a loop that is not started. */
  public MaintenanceLoop(
      ClientRegistry registry, Tables tables, HttpExchanges exchanges, Incidents incidents) {
    this.registry = registry;
    this.tables = tables;
    this.exchanges = exchanges;
    this.incidents = incidents;
    thread = new LoopThread(NAME, this::runOnce, STALL_LIMIT, this::report);
  }

  /**
   * Starts the loop.
   *
   * @param executor runs the loop as one task, until {@link #close}
   */
  public void start(Executor executor) {
    thread.start(executor);
  }

  /** Returns whether the loop runs, and has ticked within the last 30 s. */
  public boolean isAlive() {
    return thread.isAlive();
  }

  /** Stops the loop and waits for its end, 2 s at most. */
  @Override
  public void close() {
    thread.stop();
    if (!thread.awaitEnd(STOP_LIMIT)) {
      LOG.log(Level.WARNING, "still running after its stop name={0}", NAME);
    }
  }

  private void runOnce() throws InterruptedException {
    if (!thread.pause(INTERVAL)) {
      tick(registry::tick);
      tick(tables::tick);
      tick(exchanges::tick);
    }
  }

  /* A failure of one part, or a bug of the container, must not keep the other from its tick. */
  private void tick(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException fault) {
      report(fault);
    }
  }

  private void report(Throwable fault) {
    incidents.report(LOG, "clock", fault);
  }
}
