package dicegate.dice.odds;

import dicegate.dice.notation.ComparePoint;
import dicegate.dice.notation.DieModifiers;
import dicegate.dice.notation.DieModifiers.Clamp;
import dicegate.dice.notation.PoolModifiers.Count;
import java.util.TreeSet;

/**
 * The intervals of one die's score, by whether it ends a chain or explodes, and whether it is the
 * first die of the chain or added.
 */
record DieInterval(
    Interval ending, Interval exploding, Interval addedEnding, Interval addedExploding) {

  /**
   * Computes the intervals from the faces near all compare points and bounds; the score is monotone
   * between them.
   *
   * @param sides the interval of the number of sides, which may be random
   */
  static DieInterval of(int lowest, Interval sides, DieModifiers die, Count count) {
    DieInterval interval =
        new DieInterval(Interval.EMPTY, Interval.EMPTY, Interval.EMPTY, Interval.EMPTY);
    if (sides.isEmpty()) {
      return interval;
    }
    DieScore score = new DieScore(die.clamp(), count);
    boolean compounding = die.explosion().compounding();
    long penetration = die.explosion().penetrating() ? 1 : 0;
    for (long shown : faces(lowest, sides, die, count)) {
      int face = (int) shown;
      if (die.reroll().matches(face, lowest)) {
        continue;
      }
      boolean matches = die.explosion().trigger().matches(face, Double.NaN);
      boolean highest = die.explosion().trigger().extreme() && face >= sides.min();
      boolean always = matches || (highest && sides.min() == sides.max());
      // A compounded chain is clamped and counted as a whole.
      double first = compounding ? face : score.unchecked(face);
      double later = compounding ? face - penetration : score.unchecked(face - penetration);
      interval = interval.with(!always, matches || highest, first, later);
    }
    return interval;
  }

  private DieInterval with(boolean ends, boolean explodes, double first, double later) {
    return new DieInterval(
        ends ? ending.including(first) : ending,
        explodes ? exploding.including(first) : exploding,
        ends ? addedEnding.including(later) : addedEnding,
        explodes ? addedExploding.including(later) : addedExploding);
  }

  private static TreeSet<Long> faces(int lowest, Interval sides, DieModifiers die, Count count) {
    TreeSet<Long> near = new TreeSet<>();
    die.reroll().points().forEach(point -> addNear(near, point.value()));
    die.explosion().trigger().points().forEach(point -> addNear(near, point.value()));
    count.successes().stream().map(ComparePoint::value).forEach(value -> addNear(near, value));
    count.failures().stream().map(ComparePoint::value).forEach(value -> addNear(near, value));
    if (!die.clamp().equals(Clamp.NONE)) {
      addNear(near, die.clamp().min());
      addNear(near, die.clamp().max());
    }
    long highest = (long) sides.max();
    addNear(near, lowest);
    addNear(near, (long) sides.min());
    addNear(near, highest);
    return new TreeSet<>(near.subSet((long) lowest, true, highest, true));
  }

  /** Adds a face and its neighbours; up to 2 above, since penetration subtracts 1. */
  private static void addNear(TreeSet<Long> faces, long face) {
    for (long next = -2; next <= 2; next++) {
      faces.add(face + next);
    }
  }
}
