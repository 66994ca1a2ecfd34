package dicegate.dice.notation;

import java.util.List;

/**
 * Which faces set a modifier off: those that meet any of the points.
 *
 * @param points the points as written
 * @param extreme whether the modifier also stood without a point, which means the highest face for
 *     some modifiers and the lowest for others
 */
public record Trigger(List<ComparePoint> points, boolean extreme) {

  /** The modifier is not there. */
  public static final Trigger NONE = new Trigger(List.of(), false);

  public Trigger {
    points = List.copyOf(points);
  }

  /** Tells whether the modifier is there at all. */
  public boolean present() {
    return extreme || !points.isEmpty();
  }

  /** Tells whether the face sets it off, the modifier's default being {@code extremeFace}. */
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
