package dicegate.table.log;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The bus of a single node, in memory: its tables are lost with the node. All work is done on the
 * caller's thread, except that notifications may be left to a thread that is delivering already.
 *
 * <p>A table without a listener is discarded after the idle time, or at once if nothing was
 * published at it. At the limit of tables, the one that has been idle longest is evicted.
 */
public final class LocalTableBus implements TableBus {

  private static final EntryPage NO_TABLE = new EntryPage("", List.of());

  private final TableSettings settings;
  private final LongSupplier nanoClock;
  private final HistoryBudget budget = new HistoryBudget();
  private final Map<TableId, LocalLog> logs = new HashMap<>(); // guarded by this
  private final Map<TableId, SerialNotifier> notifiers = new HashMap<>(); // guarded by this

  /** The times since when tables have no listener, longest first; guarded by this. */
  private final Map<TableId, Long> idleSince = new LinkedHashMap<>();

  private boolean closed; // guarded by this

  /**
   * Makes a bus without tables.
   *
   * @param nanoClock a clock as {@link System#nanoTime}
   */
  public LocalTableBus(TableSettings settings, LongSupplier nanoClock) {
    this.settings = settings;
    this.nanoClock = nanoClock;
  }

  /** Does nothing: this bus needs no thread of its own. */
  @Override
  public void start(Executor thread) {}

  @Override
  public CompletableFuture<TableState> open(TableId table, String verifier) {
    return completed(
        () -> {
          LocalLog log = logs.get(table);
          if (log == null) {
            evictIfFull();
            log = new LocalLog(verifier, settings.history(), budget);
            logs.put(table, log);
          }
          if (!notifiers.containsKey(table)) {
            markIdle(table);
          }
          return log.state();
        });
  }

  @Override
  public void subscribe(TableId table, BusListener listener) {
    SerialNotifier notifier = new SerialNotifier(listener);
    synchronized (this) {
      notifiers.put(table, notifier);
      idleSince.remove(table);
    }
    notifier.add(listener::onSubscribed);
    notifier.deliver();
  }

  @Override
  public synchronized void unsubscribe(TableId table) {
    SerialNotifier notifier = notifiers.remove(table);
    if (notifier == null) {
      return;
    }
    notifier.stop();
    LocalLog log = logs.get(table);
    if (log == null || log.isEmpty()) {
      logs.remove(table);
    } else {
      markIdle(table);
    }
  }

  @Override
  public CompletableFuture<Optional<Entry>> publish(
      TableId table, IdempotencyKey key, TableRoll roll) {
    CompletableFuture<Optional<Entry>> published =
        completed(
            () -> {
              LocalLog log = log(table);
              if (log.contains(key)) {
                return log.published(key);
              }
              Entry entry = log.append(key, roll, nanoClock.getAsLong());
              SerialNotifier notifier = notifiers.get(table);
              if (notifier != null) {
                notifier.add(() -> notifier.listener().onEntry(entry));
              }
              return Optional.of(entry);
            });
    deliver(table);
    return published;
  }

  @Override
  public CompletableFuture<EntryPage> read(TableId table, long from, int limit) {
    return completed(
        () -> {
          LocalLog log = logs.get(table);
          return log == null ? NO_TABLE : log.read(from, limit);
        });
  }

  @Override
  public CompletableFuture<EntryPage> newest(TableId table, int count) {
    return completed(
        () -> {
          LocalLog log = logs.get(table);
          return log == null ? NO_TABLE : log.newest(count);
        });
  }

  @Override
  public CompletableFuture<List<Member>> present(TableId table, List<Member> here) {
    return CompletableFuture.completedFuture(List.copyOf(here));
  }

  @Override
  public synchronized void tick() {
    long now = nanoClock.getAsLong();
    long idleNanos = settings.idle().toNanos();
    Iterator<Map.Entry<TableId, Long>> longest = idleSince.entrySet().iterator();
    while (longest.hasNext()) {
      Map.Entry<TableId, Long> one = longest.next();
      if (now - one.getValue() < idleNanos) {
        break;
      }
      discard(one.getKey());
      longest.remove();
    }
    logs.values().forEach(log -> log.removeExpiredKeys(now));
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifiers.values().forEach(SerialNotifier::stop);
    notifiers.clear();
    logs.clear();
    idleSince.clear();
  }

  /** Returns the number of tables. */
  synchronized int size() {
    return logs.size();
  }

  private <T> CompletableFuture<T> completed(Supplier<T> work) {
    try {
      return CompletableFuture.completedFuture(locked(work));
    } catch (BusUnavailableException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private synchronized <T> T locked(Supplier<T> work) {
    if (closed) {
      throw new BusUnavailableException("closed");
    }
    return work.get();
  }

  private void deliver(TableId table) {
    SerialNotifier notifier;
    synchronized (this) {
      notifier = notifiers.get(table);
    }
    if (notifier != null) {
      notifier.deliver();
    }
  }

  private LocalLog log(TableId table) {
    LocalLog log = logs.get(table);
    if (log == null) {
      throw new NoSuchTableException(table);
    }
    return log;
  }

  private void evictIfFull() {
    if (logs.size() < settings.tables()) {
      return;
    }
    Iterator<TableId> longest = idleSince.keySet().iterator();
    if (!longest.hasNext()) {
      throw new BusUnavailableException("limit of tables reached");
    }
    discard(longest.next());
    longest.remove();
  }

  private void markIdle(TableId table) {
    idleSince.remove(table);
    idleSince.put(table, nanoClock.getAsLong());
  }

  private void discard(TableId table) {
    LocalLog log = logs.remove(table);
    if (log != null) {
      log.clear();
    }
  }
}
