package dicegate.dice.notation;

import java.util.List;

/** A condition for faces, values or totals, such as {@code >=5}, {@code =(1,3)} or {@code even}. */
public sealed interface Point permits ComparePoint, ListPoint, ParityPoint, ComputedPoint {

  /** Tells whether the number meets this point. */
  boolean matches(double number);

  /**
   * Returns the whole numbers between which the point is met by all numbers of a parity, or none;
   * without those that are not computed yet.
   */
  default List<Long> values() {
    return switch (this) {
      case ComparePoint point -> List.of(point.value());
      case ListPoint list -> list.values();
      case ParityPoint parity -> List.of();
      case ComputedPoint computed -> List.of();
    };
  }

  /** Returns the number of comparisons that {@link #matches} makes at most. */
  default int size() {
    return switch (this) {
      case ComparePoint point -> 1;
      case ListPoint list -> list.values().size();
      case ParityPoint parity -> 1;
      case ComputedPoint computed -> computed.numbers().size();
    };
  }

  /** Returns the number of comparisons of all points together. */
  static int size(List<Point> points) {
    int size = 0;
    for (Point point : points) {
      size += point.size();
    }
    return size;
  }
}
