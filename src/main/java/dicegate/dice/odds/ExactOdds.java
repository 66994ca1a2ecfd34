package dicegate.dice.odds;

import dicegate.dice.notation.ComputedNumbers;
import dicegate.dice.notation.DiceException;
import dicegate.dice.notation.DiceRules;
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
import dicegate.dice.notation.Faces;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The exact odds of an expression, from those of its parts, which are independent. Throws a {@link
 * BudgetExceededException} if they exceed the budget. Confined to one thread.
 */
final class ExactOdds {

  private final CostBudget budget;
  private final @Nullable Expression known;
  private final double value;

  ExactOdds(CostBudget budget) {
    this(budget, null, 0);
  }

  /**
   * Makes conditional odds.
   *
   * @param known dice whose total is known; null if there are none
   * @param value the total of these dice
   */
  ExactOdds(CostBudget budget, @Nullable Expression known, double value) {
    this.budget = budget;
    this.known = known;
    this.value = value;
  }

  /** Returns the odds; without an outcome if every roll fails. */
  Distribution of(Expression expression) {
    budget.charge(CostBudget.STEP);
    if (expression == known) {
      return Distribution.certain(value);
    }
    return switch (expression) {
      case Constant constant -> Distribution.certain(constant.value());
      case Dice dice -> dice(dice);
      case Group group -> group(group);
      case Call call -> call(call);
      case Negation negation -> Combination.negated(of(negation.operand()));
      case Arithmetic arithmetic -> new ArithmeticOdds(this, budget).of(arithmetic);
      case Power power ->
          Combination.pairs(of(power.base()), of(power.exponent()), Math::pow, budget);
      case Labelled labelled -> of(labelled.labelled());
    };
  }

  private Distribution call(Call call) {
    List<Expression> arguments = call.arguments();
    Distribution first = of(arguments.get(0));
    return switch (call.function()) {
      case FLOOR -> Combination.map(first, Math::floor, budget);
      case CEIL -> Combination.map(first, Math::ceil, budget);
      case ROUND -> Combination.map(first, x -> (double) Math.round(x), budget);
      case ABS -> Combination.map(first, Math::abs, budget);
      case SQRT -> Combination.map(first, Math::sqrt, budget);
      case SIGN -> Combination.map(first, Math::signum, budget);
      case MIN, MAX -> {
        Distribution extreme = first;
        for (Expression argument : arguments.subList(1, arguments.size())) {
          extreme = extreme(call.function() == Function.MAX, extreme, of(argument));
        }
        yield extreme;
      }
    };
  }

  Distribution extreme(boolean max, Distribution left, Distribution right) {
    return max ? Combination.max(left, right, budget) : Combination.min(left, right, budget);
  }

  private Distribution group(Group group) {
    List<Expression> numbers = ComputedNumbers.of(group);
    GroupOdds odds = new GroupOdds(this, budget);
    return numbers.isEmpty()
        ? odds.of(group)
        : ComputedOdds.of(
            numbers, values -> odds.of(ComputedNumbers.known(group, values)), this, budget);
  }

  private Distribution dice(Dice dice) {
    List<Expression> numbers = ComputedNumbers.of(dice);
    return numbers.isEmpty()
        ? rolled(dice)
        : ComputedOdds.of(
            numbers, values -> rolled(ComputedNumbers.known(dice, values)), this, budget);
  }

  /** Returns the odds of dice, whose count and sides may be random. */
  private Distribution rolled(Dice dice) {
    Distribution counts = of(dice.count());
    if (dice.faces() instanceof Faces.Computed computed) {
      Distribution sides = of(computed.sides());
      Mixture mixture = new Mixture(counts, sides, budget);
      for (int i = 0; i < counts.size(); i++) {
        for (int j = 0; j < sides.size(); j++) {
          mixture.add(i, j, computed(dice, counts.outcome(i), sides.outcome(j)));
        }
      }
      return mixture.distribution();
    }
    if (dice.count() instanceof Constant constant) {
      return pool(dice, (int) constant.value(), dice.faces());
    }
    Mixture mixture = new Mixture(counts, Distribution.certain(0), budget);
    for (int i = 0; i < counts.size(); i++) {
      mixture.add(i, 0, counted(dice, counts.outcome(i), dice.faces()));
    }
    return mixture.distribution();
  }

  private Distribution computed(Dice dice, double count, double sides) {
    try {
      return counted(dice, count, new Faces.Sides(DiceRules.sides(sides, dice.span())));
    } catch (DiceException refused) {
      return Distribution.failure();
    }
  }

  private Distribution counted(Dice dice, double count, Faces faces) {
    budget.charge(CostBudget.STEP);
    try {
      return pool(dice, DiceRules.count(count, dice.span()), faces);
    } catch (DiceException refused) {
      return Distribution.failure();
    }
  }

  /** Returns the odds of dice of known count and sides; without an outcome if they are refused. */
  private Distribution pool(Dice dice, int count, Faces faces) {
    try {
      DiceRules.terminates(dice.die(), faces, dice.span());
      DiceRules.enoughFaces(count, dice.die(), faces, dice.span());
    } catch (DiceException refused) {
      return Distribution.failure();
    }
    if (count == 0) {
      return Distribution.certain(0);
    }
    return new PoolOdds(count, faces, dice.die(), dice.pool().count(), budget).total(dice.pool());
  }
}
