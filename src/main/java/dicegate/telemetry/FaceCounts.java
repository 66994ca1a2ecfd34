package dicegate.telemetry;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How often each face of the usual dice came up for one roller, before any rule was applied to it:
 * so an operator can test the dice. Other dice are not counted, since there are a billion kinds.
 *
 * <p>Counted by one thread, which pays for a store and not for a fence; read by any.
 */
public final class FaceCounts {

  /** The dice that are counted, by their sides. */
  static final int[] SIDES = {2, 3, 4, 6, 8, 10, 12, 20, 30, 100};

  private static final int MAX_SIDES = SIDES[SIDES.length - 1];

  /** Where the faces of each die begin; 0 for those that are not counted. */
  private static final int[] STARTS = starts();

  private final AtomicLongArray counts = new AtomicLongArray(STARTS[MAX_SIDES] + MAX_SIDES);

  FaceCounts() {}

  /** Counts a face, 1 to {@code sides}. */
  public void count(int sides, int value) {
    if (sides <= MAX_SIDES && STARTS[sides] > 0) {
      int at = STARTS[sides] + value - 1;
      counts.setOpaque(at, counts.getPlain(at) + 1);
    }
  }

  /** Returns how often a face of a die that is counted came up, as of about now. */
  long total(int sides, int value) {
    return counts.getOpaque(STARTS[sides] + value - 1);
  }

  private static int[] starts() {
    int[] starts = new int[MAX_SIDES + 1];
    int next = 1;
    for (int sides : SIDES) {
      starts[sides] = next;
      next += sides;
    }
    return starts;
  }
}
