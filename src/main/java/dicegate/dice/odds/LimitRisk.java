package dicegate.dice.odds;

import dicegate.dice.DiceLimits;
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
import dicegate.dice.notation.Faces;
import dicegate.dice.notation.Trigger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/*
 * The number of rolls of a request is a sum X of independent random variables, one for each die,
 * which includes its rerolls and the dice that it adds. By the Chernoff bound, the probability that
 * X reaches the limit is at most E(e^(tX)) / e^(t limit) for every t > 0. The moment generating
 * function E(e^(tX)) is the product of those of the dice, which follow from geometric series:
 *
 *   rolls of a die until it is not rerolled   G = q e^t / (1 - (1 - q) e^t)
 *   rolls of a die and of all that it adds    C = (1 - p) G / (1 - p G)
 *
 * with q the fraction of sides that are not rerolled, and p the probability that the final face
 * explodes. The series is finite if the chain is, and one of another die is added with the
 * probability that a die implodes. A die that may be rerolled once is treated as if it always were. The bound is evaluated
 * at a fixed set of t, of which the best is taken.
 */

/**
 * An upper bound of the probability that a request is refused because its rerolls or explosions
 * exceed the limits of the engine. The exact odds ignore such rolls, so they are used only if the
 * probability is negligible.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Chernoff_bound">Chernoff bound</a>
 */
final class LimitRisk {

  /** The most possible sides and modifiers of computed dice that are checked one by one. */
  private static final int MAX_CHECKED = 64;

  private static final double[] TILTS = {
    0.0005, 0.001, 0.002, 0.004, 0.008, 0.015, 0.03, 0.06, 0.1, 0.18, 0.3, 0.5, 0.8, 1.3, 2, 4, 30
  };

  /** The cost of one unique die at one tilt: a few logarithms. */
  private static final double UNIQUE_COST = 30;

  private final double[] logMoments = new double[TILTS.length];
  private double chains;

  private final IntervalAnalysis intervals = new IntervalAnalysis();
  private final CostBudget budget;

  private LimitRisk(CostBudget budget) {
    this.budget = budget;
  }

  /** Returns the bound for expressions of one roll, 0 or more; it may exceed 1. */
  static double of(List<Expression> expressions, CostBudget budget) {
    LimitRisk risk = new LimitRisk(budget);
    expressions.forEach(expression -> Subexpressions.visit(expression, risk::add));
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < TILTS.length; i++) {
      lowest =
          Math.min(lowest, Math.exp(risk.logMoments[i] - TILTS[i] * (DiceLimits.MAX_DICE + 1)));
    }
    return lowest + risk.chains;
  }

  private void add(Expression part) {
    switch (part) {
      case Dice dice -> add(dice);
      case Constant constant -> {}
      case Group group -> {}
      case Call call -> {}
      case Negation negation -> {}
      case Arithmetic arithmetic -> {}
      case Power power -> {}
      case Labelled labelled -> {}
    }
  }

  private void add(Dice dice) {
    int count = (int) Math.min(DiceLimits.MAX_DICE, Math.max(0, intervals.of(dice.count()).max()));
    if (DieRisk.moreThanOneRoll(dice.die()) && count > 0) {
      addWorst(dice, count);
    } else {
      for (int i = 0; i < TILTS.length; i++) {
        logMoments[i] += TILTS[i] * count * dice.faces().rolls();
      }
    }
  }

  /** Adds the largest moments of the dice over all sides and modifiers that they may have. */
  private void addWorst(Dice dice, int count) {
    double[] worst = new double[TILTS.length];
    double worstChain = 0;
    List<Faces> possibleFaces = possibleFaces(dice.faces());
    List<DieModifiers> possibleModifiers = possibleModifiers(dice.die());
    if (possibleFaces.size() * possibleModifiers.size() > MAX_CHECKED) {
      throw new BudgetExceededException("sides and modifiers");
    }
    for (Faces faces : possibleFaces) {
      for (DieModifiers die : possibleModifiers) {
        budget.charge(die.unique() ? UNIQUE_COST * TILTS.length * count : 0);
        DieRisk risk = DieRisk.of(faces, die, budget);
        for (int i = 0; i < TILTS.length; i++) {
          worst[i] = Math.max(worst[i], risk.log(TILTS[i], count));
        }
        worstChain = Math.max(worstChain, risk.chain());
      }
    }
    for (int i = 0; i < TILTS.length; i++) {
      logMoments[i] += worst[i];
    }
    chains += count * worstChain;
  }

  private List<Faces> possibleFaces(Faces faces) {
    if (!(faces instanceof Faces.Computed computed)) {
      return List.of(faces);
    }
    Interval sides = intervals.of(computed.sides());
    double lowest = Math.max(1, Math.floor(sides.min()));
    double highest = Math.min(DiceLimits.MAX_SIDES, sides.max());
    if (highest - lowest >= MAX_CHECKED) {
      throw new BudgetExceededException("sides");
    }
    List<Faces> possible = new ArrayList<>();
    for (double known = lowest; known <= highest; known++) {
      possible.add(new Faces.Sides((int) known));
    }
    return possible;
  }

  /** Returns the modifiers for all combinations of the computed numbers that cause rolls. */
  private List<DieModifiers> possibleModifiers(DieModifiers die) {
    if (!ComputedNumbers.areIn(die)) {
      return List.of(die);
    }
    DieModifiers rolled =
        new DieModifiers(
            die.reroll(),
            die.rerollOnce(),
            die.explosion(),
            die.implosion(),
            die.clamp(),
            die.unique(),
            Trigger.NONE,
            Trigger.NONE);
    List<double[]> combinations = List.of(new double[0]);
    for (Expression number : ComputedNumbers.of(rolled)) {
      combinations = combinations(combinations, intervals.of(number));
    }
    return combinations.stream()
        .map(values -> ComputedNumbers.known(rolled, Arrays.stream(values).iterator()::nextDouble))
        .toList();
  }

  /** Returns all combinations followed by each whole number of the interval. */
  private static List<double[]> combinations(List<double[]> combinations, Interval number) {
    double lowest = Math.max(-DiceLimits.MAX_NUMBER, Math.ceil(number.min()));
    double highest = Math.min(DiceLimits.MAX_NUMBER, number.max());
    if ((highest - lowest + 1) * combinations.size() > MAX_CHECKED) {
      throw new BudgetExceededException("modifiers");
    }
    List<double[]> longer = new ArrayList<>();
    for (double[] combination : combinations) {
      for (double known = lowest; known <= highest; known++) {
        double[] next = Arrays.copyOf(combination, combination.length + 1);
        next[combination.length] = known;
        longer.add(next);
      }
    }
    return longer;
  }
}
