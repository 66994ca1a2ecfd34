package dicegate.table;

import dicegate.table.log.Attendance;
import dicegate.table.log.TableBus;
import dicegate.table.log.TableId;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reports the members at a table on this node to the bus, and hands the members on all nodes to the
 * {@link Seats}. One report is under way at a time, so that an older answer never replaces a newer
 * one; a call meanwhile causes one more report.
 *
 * <p>Thread-safe. Its monitor guards two flags, and is never held together with another lock.
 */
final class Presence {

  private final TableBus bus;
  private final TableId table;
  private final Seats seats;
  private boolean reporting; // guarded by this
  private boolean reportAgain; // guarded by this

  Presence(TableBus bus, TableId table, Seats seats) {
    this.bus = bus;
    this.table = table;
    this.seats = seats;
  }

  /** Reports the members of this node; called after each change of them, and periodically. */
  @SuppressWarnings("FutureReturnValueIgnored") // onReported handles both outcomes
  void report() {
    synchronized (this) {
      if (reporting) {
        reportAgain = true;
        return;
      }
      reporting = true;
    }
    // A seat that changes from here on is reported by its own call.
    Set<String> gone = seats.takeGone();
    CompletableFuture<Attendance> everywhere = bus.present(table, seats.members(), gone);
    everywhere.whenComplete(this::onReported);
  }

  private void onReported(@Nullable Attendance everywhere, @Nullable Throwable failure) {
    boolean again;
    try {
      if (everywhere != null && failure == null) {
        // Before the next report may begin, so that the answers stay in order.
        seats.update(everywhere);
      }
    } finally {
      again = endReport();
    }
    seats.flush();
    if (again) {
      report();
    }
  }

  private synchronized boolean endReport() {
    boolean again = reportAgain;
    reporting = false;
    reportAgain = false;
    return again;
  }
}
