package dicegate.dice.odds;

import dicegate.dice.DiceLimits;
import dicegate.dice.notation.ComparePoint;
import dicegate.dice.notation.Comparison;
import dicegate.dice.notation.ComputedNumbers;
import dicegate.dice.notation.ComputedPoint;
import dicegate.dice.notation.DieModifiers;
import dicegate.dice.notation.Expression;
import dicegate.dice.notation.Point;
import dicegate.dice.notation.PoolModifiers;
import dicegate.dice.notation.PoolModifiers.Selection;
import java.util.List;

/**
 * The extremes of modifiers whose numbers may be computed. Without such numbers, both extremes are
 * the modifiers themselves.
 *
 * @param certain points that are met only by numbers that meet the computed ones whatever they are
 * @param possible points that are met by all numbers that may meet the computed ones
 * @param least the fewest kept items, successes that are certain, and failures that are possible
 * @param most the most kept items, successes that are possible, and failures that are certain
 */
record ModifierRange(
    DieModifiers certain, DieModifiers possible, PoolModifiers least, PoolModifiers most) {

  private static final Point ALWAYS =
      new ComparePoint(Comparison.GREATER_OR_EQUAL, -DiceLimits.MAX_NUMBER);
  private static final Point NEVER = new ComparePoint(Comparison.LESS, -DiceLimits.MAX_NUMBER);

  /** Returns the extremes. */
  static ModifierRange of(DieModifiers die, PoolModifiers pool, IntervalAnalysis intervals) {
    boolean fixedDie = !ComputedNumbers.areIn(die);
    boolean fixedPool = !ComputedNumbers.areIn(pool);
    return new ModifierRange(
        fixedDie ? die : die.withPoints(point -> bound(point, false, intervals)),
        fixedDie ? die : die.withPoints(point -> bound(point, true, intervals)),
        fixedPool
            ? pool
            : pool.with(
                selection -> bound(selection, !selection.keep(), intervals),
                point -> bound(point, false, intervals),
                point -> bound(point, true, intervals)),
        fixedPool
            ? pool
            : pool.with(
                selection -> bound(selection, selection.keep(), intervals),
                point -> bound(point, true, intervals),
                point -> bound(point, false, intervals)));
  }

  /** Returns the clause with its largest possible amount, or with its smallest. */
  private static Selection bound(Selection selection, boolean largest, IntervalAnalysis intervals) {
    if (selection.computed() == null) {
      return selection;
    }
    Interval amount = intervals.of(selection.computed()).within(0, DiceLimits.MAX_NUMBER);
    return selection.of((long) (largest ? Math.floor(amount.max()) : Math.ceil(amount.min())));
  }

  /** Returns a point that is met whenever a computed one may be, or only when it must be. */
  private static Point bound(Point point, boolean possible, IntervalAnalysis intervals) {
    if (!(point instanceof ComputedPoint computed)) {
      return point;
    }
    Interval numbers = numbers(computed.numbers(), intervals);
    long lowest = (long) Math.ceil(numbers.min());
    long highest = (long) Math.floor(numbers.max());
    Comparison comparison = computed.comparison();
    return switch (comparison) {
      case GREATER, GREATER_OR_EQUAL -> new ComparePoint(comparison, possible ? lowest : highest);
      case LESS, LESS_OR_EQUAL -> new ComparePoint(comparison, possible ? highest : lowest);
      case EQUAL -> possible ? new ComparePoint(Comparison.GREATER_OR_EQUAL, lowest) : NEVER;
      case NOT_EQUAL -> possible ? ALWAYS : new ComparePoint(Comparison.LESS, lowest);
    };
  }

  private static Interval numbers(List<Expression> numbers, IntervalAnalysis intervals) {
    Interval all = Interval.EMPTY;
    for (Expression number : numbers) {
      all = all.hull(intervals.of(number).within(-DiceLimits.MAX_NUMBER, DiceLimits.MAX_NUMBER));
    }
    return all;
  }
}
