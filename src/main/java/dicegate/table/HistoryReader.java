package dicegate.table;

import dicegate.table.log.Entry;
import dicegate.table.log.EntryPage;
import dicegate.table.log.NoSuchTableException;
import dicegate.table.log.StreamPosition;
import dicegate.table.log.TableBus;
import dicegate.table.log.TableId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Reads the history that a client is sent when it joins a table. Thread-safe.
 *
 * @param history the most entries read for a client that cannot resume
 */
record HistoryReader(TableBus bus, TableId table, int history) {

  /**
   * Reads the entries that follow a position, or the newest ones if the table no longer has them
   * all; fails as the bus does.
   *
   * @param position the last entry that the client got; empty for a new client
   */
  CompletableFuture<HistoryRead> read(Optional<StreamPosition> position) {
    return position.map(this::missedSince).orElseGet(this::newest);
  }

  private CompletableFuture<HistoryRead> missedSince(StreamPosition position) {
    return bus.read(table, Math.max(1, position.offset()), TableBus.MAX_PAGE)
        .thenCompose(
            page ->
                position.continuesIn(page)
                    ? CompletableFuture.completedFuture(missed(position, page))
                    : newest());
  }

  private static HistoryRead missed(StreamPosition position, EntryPage page) {
    List<Entry> missed =
        page.entries().stream().filter(entry -> entry.offset() > position.offset()).toList();
    StreamPosition end = missed.isEmpty() ? position : StreamPosition.endOf(page);
    return new HistoryRead(missed, end, true);
  }

  private CompletableFuture<HistoryRead> newest() {
    return bus.newest(table, history)
        .thenApply(
            page -> {
              if (page.epoch().isEmpty()) {
                throw new NoSuchTableException(table);
              }
              return new HistoryRead(page.entries(), StreamPosition.endOf(page), false);
            });
  }
}
