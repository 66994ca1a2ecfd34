package dicegate.dice.notation;

import dicegate.dice.notation.DieModifiers.Clamp;
import dicegate.dice.notation.DieModifiers.Explosion;
import dicegate.dice.notation.Expression.Arithmetic;
import dicegate.dice.notation.Expression.Call;
import dicegate.dice.notation.Expression.Constant;
import dicegate.dice.notation.Expression.Dice;
import dicegate.dice.notation.Expression.Group;
import dicegate.dice.notation.Expression.Labelled;
import dicegate.dice.notation.Expression.Negation;
import dicegate.dice.notation.Expression.Power;
import dicegate.dice.notation.PoolModifiers.Count;
import dicegate.dice.notation.PoolModifiers.Selection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one d20 of an expression whose face counts by itself, a "natural" 20 or 1, for {@link
 * Check.NamedRule#PF2}. Its pool has one die, or keeps one; its value is its face; and it is a part
 * of the total, not of a number of dice or of a group that selects. Stateless.
 */
public final class NaturalDie {

  private static final int SIDES = 20;

  private NaturalDie() {}

  /** Returns the pool of the die; null if there is none, or more than one d20. */
  public static @Nullable Dice of(Expression expression) {
    List<Dice> all = all(expression);
    Dice sole = all.size() == 1 ? all.get(0) : null;
    return sole != null && keepsOneFace(sole) && isTerm(sole, expression) ? sole : null;
  }

  /** Returns all pools of d20s, in the order of the text. */
  static List<Dice> all(Expression expression) {
    List<Dice> found = new ArrayList<>(1);
    addAll(expression, found);
    return found;
  }

  private static void addAll(Expression expression, List<Dice> found) {
    switch (expression) {
      case Constant constant -> {}
      case Dice dice -> {
        addAll(dice.count(), found);
        if (dice.faces() instanceof Faces.Computed computed) {
          addAll(computed.sides(), found);
        } else if (dice.faces() instanceof Faces.Sides sides && sides.sides() == SIDES) {
          found.add(dice);
        }
        ComputedNumbers.of(dice).forEach(number -> addAll(number, found));
      }
      case Group group -> {
        ComputedNumbers.of(group).forEach(number -> addAll(number, found));
        group.members().forEach(member -> addAll(member, found));
      }
      case Call call -> call.arguments().forEach(argument -> addAll(argument, found));
      case Negation negation -> addAll(negation.operand(), found);
      case Arithmetic arithmetic -> {
        addAll(arithmetic.first(), found);
        arithmetic.steps().forEach(step -> addAll(step.operand(), found));
      }
      case Power power -> {
        addAll(power.base(), found);
        addAll(power.exponent(), found);
      }
      case Labelled labelled -> addAll(labelled.labelled(), found);
    }
  }

  private static boolean keepsOneFace(Dice dice) {
    if (!(dice.count() instanceof Constant count)
        || !dice.die().explosion().equals(Explosion.NONE)
        || !dice.die().clamp().equals(Clamp.NONE)
        || !dice.pool().count().equals(Count.NONE)
        || dice.pool().matching().replacesTotal()
        || dice.pool().selections().size() > 1
        || ComputedNumbers.selects(dice.pool())) {
      return false;
    }
    long kept = (long) count.value();
    for (Selection selection : dice.pool().selections()) {
      long amount = Math.min(selection.amount(), kept);
      kept = selection.keep() ? amount : kept - amount;
    }
    return kept == 1;
  }

  /** Returns whether the value of the expression is calculated with the total of the dice. */
  private static boolean isTerm(Expression dice, Expression expression) {
    return switch (expression) {
      case Constant constant -> false;
      case Dice pool -> expression == dice;
      case Group group ->
          !group.pool().present()
              && group.members().stream().anyMatch(member -> isTerm(dice, member));
      case Call call -> call.arguments().stream().anyMatch(argument -> isTerm(dice, argument));
      case Negation negation -> isTerm(dice, negation.operand());
      case Arithmetic arithmetic ->
          isTerm(dice, arithmetic.first())
              || arithmetic.steps().stream().anyMatch(step -> isTerm(dice, step.operand()));
      case Power power -> isTerm(dice, power.base()) || isTerm(dice, power.exponent());
      case Labelled labelled -> isTerm(dice, labelled.labelled());
    };
  }
}
