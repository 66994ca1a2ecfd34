package dicegate.dice.notation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A set of faces of a die, stored as ranges, since a die may have too many faces to enumerate.
 * Confined to one thread.
 */
final class FaceSet {

  private final long lowest;
  private final long highest;
  private final List<Range> ranges = new ArrayList<>();

  private record Range(long first, long last) {}

  /** Makes an empty set of faces from {@code lowest} to {@code highest}. */
  FaceSet(long lowest, long highest) {
    this.lowest = lowest;
    this.highest = highest;
  }

  /** Adds the faces that the trigger matches. */
  FaceSet add(Trigger trigger, long extremeFace) {
    if (trigger.extreme()) {
      add(extremeFace, extremeFace);
    }
    trigger.points().forEach(this::add);
    return this;
  }

  /** Returns the number of faces in the set. */
  long size() {
    ranges.sort(Comparator.comparingLong(Range::first));
    long size = 0;
    long next = lowest;
    for (Range range : ranges) {
      size += Math.max(0, range.last() - Math.max(next, range.first()) + 1);
      next = Math.max(next, range.last() + 1);
    }
    return size;
  }

  private void add(ComparePoint point) {
    long value = point.value();
    switch (point.comparison()) {
      case EQUAL -> add(value, value);
      case NOT_EQUAL -> {
        add(lowest, value - 1);
        add(value + 1, highest);
      }
      case LESS -> add(lowest, value - 1);
      case LESS_OR_EQUAL -> add(lowest, value);
      case GREATER -> add(value + 1, highest);
      case GREATER_OR_EQUAL -> add(value, highest);
    }
  }

  private void add(long first, long last) {
    long from = Math.max(first, lowest);
    long to = Math.min(last, highest);
    if (from <= to) {
      ranges.add(new Range(from, to));
    }
  }
}
