package dicegate.dice.odds;

import dicegate.dice.notation.Point;
import dicegate.dice.notation.PoolModifiers;
import dicegate.dice.notation.PoolModifiers.Count;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The interval of a group of several members. Stateless. */
final class MemberIntervals {

  private MemberIntervals() {}

  static Interval total(List<Interval> members, ModifierRange range) {
    PoolModifiers pool = range.most();
    KeptRange kept = KeptRange.of(pool, members.size());
    KeptRange fewest = KeptRange.of(range.least(), members.size());
    if (pool.count().present()) {
      Interval scores = Interval.EMPTY;
      for (Interval member : members) {
        scores = scores.hull(scores(member, pool.count()));
        scores = scores.hull(scores(member, range.least().count()));
      }
      return PoolInterval.kept(Interval.of(members.size(), members.size(), true), scores, range);
    }
    boolean whole = members.stream().allMatch(Interval::whole);
    if (!fewest.equals(kept)) {
      return ofAny(members, whole);
    }
    // Each order statistic is at its minimum when all members are at their minimum.
    double[] lows = members.stream().mapToDouble(Interval::min).toArray();
    double[] highs = members.stream().mapToDouble(Interval::max).toArray();
    if (!pool.selections().isEmpty()) {
      Arrays.sort(lows);
      Arrays.sort(highs);
    }
    double low = 0;
    double high = 0;
    double magnitude = 0;
    for (int i = kept.from(); i < kept.to(); i++) {
      low += lows[i];
      high += highs[i];
      magnitude += Math.max(Math.abs(lows[i]), Math.abs(highs[i]));
    }
    // The kept members are added in another order than here, and fractions are rounded.
    double rounding = whole || pool.selections().isEmpty() ? 0 : kept.size() * Math.ulp(magnitude);
    return Interval.of(low - rounding, high + rounding, whole);
  }

  /** Returns the interval of the sum of any of the members. */
  private static Interval ofAny(List<Interval> members, boolean whole) {
    double low = 0;
    double high = 0;
    for (Interval member : members) {
      low += Math.min(0, member.min());
      high += Math.max(0, member.max());
    }
    double rounding = whole ? 0 : members.size() * Math.ulp(high - low);
    return Interval.of(low - rounding, high + rounding, whole);
  }

  /** Returns the interval of the scores of the numbers in an interval. */
  static Interval scores(Interval interval, Count count) {
    List<Point> points = new ArrayList<>(count.successes());
    points.addAll(count.failures());
    List<Double> values = new ArrayList<>(List.of(interval.min(), interval.max()));
    points.forEach(point -> point.values().forEach(value -> values.add((double) value)));
    Interval scores =
        Interval.EMPTY
            .including(DieScore.of(count, interval.min()))
            .including(DieScore.of(count, interval.max()));
    for (double value : values) {
      // Between two points the score is constant for even numbers, odd ones, and others; so a
      // number
      // of each kind next to each point is enough.
      for (double next = -2; next <= 2; next += 0.5) {
        double number = Math.floor(value) + next;
        if (interval.min() <= number && number <= interval.max()) {
          scores = scores.including(DieScore.of(count, number));
        }
      }
    }
    return scores;
  }
}
