package dicegate.dice.odds;

import dicegate.dice.DiceLimits;
import dicegate.dice.notation.Expression;
import dicegate.dice.notation.Expression.Dice;
import dicegate.dice.notation.Faces;
import java.util.ArrayList;
import java.util.List;

/*
 * The dice of a request are a sum of independent numbers: of each die the rolls it takes to settle,
 * and those of what it brings. By Chernoff's bound the sum reaches the limit with a probability of at
 * most E(e^(tX)) / e^(t limit), for whichever t makes that least; and E(e^(tX)) is the product of the
 * same for each die, which is a matter of geometric rows:
 *
 *   a roll until it settles   G = q e^t / (1 - (1 - q) e^t)   q: the share of sides that stay
 *   a die and all it brings   C = (1 - p) G / (1 - p G)       p: the share of those that explode
 *
 * A die that may be rolled once again is taken for one that always is.
 */

/**
 * How likely it is at most that a request is refused for rerolling or exploding past the limits of
 * the engine. The exact odds take no account of that, so they are for where it is negligible.
 */
final class LimitRisk {

  /** The most sides of computed dice that are looked at one by one. */
  private static final int MAX_SIDES_CHECKED = 64;

  private static final double[] TILTS = {
    0.0005, 0.001, 0.002, 0.004, 0.008, 0.015, 0.03, 0.06, 0.1, 0.18, 0.3, 0.5, 0.8, 1.3, 2, 4, 30
  };

  /** What one of unique dice costs at one tilt: a few logarithms. */
  private static final double UNIQUE_COST = 30;

  private final double[] logMoments = new double[TILTS.length];
  private double chains;

  private final IntervalAnalysis intervals = new IntervalAnalysis();
  private final CostBudget budget;

  private LimitRisk(CostBudget budget) {
    this.budget = budget;
  }

  /** Returns a bound of the probability, from 0; it may be above 1. */
  static double of(Expression expression, CostBudget budget) {
    LimitRisk risk = new LimitRisk(budget);
    Subexpressions.visit(expression, risk::add);
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < TILTS.length; i++) {
      lowest =
          Math.min(lowest, Math.exp(risk.logMoments[i] - TILTS[i] * (DiceLimits.MAX_DICE + 1)));
    }
    return lowest + risk.chains;
  }

  private void add(Expression part) {
    if (part instanceof Dice dice) {
      int count =
          (int) Math.min(DiceLimits.MAX_DICE, Math.max(0, intervals.of(dice.count()).max()));
      if (DieRisk.moreThanOneRoll(dice.die()) && count > 0) {
        addWorst(dice, count);
      } else {
        for (int i = 0; i < TILTS.length; i++) {
          logMoments[i] += TILTS[i] * count;
        }
      }
    }
  }

  /** Adds the worst that dice do, of all the sides that they may have. */
  private void addWorst(Dice dice, int count) {
    double[] worst = new double[TILTS.length];
    double worstChain = 0;
    for (Faces faces : possibleFaces(dice.faces())) {
      budget.charge(dice.die().unique() ? UNIQUE_COST * TILTS.length * count : 0);
      DieRisk risk = DieRisk.of(faces, dice.die(), budget);
      for (int i = 0; i < TILTS.length; i++) {
        worst[i] = Math.max(worst[i], risk.log(TILTS[i], count));
      }
      worstChain = Math.max(worstChain, risk.chain());
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
    if (highest - lowest > MAX_SIDES_CHECKED) {
      throw new BudgetExceededException("sides");
    }
    List<Faces> possible = new ArrayList<>();
    for (double known = lowest; known <= highest; known++) {
      possible.add(new Faces.Sides((int) known));
    }
    return possible;
  }
}
