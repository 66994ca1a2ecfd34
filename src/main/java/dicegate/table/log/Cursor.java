package dicegate.table.log;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The last entry that a node has processed, and the relation of any other entry to it. Guarded by
 * its {@link TableSubscription}.
 *
 * <p>It keeps the tags of the newest entries to distinguish a repeated entry from a different entry
 * at the same offset: after a failover to a replica that lagged, offsets are assigned again.
 */
final class Cursor {

  private static final int MAX_RECENT = 128;

  private final Deque<SeenEntry> recent = new ArrayDeque<>(); // newest first
  private StreamPosition position;

  private record SeenEntry(long offset, String tag) {}

  /** The relation of an entry to the cursor. */
  enum Relation {
    /** The next entry. */
    NEXT,
    /** An entry that was processed before. */
    SEEN,
    /** Entries are missing before it, or the table is no longer the one that was followed. */
    GAP
  }

  Cursor(StreamPosition position) {
    this.position = position;
  }

  /** Returns the position of the last entry processed. */
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

  /** Moves to the next entry. */
  void advance(Entry entry) {
    position = new StreamPosition(position.epoch(), entry.offset(), entry.tag());
    recent.addFirst(new SeenEntry(entry.offset(), entry.tag()));
    if (recent.size() > MAX_RECENT) {
      recent.removeLast();
    }
  }
}
