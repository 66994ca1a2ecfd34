package dicegate.dice.notation;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The condition of a modifier: a face matches if it meets any of the points.
 *
 * @param points the points as written
 * @param extreme whether the modifier was also written without a point, which means the highest
 *     face for some modifiers and the lowest for others
 */
public record Trigger(List<Point> points, boolean extreme) {

  /** The modifier is absent. */
  public static final Trigger NONE = new Trigger(List.of(), false);

  public Trigger {
    points = List.copyOf(points);
  }

  /** Tells whether the modifier is present. */
  public boolean present() {
    return extreme || !points.isEmpty();
  }

  /** Returns the trigger with each point changed. */
  Trigger withPoints(UnaryOperator<Point> change) {
    return points.isEmpty() ? this : new Trigger(points.stream().map(change).toList(), extreme);
  }

  /** Tells whether the face matches; {@code extremeFace} is the modifier's default face. */
  public boolean matches(double face, double extremeFace) {
    if (extreme && face == extremeFace) {
      return true;
    }
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i).matches(face)) {
        return true;
      }
    }
    return false;
  }
}
