package dicegate.dice.odds;

import dicegate.dice.notation.ComputedNumbers;
import dicegate.dice.notation.DieModifiers;
import dicegate.dice.notation.Expression;
import dicegate.dice.notation.Expression.Arithmetic;
import dicegate.dice.notation.Expression.Call;
import dicegate.dice.notation.Expression.Constant;
import dicegate.dice.notation.Expression.Dice;
import dicegate.dice.notation.Expression.Group;
import dicegate.dice.notation.Expression.Labelled;
import dicegate.dice.notation.Expression.Negation;
import dicegate.dice.notation.Expression.Power;
import dicegate.dice.notation.Expression.Step;
import dicegate.dice.notation.Faces;
import dicegate.dice.notation.Point;
import dicegate.dice.notation.PoolModifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Traversal of expressions. Stateless. */
final class Subexpressions {

  private Subexpressions() {}

  /** Visits an expression and all its subexpressions. */
  static void visit(Expression expression, Consumer<Expression> visitor) {
    visitor.accept(expression);
    for (Expression part : of(expression)) {
      visit(part, visitor);
    }
  }

  /** Returns the number of subexpressions, including the expression itself. */
  static int count(Expression expression) {
    int count = 1;
    for (Expression part : of(expression)) {
      count += count(part);
    }
    return count;
  }

  /** Returns the largest number of compare points and clauses of any one pool or group. */
  static int points(Expression expression) {
    int points =
        switch (expression) {
          case Dice dice -> points(dice.faces()) + points(dice.die()) + points(dice.pool());
          case Group group -> points(group.pool());
          case Constant constant -> 0;
          case Call call -> 0;
          case Negation negation -> 0;
          case Arithmetic arithmetic -> 0;
          case Power power -> 0;
          case Labelled labelled -> 0;
        };
    for (Expression part : of(expression)) {
      points = Math.max(points, points(part));
    }
    return points;
  }

  /** Returns the number of ranges among which a face is looked up. */
  private static int points(Faces faces) {
    return faces instanceof Faces.Custom custom ? custom.runs().size() : 0;
  }

  private static int points(DieModifiers die) {
    return Point.size(die.reroll().points())
        + Point.size(die.rerollOnce().points())
        + Point.size(die.explosion().trigger().points())
        + Point.size(die.implosion().points())
        + Point.size(die.criticalSuccess().points())
        + Point.size(die.criticalFailure().points());
  }

  private static int points(PoolModifiers pool) {
    return pool.selections().size()
        + (pool.matching().present() ? 1 : 0)
        + Point.size(pool.count().successes())
        + Point.size(pool.count().failures());
  }

  private static List<Expression> of(Dice dice) {
    return joined(
        dice.faces() instanceof Faces.Computed computed
            ? List.of(dice.count(), computed.sides())
            : List.of(dice.count()),
        ComputedNumbers.of(dice));
  }

  private static List<Expression> joined(List<Expression> parts, List<Expression> more) {
    if (parts.isEmpty() || more.isEmpty()) {
      return parts.isEmpty() ? more : parts;
    }
    List<Expression> joined = new ArrayList<>(parts);
    joined.addAll(more);
    return joined;
  }

  private static List<Expression> of(Expression expression) {
    return switch (expression) {
      case Constant constant -> List.of();
      case Dice dice -> of(dice);
      case Group group -> joined(ComputedNumbers.of(group), group.members());
      case Call call -> call.arguments();
      case Negation negation -> List.of(negation.operand());
      case Arithmetic arithmetic -> {
        List<Expression> parts = new ArrayList<>(List.of(arithmetic.first()));
        for (Step step : arithmetic.steps()) {
          parts.add(step.operand());
        }
        yield parts;
      }
      case Power power -> List.of(power.base(), power.exponent());
      case Labelled labelled -> List.of(labelled.labelled());
    };
  }
}
