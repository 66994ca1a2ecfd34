package dicegate.table.log;

import dicegate.table.log.ReservedNames.Reservation;
import dicegate.table.log.TableRefusedException.Reason;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The logs of a {@link LocalTableBus}, within its limits. Room for a new table is made by
 * discarding a resting one, which has no members: of the same owner, if that one has as many as
 * allowed, else of the owner that has most of them. The name of a discarded table stays reserved
 * for those who have its keys.
 *
 * <p>Guarded by its bus.
 */
final class LocalTables {

  private final TableSettings settings;
  private final Metrics metrics;
  private final HistoryBudget budget;
  private final Map<TableId, LocalLog> logs = new HashMap<>();
  private final OwnedTables all = new OwnedTables();
  private final OwnedTables resting = new OwnedTables();
  private final ReservedNames reserved;

  LocalTables(TableSettings settings, Metrics metrics) {
    this.settings = settings;
    this.budget = new HistoryBudget(settings.historyChars());
    this.metrics = metrics;
    this.reserved = new ReservedNames(settings.idle().toNanos());
  }

  @Nullable LocalLog find(TableId table) {
    return logs.get(table);
  }

  /** Returns the verifier of the keys for which a name is reserved; empty if it is free. */
  Optional<String> reservedFor(TableId table) {
    return reserved.find(table).map(Reservation::verifier);
  }

  /**
   * Makes a table, which rests.
   *
   * @throws TableRefusedException if there is no room
   */
  LocalLog make(TableId table, TablePolicy policy, String newOwner, long nowNanos) {
    String owner = reserved.find(table).map(Reservation::owner).orElse(newOwner);
    makeRoom(owner, nowNanos);
    reserved.remove(table);
    LocalLog log = new LocalLog(policy, owner, settings, budget);
    logs.put(table, log);
    all.add(table, owner, nowNanos);
    resting.add(table, owner, nowNanos);
    return log;
  }

  /** Returns the tables that have webhooks. */
  Set<TableId> withWebhooks() {
    Set<TableId> found = new HashSet<>();
    logs.forEach(
        (table, log) -> {
          if (log.hasWebhooks()) {
            found.add(table);
          }
        });
    return found;
  }

  /** Marks a table as one with members. */
  void occupy(TableId table) {
    resting.remove(table);
  }

  /** Marks a table as one without members, from now on. */
  void rest(TableId table, long nowNanos) {
    LocalLog log = logs.get(table);
    if (log != null) {
      resting.add(table, log.owner(), nowNanos);
    }
  }

  /** Discards what has rested or was reserved for the idle time. */
  void removeExpired(long nowNanos) {
    resting.removeExpired(settings.idle().toNanos(), nowNanos).forEach(this::discard);
    reserved.removeExpired(nowNanos);
    logs.values().forEach(log -> log.removeExpired(nowNanos));
  }

  void clear() {
    logs.clear();
    all.clear();
    resting.clear();
    reserved.clear();
  }

  private void makeRoom(String owner, long nowNanos) {
    if (TableQuota.isReached(all.size(owner), owner)) {
      evict(resting.oldest(owner), Reason.TABLES_OF_OWNER, nowNanos);
    } else if (all.size() >= settings.tables()) {
      evict(resting.oldestOfLargestOwner(), Reason.TABLES, nowNanos);
    }
  }

  private void evict(Optional<TableId> evicted, Reason reason, long nowNanos) {
    TableId table = evicted.orElseThrow(() -> new TableRefusedException(reason));
    LocalLog log = logs.get(table);
    discard(table);
    if (log != null) {
      reserved.add(table, new Reservation(log.state().verifier(), log.owner()), nowNanos);
    }
    metrics.count(Counter.TABLES_EVICTED);
  }

  private void discard(TableId table) {
    LocalLog log = logs.remove(table);
    if (log != null) {
      log.clear();
    }
    all.remove(table);
    resting.remove(table);
  }
}
