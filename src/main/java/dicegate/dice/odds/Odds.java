package dicegate.dice.odds;

import dicegate.dice.DieSource;
import dicegate.dice.notation.Expression;
import dicegate.dice.odds.OddsResult.Exact;
import java.util.Optional;

/**
 * The entry point: the odds of any expression.
 *
 * <p>An answer takes at most about a tenth of a second: the exact computation is bounded by {@link
 * CostBudget#BUDGET}, and so are the dice of a sample. Except for samples, the result is
 * deterministic. Stateless.
 */
public final class Odds {

  private Odds() {}

  /**
   * Returns the odds of an expression.
   *
   * @param sampler the dice of a sample, if the exact odds would take too long or every roll fails
   */
  public static OddsResult of(Expression expression, DieSource sampler) {
    Bounds bounds = Bounds.of(expression);
    Sampling sampling = new Sampling(expression, sampler);
    Distribution distribution = exact(expression).orElse(null);
    if (distribution == null) {
      return sampling.sample(bounds);
    }
    if (distribution.size() == 0) {
      return sampling.refusal().orElseGet(() -> sampling.sample(bounds));
    }
    boolean complete = distribution.cut().signum() == 0;
    return new Exact(
        distribution, complete ? new Bounds(distribution.min(), distribution.max()) : bounds);
  }

  private static Optional<Distribution> exact(Expression expression) {
    try {
      CostBudget budget = new CostBudget(CostBudget.BUDGET);
      if (LimitRisk.of(expression, budget) > TruncationRule.MAX_MASS) {
        return Optional.empty();
      }
      return Optional.of(new ExactOdds(budget).of(expression));
    } catch (BudgetExceededException exceeded) {
      return Optional.empty();
    }
  }
}
