package dicegate.dice.odds;

import dicegate.dice.DiceLimits;
import dicegate.dice.NumberText;
import dicegate.dice.notation.Expression;
import dicegate.dice.notation.Expression.Arithmetic;
import dicegate.dice.notation.Expression.Call;
import dicegate.dice.notation.Expression.Constant;
import dicegate.dice.notation.Expression.Dice;
import dicegate.dice.notation.Expression.Function;
import dicegate.dice.notation.Expression.Group;
import dicegate.dice.notation.Expression.Labelled;
import dicegate.dice.notation.Expression.Negation;
import dicegate.dice.notation.Expression.Power;
import dicegate.dice.notation.Expression.Step;
import dicegate.dice.notation.Faces;
import dicegate.dice.notation.PoolModifiers;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The intervals of expressions, from those of their parts. What is known is kept, since a count of
 * dice is asked for once more with all it is part of. Confined to one thread.
 */
final class RangeAnalysis {

  private final IdentityHashMap<Expression, Range> known = new IdentityHashMap<>();

  Range of(Expression expression) {
    @Nullable Range before = known.get(expression);
    if (before != null) {
      return before;
    }
    Range range = analyse(expression);
    known.put(expression, range);
    return range;
  }

  private Range analyse(Expression expression) {
    return switch (expression) {
      case Constant constant -> constant(constant.value());
      case Dice dice -> dice(dice, dice.pool()).total();
      case Group group -> group.pools() ? pool(group) : compete(group);
      case Call call -> call(call);
      case Negation negation -> of(negation.operand()).negated();
      case Arithmetic arithmetic -> arithmetic(arithmetic);
      case Power power -> of(power.base()).power(of(power.exponent()));
      case Labelled labelled -> of(labelled.labelled());
    };
  }

  private static Range constant(double value) {
    return Range.of(value, value, NumberText.isWhole(value));
  }

  private Range arithmetic(Arithmetic arithmetic) {
    Range range = of(arithmetic.first());
    for (Step step : arithmetic.steps()) {
      Range operand = of(step.operand());
      range =
          switch (step.operator()) {
            case ADD -> range.plus(operand);
            case SUBTRACT -> range.plus(operand.negated());
            case MULTIPLY -> range.times(operand);
            case DIVIDE -> range.dividedBy(operand);
            case MODULO -> range.modulo(operand);
          };
    }
    return range;
  }

  private Range call(Call call) {
    Range range = of(call.arguments().get(0));
    return switch (call.function()) {
      case FLOOR -> range.map(Math::floor, true);
      case CEIL -> range.map(Math::ceil, true);
      case ROUND -> range.map(x -> (double) Math.round(x), true);
      case ABS -> range.absolute();
      case MIN, MAX -> {
        for (Expression argument : call.arguments().subList(1, call.arguments().size())) {
          Range other = of(argument);
          range = call.function() == Function.MIN ? range.lesser(other) : range.greater(other);
        }
        yield range;
      }
    };
  }

  private PoolRange dice(Dice dice, PoolModifiers pool) {
    Range sides =
        switch (dice.faces()) {
          case Faces.Computed computed -> of(computed.sides()).within(1, DiceLimits.MAX_SIDES);
          case Faces.Sides numbered -> constant(numbered.sides());
          case Faces.Fate fate -> constant(1);
        };
    return PoolRange.of(
        of(dice.count()).within(0, DiceLimits.MAX_DICE),
        DieRange.of(dice.faces().lowest(), sides, dice.die(), pool.count()),
        dice.die(),
        pool);
  }

  private Range pool(Group group) {
    Range sum = constant(0);
    Range worths = Range.EMPTY;
    Range numbers = constant(0);
    for (Dice dice : GroupOdds.pools(group.members().get(0))) {
      PoolModifiers counted =
          new PoolModifiers(dice.pool().selections(), group.pool().count(), group.pool().sort());
      PoolRange pool = dice(dice, counted);
      sum = sum.plus(pool.total());
      worths = worths.and(pool.worth());
      numbers = numbers.plus(pool.keptDice());
    }
    if (group.pool().selections().isEmpty() || sum.isEmpty()) {
      return sum;
    }
    return PoolRange.kept(numbers, worths, group.pool());
  }

  private Range compete(Group group) {
    List<Range> members = new ArrayList<>();
    for (Expression member : group.members()) {
      Range range = of(member);
      if (range.isEmpty()) {
        return range;
      }
      members.add(range);
    }
    return MemberRange.total(members, group.pool());
  }
}
