package dicegate.dice.odds;

import dicegate.dice.notation.Point;
import dicegate.dice.notation.PoolModifiers;
import dicegate.dice.notation.PoolModifiers.Count;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The interval of a group of several members. Stateless. */
final class MemberRange {

  private MemberRange() {}

  static Range total(List<Range> members, PoolModifiers pool) {
    Kept kept = Kept.of(pool, members.size());
    if (pool.count().present()) {
      Range worths = Range.EMPTY;
      for (Range member : members) {
        worths = worths.and(worths(member, pool.count()));
      }
      return Range.of(worths.min() * kept.size(), worths.max() * kept.size(), true);
    }
    boolean whole = members.stream().allMatch(Range::whole);
    // The lowest of each place comes about when all members are at their lowest.
    double[] lows = members.stream().mapToDouble(Range::min).toArray();
    double[] highs = members.stream().mapToDouble(Range::max).toArray();
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
    // Those kept are added in another order than this one, and fractions round on the way.
    double rounding = whole || pool.selections().isEmpty() ? 0 : kept.size() * Math.ulp(magnitude);
    return Range.of(low - rounding, high + rounding, whole);
  }

  /** Returns what the numbers of an interval count as. */
  static Range worths(Range range, Count count) {
    List<Point> points = new ArrayList<>(count.successes());
    points.addAll(count.failures());
    Range worths =
        Range.EMPTY.with(Worth.of(count, range.min())).with(Worth.of(count, range.max()));
    for (Point point : points) {
      // Between two points all numbers count the same, so one next to each will do.
      for (double next : new double[] {-1, -0.5, 0, 0.5, 1}) {
        double number = point.value() + next;
        if (range.min() <= number && number <= range.max()) {
          worths = worths.with(Worth.of(count, number));
        }
      }
    }
    return worths;
  }
}
