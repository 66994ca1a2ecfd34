package dicegate.table.log;

import dicegate.telemetry.Metrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The bus of a single node, in memory: its tables are lost with the node. All work is done on the
 * caller's thread, except that notifications may be left to a thread that is delivering already.
 *
 * <p>A table without a listener is discarded after the idle time, which begins again at each roll,
 * or to make room for a new one; see {@link LocalTables}.
 */
public final class LocalTableBus implements TableBus, WebhookStore {

  private final LongSupplier nanoClock;
  private final LocalTables tables; // guarded by this
  private final Map<TableId, SerialNotifier> notifiers = new HashMap<>(); // guarded by this
  private boolean closed; // guarded by this

  /**
   * Makes a bus without tables.
   *
   * @param nanoClock a clock as {@link System#nanoTime}
   */
  public LocalTableBus(TableSettings settings, Metrics metrics, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.tables = new LocalTables(settings, metrics);
  }

  /** Does nothing: this bus needs no thread of its own. */
  @Override
  public void start(Executor thread) {}

  @Override
  public CompletableFuture<TableState> open(TableId table, TablePolicy policy, String owner) {
    return completed(
        () -> {
          LocalLog log = tables.find(table);
          if (log != null) {
            return log.state();
          }
          String reserved = tables.reservedFor(table).orElse(policy.verifier());
          if (!reserved.equals(policy.verifier())) {
            return TableState.reserved(reserved);
          }
          LocalLog made = tables.make(table, policy, owner, nanoClock.getAsLong());
          if (notifiers.containsKey(table)) {
            tables.occupy(table);
          }
          return made.state();
        });
  }

  @Override
  public CompletableFuture<Optional<TableState>> find(TableId table) {
    return completed(() -> Optional.ofNullable(tables.find(table)).map(LocalLog::state));
  }

  @Override
  public void subscribe(TableId table, BusListener listener) {
    SerialNotifier notifier = new SerialNotifier(listener);
    synchronized (this) {
      notifiers.put(table, notifier);
      tables.occupy(table);
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
    tables.rest(table, nanoClock.getAsLong());
  }

  @Override
  public CompletableFuture<Optional<Entry>> publish(
      TableId table, IdempotencyKey key, EntryContent content) {
    CompletableFuture<Optional<Entry>> published =
        completed(
            () -> {
              LocalLog log = log(table);
              if (log.contains(key)) {
                return log.published(key);
              }
              checkWebhooks(table, content);
              Entry entry = log.append(key, content, nanoClock.getAsLong());
              SerialNotifier notifier = notifiers.get(table);
              if (notifier != null) {
                notifier.add(() -> notifier.listener().onEntry(entry));
              } else {
                tables.rest(table, nanoClock.getAsLong());
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
          LocalLog log = tables.find(table);
          return log == null ? EntryPage.NO_TABLE : log.read(from, limit);
        });
  }

  @Override
  public CompletableFuture<EntryPage> newest(TableId table, long before, int count) {
    return completed(
        () -> {
          LocalLog log = tables.find(table);
          return log == null ? EntryPage.NO_TABLE : log.newest(before, count);
        });
  }

  @Override
  public synchronized CompletableFuture<Attendance> present(
      TableId table, List<Member> here, Set<String> gone) {
    LocalLog log = tables.find(table);
    Set<String> kept =
        log == null ? Set.of() : log.keptSeats().update(gone, here, nanoClock.getAsLong());
    return CompletableFuture.completedFuture(new Attendance(here, kept));
  }

  @Override
  public WebhookStore webhooks() {
    return this;
  }

  @Override
  public CompletableFuture<Set<TableId>> tables() {
    return completed(tables::withWebhooks);
  }

  @Override
  public CompletableFuture<Optional<WebhookLease>> lease(TableId table) {
    return completed(() -> Optional.ofNullable(tables.find(table)).flatMap(LocalLog::lease));
  }

  @Override
  public CompletableFuture<Void> pass(TableId table, String webhook, StreamPosition position) {
    return completed(() -> Optional.ofNullable(tables.find(table)))
        .thenAccept(found -> found.ifPresent(log -> pass(log, webhook, position)));
  }

  private synchronized void pass(LocalLog log, String webhook, StreamPosition position) {
    log.pass(webhook, position);
  }

  /** Does nothing: there is no other node. */
  @Override
  public CompletableFuture<Void> release(TableId table) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized void tick() {
    tables.removeExpired(nanoClock.getAsLong());
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifiers.values().forEach(SerialNotifier::stop);
    notifiers.clear();
    tables.clear();
  }

  private void checkWebhooks(TableId table, EntryContent content) {
    if (content instanceof TableAct act && !act.policy().webhooks().isEmpty()) {
      Set<TableId> having = tables.withWebhooks();
      if (having.size() >= MAX_TABLES && !having.contains(table)) {
        throw new TableRefusedException(TableRefusedException.Reason.WEBHOOKS);
      }
    }
  }

  private <T> CompletableFuture<T> completed(Supplier<T> work) {
    try {
      return CompletableFuture.completedFuture(locked(work));
    } catch (BusUnavailableException | StalePolicyException e) {
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
    LocalLog log = tables.find(table);
    if (log == null) {
      throw new NoSuchTableException(table);
    }
    return log;
  }
}
