package dicegate.dice.odds;

import dicegate.dice.notation.ComparePoint;
import dicegate.dice.notation.PoolModifiers;
import dicegate.dice.notation.PoolModifiers.Count;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The interval of a group of several members. Stateless. */
final class MemberIntervals {

  private MemberIntervals() {}

  static Interval total(List<Interval> members, PoolModifiers pool) {
    KeptRange kept = KeptRange.of(pool, members.size());
    if (pool.count().present()) {
      Interval scores = Interval.EMPTY;
      for (Interval member : members) {
        scores = scores.hull(scores(member, pool.count()));
      }
      return Interval.of(scores.min() * kept.size(), scores.max() * kept.size(), true);
    }
    boolean whole = members.stream().allMatch(Interval::whole);
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

  /** Returns the interval of the scores of the numbers in an interval. */
  static Interval scores(Interval interval, Count count) {
    List<ComparePoint> points = new ArrayList<>(count.successes());
    points.addAll(count.failures());
    Interval scores =
        Interval.EMPTY
            .including(DieScore.of(count, interval.min()))
            .including(DieScore.of(count, interval.max()));
    for (ComparePoint point : points) {
      // The score is constant between two points, so a number next to each is enough.
      for (double next : new double[] {-1, -0.5, 0, 0.5, 1}) {
        double number = point.value() + next;
        if (interval.min() <= number && number <= interval.max()) {
          scores = scores.including(DieScore.of(count, number));
        }
      }
    }
    return scores;
  }
}
