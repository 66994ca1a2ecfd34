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

  private static final int REMEMBERED = 128;

  private final Deque<Mark> marks = new ArrayDeque<>(); // newest first
  private Position position;

  private record Mark(long offset, String tag) {}

  /** What a ring means. */
  enum Ring {
    /** The next entry. */
    NEXT,
    /** An entry that was followed already. */
    SEEN,
    /** Others are missing before it, or it is not of the table as it was followed. */
    GAP
  }

  Cursor(Position position) {
    this.position = position;
  }

  /** Returns the last entry followed. */
  Position position() {
    return position;
  }

  Ring look(Entry entry) {
    if (entry.offset() == position.offset() + 1) {
      return Ring.NEXT;
    }
    if (entry.offset() == position.offset() && entry.tag().equals(position.tag())) {
      return Ring.SEEN;
    }
    return marks.contains(new Mark(entry.offset(), entry.tag())) ? Ring.SEEN : Ring.GAP;
  }

  /** Goes on to the next entry. */
  void follow(Entry entry) {
    position = new Position(position.epoch(), entry.offset(), entry.tag());
    marks.addFirst(new Mark(entry.offset(), entry.tag()));
    if (marks.size() > REMEMBERED) {
      marks.removeLast();
    }
  }
}
