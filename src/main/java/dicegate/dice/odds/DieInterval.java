package dicegate.dice.odds;

import dicegate.dice.notation.DieModifiers;
import dicegate.dice.notation.DieModifiers.Clamp;
import dicegate.dice.notation.Faces;
import dicegate.dice.notation.Point;
import dicegate.dice.notation.PoolModifiers;
import dicegate.dice.notation.PoolModifiers.Count;
import java.util.List;
import java.util.TreeSet;

/**
 * The intervals of one die's score, by whether it ends a chain or explodes, and whether it is the
 * first die of the chain or added.
 *
 * @param subtracted that of a die that is subtracted
 * @param implodes whether a first die may implode
 */
record DieInterval(
    Interval ending,
    Interval exploding,
    Interval addedEnding,
    Interval addedExploding,
    Interval subtracted,
    boolean implodes) {

  private static final DieInterval EMPTY =
      new DieInterval(
          Interval.EMPTY, Interval.EMPTY, Interval.EMPTY, Interval.EMPTY, Interval.EMPTY, false);

  /**
   * Computes the intervals from the faces near all points and bounds; between them the score of the
   * faces of one parity is monotone.
   *
   * @param highest the interval of the highest face, since the number of sides may be random
   */
  static DieInterval of(Faces faces, Interval highest, ModifierRange range) {
    DieInterval interval = EMPTY;
    if (highest.isEmpty()) {
      return interval;
    }
    int lowest = faces.lowest();
    DieModifiers die = range.certain();
    DieModifiers possible = range.possible();
    Count least = range.least().count();
    Count most = range.most().count();
    boolean compounding = die.explosion().compounding();
    long penetration = die.explosion().penetrating() ? 1 : 0;
    for (long shown : near(faces, highest, range)) {
      int face = (int) shown;
      if (die.reroll().matches(face, lowest)) {
        continue;
      }
      boolean matches = die.explosion().trigger().matches(face, Double.NaN);
      boolean may = possible.explosion().trigger().matches(face, Double.NaN);
      boolean extreme = die.explosion().trigger().extreme() && face >= highest.min();
      boolean always = matches || (extreme && highest.min() == highest.max());
      // The last die of a limited chain does not explode, whatever it shows.
      boolean addedEnds = !always || die.explosion().limited();
      for (Count count : least.equals(most) ? List.of(least) : List.of(least, most)) {
        DieScore score = new DieScore(die.clamp(), count);
        // A compounded chain is clamped and counted as a whole.
        double first = compounding ? face : score.unchecked(face);
        double later = compounding ? face - penetration : score.unchecked(face - penetration);
        interval = interval.with(!always, addedEnds, may || extreme, first, later);
        interval = interval.withSubtracted(compounding ? -face : score.unchecked(face, true));
        if (penetration > 0) {
          interval =
              interval.withSubtracted(
                  compounding ? penetration - face : score.unchecked(face - penetration, true));
        }
      }
      interval = interval.imploding(!always && possible.implosion().matches(face, lowest));
    }
    return interval;
  }

  private DieInterval with(
      boolean ends, boolean addedEnds, boolean explodes, double first, double later) {
    return new DieInterval(
        ends ? ending.including(first) : ending,
        explodes ? exploding.including(first) : exploding,
        addedEnds ? addedEnding.including(later) : addedEnding,
        explodes ? addedExploding.including(later) : addedExploding,
        subtracted,
        implodes);
  }

  private DieInterval withSubtracted(double score) {
    return new DieInterval(
        ending, exploding, addedEnding, addedExploding, subtracted.including(score), implodes);
  }

  private DieInterval imploding(boolean may) {
    return may
        ? new DieInterval(ending, exploding, addedEnding, addedExploding, subtracted, true)
        : this;
  }

  private static TreeSet<Long> near(Faces faces, Interval highest, ModifierRange range) {
    TreeSet<Long> near = new TreeSet<>();
    DieModifiers die = range.certain();
    for (DieModifiers each : List.of(die, range.possible())) {
      each.reroll().points().forEach(point -> addNear(near, point));
      each.explosion().trigger().points().forEach(point -> addNear(near, point));
      each.implosion().points().forEach(point -> addNear(near, point));
    }
    for (PoolModifiers each : List.of(range.least(), range.most())) {
      each.count().successes().forEach(point -> addSigned(near, point));
      each.count().failures().forEach(point -> addSigned(near, point));
    }
    if (!die.clamp().equals(Clamp.NONE)) {
      addNear(near, die.clamp().min());
      addNear(near, die.clamp().max());
    }
    if (faces instanceof Faces.Custom custom) {
      for (Faces.Run run : custom.runs()) {
        addNear(near, run.first());
        addNear(near, run.last());
      }
      near.removeIf(face -> custom.runs().stream().noneMatch(run -> run.contains(face)));
      return near;
    }
    addNear(near, faces.lowest());
    addNear(near, (long) highest.min());
    addNear(near, (long) highest.max());
    return new TreeSet<>(near.subSet((long) faces.lowest(), true, (long) highest.max(), true));
  }

  private static void addNear(TreeSet<Long> faces, Point point) {
    point.values().forEach(value -> addNear(faces, value));
  }

  /** Adds the faces near a value, and those near its negative, for dice that are subtracted. */
  private static void addSigned(TreeSet<Long> faces, Point point) {
    for (long value : point.values()) {
      addNear(faces, value);
      addNear(faces, -value);
    }
  }

  /**
   * Adds a face and its neighbours: two of each parity above and below it, and one more since
   * penetration subtracts 1.
   */
  private static void addNear(TreeSet<Long> faces, long face) {
    for (long next = -3; next <= 3; next++) {
      faces.add(face + next);
    }
  }
}
