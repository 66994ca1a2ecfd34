package dicegate.dice.odds;

import dicegate.dice.DiceLimits;
import dicegate.dice.NumberText;
import dicegate.dice.notation.ComputedNumbers;
import dicegate.dice.notation.DieModifiers;
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
import dicegate.dice.notation.PoolModifiers.Matching;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The intervals of expressions, computed from those of their parts by interval arithmetic. Results
 * are cached, since the interval of a count of dice is also requested on its own. Confined to one
 * thread.
 */
final class IntervalAnalysis {

  private final IdentityHashMap<Expression, Interval> known = new IdentityHashMap<>();

  Interval of(Expression expression) {
    @Nullable Interval before = known.get(expression);
    if (before != null) {
      return before;
    }
    Interval interval = analyse(expression);
    known.put(expression, interval);
    return interval;
  }

  private Interval analyse(Expression expression) {
    return switch (expression) {
      case Constant constant -> constant(constant.value());
      case Dice dice ->
          allSucceed(ComputedNumbers.of(dice))
              ? dice(dice, ModifierRange.of(dice.die(), dice.pool(), this))
                  .result(dice.pool().matching())
              : Interval.EMPTY;
      case Group group -> group(group);
      case Call call -> call(call);
      case Negation negation -> of(negation.operand()).negated();
      case Arithmetic arithmetic -> arithmetic(arithmetic);
      case Power power -> of(power.base()).power(of(power.exponent()));
      case Labelled labelled -> of(labelled.labelled());
    };
  }

  private static Interval constant(double value) {
    return Interval.of(value, value, NumberText.isWhole(value));
  }

  private Interval arithmetic(Arithmetic arithmetic) {
    Interval interval = of(arithmetic.first());
    for (Step step : arithmetic.steps()) {
      Interval operand = of(step.operand());
      interval =
          switch (step.operator()) {
            case ADD -> interval.plus(operand);
            case SUBTRACT -> interval.plus(operand.negated());
            case MULTIPLY -> interval.times(operand);
            case DIVIDE -> interval.dividedBy(operand);
            case MODULO -> interval.modulo(operand);
          };
    }
    return interval;
  }

  private Interval call(Call call) {
    Interval interval = of(call.arguments().get(0));
    return switch (call.function()) {
      case FLOOR -> interval.map(Math::floor, true);
      case CEIL -> interval.map(Math::ceil, true);
      case ROUND -> interval.map(x -> (double) Math.round(x), true);
      case ABS -> interval.absolute();
      case SQRT -> interval.squareRoot();
      case SIGN -> interval.map(Math::signum, true);
      case MIN, MAX -> {
        for (Expression argument : call.arguments().subList(1, call.arguments().size())) {
          Interval other = of(argument);
          interval =
              call.function() == Function.MIN ? interval.minimum(other) : interval.maximum(other);
        }
        yield interval;
      }
    };
  }

  /** Tells whether all numbers of modifiers may have a value. */
  private boolean allSucceed(List<Expression> numbers) {
    return numbers.stream().noneMatch(number -> of(number).isEmpty());
  }

  private Interval group(Group group) {
    if (!allSucceed(ComputedNumbers.of(group))) {
      return Interval.EMPTY;
    }
    ModifierRange range = ModifierRange.of(DieModifiers.NONE, group.pool(), this);
    return group.pools() ? pooledGroup(group, range) : memberGroup(group, range);
  }

  private PoolInterval dice(Dice dice, ModifierRange range) {
    Interval sides =
        switch (dice.faces()) {
          case Faces.Computed computed -> of(computed.sides()).within(1, DiceLimits.MAX_SIDES);
          case Faces.Sides numbered -> constant(numbered.sides());
          case Faces.MoreTens percent -> constant(percent.highest());
          case Faces.Fate fate -> constant(1);
          case Faces.Custom custom -> constant(custom.highest());
        };
    return PoolInterval.of(
        of(dice.count()).within(0, DiceLimits.MAX_DICE),
        DieInterval.of(dice.faces(), sides, range),
        range);
  }

  private Interval pooledGroup(Group group, ModifierRange range) {
    Interval sum = constant(0);
    Interval scores = Interval.EMPTY;
    Interval numbers = constant(0);
    for (Dice dice : GroupOdds.pools(group.members().get(0))) {
      PoolInterval pool =
          dice(
              dice,
              new ModifierRange(
                  dice.die(),
                  dice.die(),
                  counted(dice, range.least()),
                  counted(dice, range.most())));
      sum = sum.plus(pool.total());
      scores = scores.hull(pool.score());
      numbers = numbers.plus(pool.keptDice());
    }
    PoolInterval all = new PoolInterval(sum, scores, numbers);
    return (sum.isEmpty() ? all : all.selected(range)).result(group.pool().matching());
  }

  private static PoolModifiers counted(Dice dice, PoolModifiers group) {
    return new PoolModifiers(dice.pool().selections(), group.count(), Matching.NONE, group.sort());
  }

  private Interval memberGroup(Group group, ModifierRange range) {
    List<Interval> members = new ArrayList<>();
    for (Expression member : group.members()) {
      Interval interval = of(member);
      if (interval.isEmpty()) {
        return interval;
      }
      members.add(interval);
    }
    return MemberIntervals.total(members, range);
  }
}
