package dicegate.table.log;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The names of tables that were discarded to make room, each reserved for those who have its keys.
 *
 * <p>Guarded by its bus.
 */
final class ReservedNames {

  /** The most names reserved; past that the oldest of the owner that has most is given up. */
  static final int MAX_NAMES = 16_384;

  private final long nanos;
  private final Map<TableId, Reservation> reservations = new HashMap<>();
  private final OwnedTables names = new OwnedTables();

  /**
   * A reserved name.
   *
   * @param verifier of the table that had the name
   * @param owner of that table
   */
  record Reservation(String verifier, String owner) {}

  /** Makes a list without names, each of which is reserved for this time. */
  ReservedNames(long nanos) {
    this.nanos = nanos;
  }

  void add(TableId table, Reservation reservation, long nowNanos) {
    names.add(table, reservation.owner(), nowNanos);
    reservations.put(table, reservation);
    if (TableQuota.isOver(names.size(reservation.owner()), reservation.owner())) {
      names.oldest(reservation.owner()).ifPresent(this::remove);
    } else if (names.size() > MAX_NAMES) {
      names.oldestOfLargestOwner().ifPresent(this::remove);
    }
  }

  Optional<Reservation> find(TableId table) {
    return Optional.ofNullable(reservations.get(table));
  }

  void remove(TableId table) {
    names.remove(table);
    reservations.remove(table);
  }

  void removeExpired(long nowNanos) {
    names.removeExpired(nanos, nowNanos).forEach(reservations::remove);
  }

  void clear() {
    names.clear();
    reservations.clear();
  }
}
