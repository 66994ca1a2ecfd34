package dicegate.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The shutdown of the gateway's connections: no new work is taken, running requests are answered,
 * and the closes (1012) are spread over a period, so that not all clients connect again at once.
 */
public final class ConnectionDrain {

  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

  private final ClientRegistry registry;
  private final ShutdownFlag shutdownFlag;
  private final LongSupplier nanoClock;

  /**
   * Creates a drain that does not run yet.
   *
   * @param shutdownFlag stops new work, over WebSocket and HTTP
   * @param nanoClock returns the time as {@link System#nanoTime} does
   */
  public ConnectionDrain(
      ClientRegistry registry, ShutdownFlag shutdownFlag, LongSupplier nanoClock) {
    this.registry = registry;
    this.shutdownFlag = shutdownFlag;
    this.nanoClock = nanoClock;
  }

  /**
   * Closes all connections, and returns when they are closed or the time limits have passed. A
   * connection that opens later is closed at once.
   *
   * @param period over which the closes are spread. A connection is closed when its turn has come
   *     and its requests are answered; at the end, even with requests unanswered
   * @param closeLimit how long to wait after that for the closing handshakes, which a client that
   *     does not read never completes
   */
  public void run(Duration period, Duration closeLimit) {
    shutdownFlag.set();
    long startNanos = nanoClock.getAsLong();
    List<Connection> remaining = new ArrayList<>(registry.connections());
    int total = remaining.size();
    try {
      while (!remaining.isEmpty()) {
        double elapsed =
            period.isZero() ? 1 : (double) (nanoClock.getAsLong() - startNanos) / period.toNanos();
        long due = 1 + (long) (elapsed * total) - (total - remaining.size());
        closeDue(remaining, due, elapsed >= 1);
        registry.awaitEmpty(POLL_INTERVAL);
      }
      registry.awaitEmpty(closeLimit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      registry.connections().forEach(Connection::closeForRestart);
    }
  }

  /**
   * Closes the connections that are due, and removes them from the list.
   *
   * @param remaining the connections that are not closed yet
   * @param due how many idle connections to close now
   * @param all whether to close all, idle or not
   */
  private void closeDue(List<Connection> remaining, long due, boolean all) {
    remaining.removeIf(connection -> !registry.contains(connection));
    long left = due;
    Iterator<Connection> each = remaining.iterator();
    while (each.hasNext()) {
      Connection connection = each.next();
      if (all || (connection.isIdle() && (left > 0 || connection.askedWhileDraining()))) {
        connection.closeForRestart();
        each.remove();
        left--;
      }
    }
  }
}
