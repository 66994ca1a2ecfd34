package dicegate.dice.notation;

import dicegate.dice.notation.Expression.Dice;
import dicegate.dice.notation.Expression.Group;
import dicegate.dice.notation.PoolModifiers.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;

/**
 * The numbers of modifiers that are expressions, {@code 4d6kh(1d4)}. They are evaluated in a fixed
 * order: the points of each die in the order of {@link DieModifiers}, the selections, the points of
 * successes and of failures. Stateless.
 */
public final class ComputedNumbers {

  private ComputedNumbers() {}

  /** Returns the numbers of dice; empty if all are constant. */
  public static List<Expression> of(Dice dice) {
    DieModifiers die = dice.die();
    PoolModifiers pool = dice.pool();
    if (!areIn(die) && !areIn(pool)) {
      return List.of();
    }
    List<Expression> numbers = new ArrayList<>();
    collect(die, numbers);
    collect(pool, numbers);
    return numbers;
  }

  /** Returns the numbers of the group's own modifiers; empty if all are constant. */
  public static List<Expression> of(Group group) {
    if (!areIn(group.pool())) {
      return List.of();
    }
    List<Expression> numbers = new ArrayList<>();
    collect(group.pool(), numbers);
    return numbers;
  }

  /** Returns the numbers of the modifiers of each die. */
  public static List<Expression> of(DieModifiers die) {
    List<Expression> numbers = new ArrayList<>();
    collect(die, numbers);
    return numbers;
  }

  /** Tells whether any number is computed. */
  public static boolean areIn(DieModifiers die) {
    return die.present()
        && (areIn(die.reroll())
            || areIn(die.rerollOnce())
            || areIn(die.explosion().trigger())
            || areIn(die.implosion())
            || areIn(die.criticalSuccess())
            || areIn(die.criticalFailure()));
  }

  /** Tells whether any number is computed. */
  public static boolean areIn(PoolModifiers pool) {
    return pool.present()
        && (areIn(pool.count().successes()) || areIn(pool.count().failures()) || selects(pool));
  }

  /** Tells whether the number of selected items is computed. */
  public static boolean selects(PoolModifiers pool) {
    List<Selection> selections = pool.selections();
    for (int i = 0; i < selections.size(); i++) {
      if (selections.get(i).computed() != null) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns dice whose modifiers have known numbers.
   *
   * @param values the values of {@link #of(Dice)}, in their order
   * @throws DiceException if a value is not valid in its place
   */
  public static Dice known(Dice dice, DoubleSupplier values) {
    DieModifiers die = known(dice.die(), values);
    return new Dice(dice.count(), dice.faces(), die, known(dice.pool(), values), dice.span());
  }

  /**
   * Returns a group whose modifiers have known numbers.
   *
   * @param values the values of {@link #of(Group)}, in their order
   * @throws DiceException if a value is not valid in its place
   */
  public static Group known(Group group, DoubleSupplier values) {
    return new Group(group.members(), known(group.pool(), values), group.span());
  }

  /**
   * Returns modifiers with known numbers.
   *
   * @param values the values of {@link #of(DieModifiers)}, in their order
   * @throws DiceException if a value is not valid in its place
   */
  public static DieModifiers known(DieModifiers die, DoubleSupplier values) {
    return die.withPoints(knownPoint(values));
  }

  private static PoolModifiers known(PoolModifiers pool, DoubleSupplier values) {
    UnaryOperator<Point> point = knownPoint(values);
    return pool.with(selection -> selection.known(values), point, point);
  }

  private static UnaryOperator<Point> knownPoint(DoubleSupplier values) {
    return point -> point instanceof ComputedPoint computed ? computed.known(values) : point;
  }

  private static void collect(DieModifiers die, List<Expression> numbers) {
    die.withPoints(point -> collect(point, numbers));
  }

  private static void collect(PoolModifiers pool, List<Expression> numbers) {
    pool.with(
        selection -> {
          if (selection.computed() != null) {
            numbers.add(selection.computed());
          }
          return selection;
        },
        point -> collect(point, numbers),
        point -> collect(point, numbers));
  }

  private static Point collect(Point point, List<Expression> numbers) {
    if (point instanceof ComputedPoint computed) {
      numbers.addAll(computed.numbers());
    }
    return point;
  }

  private static boolean areIn(Trigger trigger) {
    return areIn(trigger.points());
  }

  private static boolean areIn(List<Point> points) {
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i) instanceof ComputedPoint) {
        return true;
      }
    }
    return false;
  }
}
