package dicegate.dice.odds;

import dicegate.dice.eval.Verdict;
import dicegate.dice.notation.Check;
import dicegate.dice.notation.Check.NamedRule;
import dicegate.dice.notation.Check.Steps;
import dicegate.dice.notation.Expression;
import dicegate.dice.notation.Expression.Dice;
import dicegate.dice.notation.NaturalDie;
import dicegate.dice.notation.RequestedRoll;
import org.jspecify.annotations.Nullable;

/**
 * The exact odds of a check, from those of the total and of the target, which are independent.
 * Throws a {@link BudgetExceededException} if they exceed the budget. Confined to one thread.
 */
final class ExactCheck {

  private final ExactOdds odds;
  private final CostBudget budget;

  ExactCheck(ExactOdds odds, CostBudget budget) {
    this.odds = odds;
    this.budget = budget;
  }

  /**
   * Returns the odds.
   *
   * @param totals the odds of the expression
   */
  CheckOdds of(RequestedRoll roll, Check check, Distribution totals) {
    Distribution targets = odds.of(check.target());
    Distribution margins = margins(check, totals, targets);
    return switch (check.rule()) {
      case Steps steps -> new CheckOdds(check, margins, steps(check, margins, steps), null);
      case NamedRule named ->
          new CheckOdds(check, margins, null, ranks(named, roll, check, totals, targets));
    };
  }

  private Distribution margins(Check check, Distribution totals, Distribution targets) {
    return Verdict.isUnder(check.comparison())
        ? Convolution.sum(targets, Combination.negated(totals), budget)
        : Convolution.sum(totals, Combination.negated(targets), budget);
  }

  private Distribution steps(Check check, Distribution margins, Steps steps) {
    return Combination.map(
        margins, margin -> Verdict.steps(check.comparison(), margin, steps.size()), budget);
  }

  private @Nullable Distribution ranks(
      NamedRule rule, RequestedRoll roll, Check check, Distribution totals, Distribution targets) {
    return switch (rule) {
      case PLAIN -> null;
      case COC -> Combination.pairs(totals, targets, Verdict::cocRank, budget);
      case PF2 -> pf2Ranks(roll.expression(), check, targets);
    };
  }

  /** Returns the mixture of the odds for each face of the natural die. */
  private Distribution pf2Ranks(Expression expression, Check check, Distribution targets) {
    Dice die = NaturalDie.of(expression);
    if (die == null) {
      throw new IllegalArgumentException("no natural die in " + expression);
    }
    Distribution faces = odds.of(die);
    Mixture mixture = new Mixture(faces, Distribution.certain(0), budget);
    for (int i = 0; i < faces.size(); i++) {
      double natural = faces.outcome(i);
      Distribution totals = new ExactOdds(budget, die, natural).of(expression);
      mixture.add(
          i,
          0,
          Combination.map(
              margins(check, totals, targets), margin -> Verdict.pf2Rank(margin, natural), budget));
    }
    return mixture.distribution();
  }
}
