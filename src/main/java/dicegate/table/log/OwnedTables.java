package dicegate.table.log;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Names of tables in the order in which they were added, in all and for each owner.
 *
 * <p>Guarded by its bus.
 */
final class OwnedTables {

  private final Map<TableId, Added> tables = new LinkedHashMap<>();
  private final Map<String, Set<TableId>> byOwner = new HashMap<>();

  private record Added(String owner, long atNanos) {}

  /** Adds a table; one that is there becomes the newest. */
  void add(TableId table, String owner, long nowNanos) {
    remove(table);
    tables.put(table, new Added(owner, nowNanos));
    byOwner.computeIfAbsent(owner, first -> new LinkedHashSet<>()).add(table);
  }

  void remove(TableId table) {
    Added removed = tables.remove(table);
    if (removed == null) {
      return;
    }
    byOwner.computeIfPresent(
        removed.owner(), (owner, own) -> own.remove(table) && own.isEmpty() ? null : own);
  }

  void clear() {
    tables.clear();
    byOwner.clear();
  }

  int size() {
    return tables.size();
  }

  int size(String owner) {
    return byOwner.getOrDefault(owner, Set.of()).size();
  }

  /** Returns an owner's oldest table. */
  Optional<TableId> oldest(String owner) {
    return byOwner.getOrDefault(owner, Set.of()).stream().findFirst();
  }

  /** Returns the oldest table of the owner that has most. */
  Optional<TableId> oldestOfLargestOwner() {
    return byOwner.values().stream()
        .max(Comparator.comparingInt(Set::size))
        .flatMap(own -> own.stream().findFirst());
  }

  /** Removes and returns the tables that were added so long ago. */
  List<TableId> removeExpired(long ageNanos, long nowNanos) {
    List<TableId> expired =
        tables.entrySet().stream()
            .takeWhile(oldest -> nowNanos - oldest.getValue().atNanos() >= ageNanos)
            .map(Map.Entry::getKey)
            .toList();
    expired.forEach(this::remove);
    return expired;
  }
}
