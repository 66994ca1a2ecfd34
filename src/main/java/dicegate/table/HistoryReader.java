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
 * Reads the history that a client is sent when it joins a table, or asks for. Thread-safe.
 *
 * @param snapshot the most entries read for a client that cannot resume
 */
record HistoryReader(TableBus bus, TableId table, int snapshot) {

  /**
   * Reads the entries that follow a position, or the newest ones if the table no longer has them
   * all, or they are too many for a page; fails as the bus does.
   *
   * @param position the last entry that the client got; empty for a new client
   */
  CompletableFuture<HistoryRead> read(Optional<StreamPosition> position) {
    return position.map(this::missedSince).orElseGet(this::newest);
  }

  /**
   * Reads the newest entries before an offset; fails as the bus does.
   *
   * @param limit the most entries, 1 to {@link TableBus#MAX_PAGE}
   */
  CompletableFuture<EntryPage> older(long before, int limit) {
    return bus.newest(table, before, limit).thenApply(this::ofTable);
  }

  /** Reads one entry; fails as the bus does. */
  CompletableFuture<Optional<Entry>> entry(long offset) {
    return bus.read(table, offset, 1)
        .thenApply(
            page -> page.entries().stream().filter(entry -> entry.offset() == offset).findFirst());
  }

  private CompletableFuture<HistoryRead> missedSince(StreamPosition position) {
    return bus.read(table, Math.max(1, position.offset()), TableBus.MAX_PAGE)
        .thenCompose(
            page ->
                position.continuesIn(page) && !page.more()
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
    return older(Long.MAX_VALUE, snapshot)
        .thenApply(page -> new HistoryRead(page.entries(), StreamPosition.endOf(page), false));
  }

  private EntryPage ofTable(EntryPage page) {
    if (page.epoch().isEmpty()) {
      throw new NoSuchTableException(table);
    }
    return page;
  }
}
