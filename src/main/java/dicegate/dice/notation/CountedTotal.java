package dicegate.dice.notation;

import dicegate.dice.notation.Check.NamedRule;
import dicegate.dice.notation.Expression.Arithmetic;
import dicegate.dice.notation.Expression.Constant;
import dicegate.dice.notation.Expression.Dice;
import dicegate.dice.notation.Expression.Negation;
import dicegate.dice.notation.Expression.Step;
import dicegate.dice.notation.PoolModifiers.Count;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The other reading of a roll whose dice are compared one by one, {@code 3d6>=12}: that the total
 * is compared, as other tools do it. Stateless.
 */
final class CountedTotal {

  private CountedTotal() {}

  /**
   * Returns the roll that compares the total; null if the roll counts no dice, or if nobody would
   * mean the total, as in {@code 10d10>=8}, which it always reaches.
   */
  static @Nullable RequestedRoll of(RequestedRoll roll) {
    if (roll.check() != null) {
      return null;
    }
    return switch (roll.expression()) {
      case Dice dice -> isOpen(dice) ? compared(roll, total(dice), point(dice), List.of()) : null;
      case Arithmetic sum -> sum.steps().get(0).operator().additive() ? ofSum(roll, sum) : null;
      default -> null;
    };
  }

  private static @Nullable RequestedRoll ofSum(RequestedRoll roll, Arithmetic sum) {
    List<Step> steps = sum.steps();
    Step last = steps.get(steps.size() - 1);
    if (last.operand() instanceof Dice dice && counts(dice) && !anyCounts(sum)) {
      List<Step> changed = new ArrayList<>(steps.subList(0, steps.size() - 1));
      changed.add(new Step(last.operator(), total(dice)));
      return compared(
          roll, new Arithmetic(sum.first(), changed, sum.span()), point(dice), List.of());
    }
    return null;
  }

  /**
   * Returns the check that a sum is read as, {@code d100<=45+10}: to add a number to the count of a
   * single die has no use. Null for any other roll.
   */
  static @Nullable RequestedRoll ofOneDie(RequestedRoll roll) {
    return roll.check() == null
            && roll.expression() instanceof Arithmetic sum
            && sum.first() instanceof Dice die
            && counts(die)
            && isOne(die)
            && sum.steps().get(0).operator().additive()
            && !(die.faces() instanceof Faces.Computed)
            && sum.steps().stream().noneMatch(step -> counts(step.operand()))
        ? compared(roll, total(die), point(die), sum.steps())
        : null;
  }

  /** Returns whether another pool of the sum than the last counts too. */
  private static boolean anyCounts(Arithmetic sum) {
    List<Step> steps = sum.steps();
    return counts(sum.first())
        || steps.subList(0, steps.size() - 1).stream().anyMatch(step -> counts(step.operand()));
  }

  private static boolean counts(Expression expression) {
    return expression instanceof Dice dice
        && dice.pool().count().successes().size() == 1
        && dice.pool().count().failures().isEmpty()
        && !dice.die().chains()
        && dice.pool().count().successes().get(0) instanceof ComparePoint;
  }

  private static boolean isOne(Dice dice) {
    return dice.count() instanceof Constant count && count.value() == 1;
  }

  private static ComparePoint point(Dice dice) {
    return (ComparePoint) dice.pool().count().successes().get(0);
  }

  /** Returns whether the dice count, and their total may be on both sides of the point. */
  private static boolean isOpen(Dice dice) {
    if (!counts(dice)
        || !(dice.count() instanceof Constant count)
        || dice.faces() instanceof Faces.Computed
        || ComputedNumbers.selects(dice.pool())) {
      return false;
    }
    ComparePoint point = point(dice);
    double kept = kept(dice, (int) count.value());
    double lowest = kept * dice.faces().lowest();
    double highest = kept * dice.faces().highest();
    return switch (point.comparison()) {
      case GREATER, LESS_OR_EQUAL -> lowest <= point.value() && point.value() < highest;
      case GREATER_OR_EQUAL, LESS -> lowest < point.value() && point.value() <= highest;
      case EQUAL, NOT_EQUAL -> false;
    };
  }

  private static int kept(Dice dice, int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      kept += dice.pool().keeps(i, count) ? 1 : 0;
    }
    return kept;
  }

  private static Dice total(Dice dice) {
    PoolModifiers pool =
        new PoolModifiers(
            dice.pool().selections(), Count.NONE, dice.pool().matching(), dice.pool().sort());
    return new Dice(dice.count(), dice.faces(), dice.die(), pool, dice.span());
  }

  private static RequestedRoll compared(
      RequestedRoll roll, Expression total, ComparePoint point, List<Step> more) {
    Span span = roll.expression().span();
    Expression number = new Constant(Math.abs(point.value()), span);
    Expression target = point.value() < 0 ? new Negation(number, span) : number;
    if (!more.isEmpty()) {
      target = new Arithmetic(target, more, span);
    }
    Check check = new Check(point.comparison(), target, NamedRule.PLAIN, span);
    return new RequestedRoll(roll.label(), total, check);
  }
}
