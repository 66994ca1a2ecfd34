package dicegate.table;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How far a node has followed a table, and what a ring means there. Guarded by its table.
 *
 * <p>The tags of the newest entries are remembered, to tell an entry that comes twice from another
 * one in the same place: offsets are used anew after a failover to a replica that lagged.
 */
final class Cursor {

  private static final int MAX_RECENT = 128;

  private final Deque<SeenEntry> recent = new ArrayDeque<>(); // newest first
  private StreamPosition position;

  private record SeenEntry(long offset, String tag) {}

  /** What a ring means. */
  enum Relation {
    /** The next entry. */
    NEXT,
    /** An entry that was followed already. */
    SEEN,
    /** Others are missing before it, or it is not of the table as it was followed. */
    GAP
  }

  Cursor(StreamPosition position) {
    this.position = position;
  }

  /** Returns the last entry followed. */
  StreamPosition position() {
    return position;
  }

  Relation compare(Entry entry) {
    if (entry.offset() == position.offset() + 1) {
      return Relation.NEXT;
    }
    if (entry.offset() == position.offset() && entry.tag().equals(position.tag())) {
      return Relation.SEEN;
    }
    return recent.contains(new SeenEntry(entry.offset(), entry.tag()))
        ? Relation.SEEN
        : Relation.GAP;
  }

  /** Goes on to the next entry. */
  void advance(Entry entry) {
    position = new StreamPosition(position.epoch(), entry.offset(), entry.tag());
    recent.addFirst(new SeenEntry(entry.offset(), entry.tag()));
    if (recent.size() > MAX_RECENT) {
      recent.removeLast();
    }
  }
}
