package dicegate.dice.notation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A set of faces of a die, stored as ranges of even and of odd numbers, since a die may have too
 * many faces to enumerate. Confined to one thread.
 */
final class FaceSet {

  private final List<Range> faces;
  private final long lowest;
  private final long highest;
  private final List<Range> even = new ArrayList<>();
  private final List<Range> odd = new ArrayList<>();

  private record Range(long first, long last) {

    private long size() {
      return Math.max(0, last - first + 1);
    }

    private long evenOnes() {
      return first > last ? 0 : Math.floorDiv(last, 2L) - Math.floorDiv(first - 1, 2L);
    }

    private Range and(Range other) {
      return new Range(Math.max(first, other.first), Math.min(last, other.last));
    }
  }

  /** Makes an empty set of the faces of a die with a known number of sides. */
  FaceSet(Faces faces) {
    this.faces =
        joined(faces.ranges().stream().map(run -> new Range(run.first(), run.last())).toList());
    this.lowest = faces.lowest();
    this.highest = faces.highest();
  }

  /** Adds the faces that the trigger matches. */
  FaceSet add(Trigger trigger, long extremeFace) {
    if (trigger.extreme()) {
      add(extremeFace, extremeFace);
    }
    trigger.points().forEach(this::add);
    return this;
  }

  /** Returns the number of different faces in the set. */
  long size() {
    long size = 0;
    for (Range range : ofFaces(even)) {
      size += range.evenOnes();
    }
    for (Range range : ofFaces(odd)) {
      size += range.size() - range.evenOnes();
    }
    return size;
  }

  /** Returns the number of different faces of the die. */
  long all() {
    return faces.stream().mapToLong(Range::size).sum();
  }

  /** Returns the parts of the ranges that are faces of the die. */
  private List<Range> ofFaces(List<Range> ranges) {
    List<Range> matched = joined(ranges);
    List<Range> both = new ArrayList<>();
    int next = 0;
    for (Range face : faces) {
      while (next < matched.size() && matched.get(next).last() < face.first()) {
        next++;
      }
      for (int i = next; i < matched.size() && matched.get(i).first() <= face.last(); i++) {
        both.add(face.and(matched.get(i)));
      }
    }
    return both;
  }

  private void add(Point point) {
    switch (point) {
      case ComparePoint compared -> add(compared);
      case ListPoint list -> {
        if (list.comparison() == Comparison.EQUAL) {
          list.values().forEach(value -> add(value, value));
        } else {
          addOthers(list.values());
        }
      }
      case ComputedPoint computed ->
          throw new IllegalStateException("not computed yet: " + computed.numbers());
      case ParityPoint parity -> (parity.even() ? even : odd).add(new Range(lowest, highest));
    }
  }

  private void add(ComparePoint point) {
    long value = point.value();
    switch (point.comparison()) {
      case EQUAL -> add(value, value);
      case NOT_EQUAL -> addOthers(List.of(value));
      case LESS -> add(lowest, value - 1);
      case LESS_OR_EQUAL -> add(lowest, value);
      case GREATER -> add(value + 1, highest);
      case GREATER_OR_EQUAL -> add(value, highest);
    }
  }

  private void addOthers(List<Long> values) {
    long next = lowest;
    for (long value : values.stream().sorted().toList()) {
      add(next, value - 1);
      next = Math.max(next, value + 1);
    }
    add(next, highest);
  }

  private void add(long first, long last) {
    if (first <= last) {
      even.add(new Range(first, last));
      odd.add(new Range(first, last));
    }
  }

  /** Returns the same numbers in ranges that ascend and do not overlap. */
  private static List<Range> joined(List<Range> ranges) {
    List<Range> ascending = new ArrayList<>(ranges);
    ascending.sort(Comparator.comparingLong(Range::first));
    List<Range> joined = new ArrayList<>();
    for (Range range : ascending) {
      int last = joined.size() - 1;
      if (last >= 0 && range.first() <= joined.get(last).last()) {
        Range before = joined.get(last);
        joined.set(last, new Range(before.first(), Math.max(before.last(), range.last())));
      } else {
        joined.add(range);
      }
    }
    return joined;
  }
}
