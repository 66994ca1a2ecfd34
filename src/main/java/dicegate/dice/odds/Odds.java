package dicegate.dice.odds;

import dicegate.dice.DieSource;
import dicegate.dice.notation.Check;
import dicegate.dice.notation.Expression;
import dicegate.dice.notation.RequestedRoll;
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
    return of(RequestedRoll.of(expression), sampler);
  }

  /** Returns the odds of a roll and of its check. */
  public static OddsResult of(RequestedRoll roll, DieSource sampler) {
    return of(roll, sampler, 1);
  }

  /**
   * Returns the odds of one of several rolls whose answers share the time of one, and of its check.
   * If those of the check would take too long, both are sampled, by the same throws.
   *
   * @param sampler the dice of a sample, if the exact odds would take too long or every roll fails
   * @param rolls how many they are, 1 or more
   */
  public static OddsResult of(RequestedRoll roll, DieSource sampler, int rolls) {
    Bounds bounds = Bounds.of(roll.expression());
    Sampling sampling = new Sampling(roll, sampler, rolls);
    Exact exact = exact(roll, bounds, rolls).orElse(null);
    if (exact == null) {
      return sampling.sample(bounds);
    }
    CheckOdds check = exact.check();
    if (exact.distribution().size() == 0 || (check != null && check.margins().size() == 0)) {
      return sampling.refusal().orElseGet(() -> sampling.sample(bounds));
    }
    return exact;
  }

  private static Optional<Exact> exact(RequestedRoll roll, Bounds bounds, int rolls) {
    try {
      CostBudget budget = new CostBudget(CostBudget.BUDGET / rolls);
      Check check = roll.check();
      if (LimitRisk.of(roll.expressions(), budget) > TruncationRule.MAX_MASS) {
        return Optional.empty();
      }
      ExactOdds odds = new ExactOdds(budget);
      Distribution totals = odds.of(roll.expression());
      boolean complete = totals.cut().signum() == 0 && totals.size() > 0;
      return Optional.of(
          new Exact(
              totals,
              complete ? new Bounds(totals.min(), totals.max()) : bounds,
              check == null ? null : new ExactCheck(odds, budget).of(roll, check, totals)));
    } catch (BudgetExceededException exceeded) {
      return Optional.empty();
    }
  }
}
