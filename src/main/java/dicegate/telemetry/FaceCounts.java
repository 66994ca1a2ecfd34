package dicegate.telemetry;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts of each face of the usual dice, as rolled by one thread and before any rule is applied, so
 * that an operator can test the dice. Other dice are not counted, since there are a billion kinds.
 *
 * <p>One thread counts, at the cost of a plain store without a fence; any thread reads.
 */
public final class FaceCounts {

  /** The numbers of sides of the counted dice. */
  static final int[] SIDES = {2, 3, 4, 6, 8, 10, 12, 20, 30, 100};

  private static final int MAX_SIDES = SIDES[SIDES.length - 1];

  /** The index of the first face of each die by its sides; 0 for dice that are not counted. */
  private static final int[] FIRST_INDEX = firstIndex();

  private final AtomicLongArray counts = new AtomicLongArray(FIRST_INDEX[MAX_SIDES] + MAX_SIDES);

  FaceCounts() {}

  /** Counts a face, 1 to {@code sides}. */
  public void count(int sides, int value) {
    if (sides <= MAX_SIDES && FIRST_INDEX[sides] > 0) {
      int at = FIRST_INDEX[sides] + value - 1;
      counts.setOpaque(at, counts.getPlain(at) + 1);
    }
  }

  /** Returns the count of a face of a counted die; very recent rolls may be missing. */
  long total(int sides, int value) {
    return counts.getOpaque(FIRST_INDEX[sides] + value - 1);
  }

  private static int[] firstIndex() {
    int[] firstIndex = new int[MAX_SIDES + 1];
    int next = 1;
    for (int sides : SIDES) {
      firstIndex[sides] = next;
      next += sides;
    }
    return firstIndex;
  }
}
