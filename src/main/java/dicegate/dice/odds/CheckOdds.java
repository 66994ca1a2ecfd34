package dicegate.dice.odds;

import dicegate.dice.eval.Verdict;
import dicegate.dice.notation.Check;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The odds of a check. Each distribution has the weight of all rolls as its total, and those rolls
 * as failed in which the total or the target is an error.
 *
 * @param margins the margins, as in {@link Verdict#margin}
 * @param steps the whole steps; null if the rule has none
 * @param ranks the ranks of the degrees; null if the rule has none
 */
public record CheckOdds(
    Check check, Distribution margins, @Nullable Distribution steps, @Nullable Distribution ranks) {

  /** Returns the probability of a success, 0 to 1. */
  public double successProbability() {
    return Fraction.quotient(successWeight(), decisive().total());
  }

  /** Returns the probability of a success as a fraction of the rolls that were counted. */
  public Fraction success() {
    return new Fraction(successWeight(), decisive().total());
  }

  /** Returns the distribution that says which rolls succeed. */
  private Distribution decisive() {
    return ranks == null ? margins : ranks;
  }

  private BigInteger successWeight() {
    Distribution decisive = decisive();
    BigInteger weight = BigInteger.ZERO;
    for (int i = 0; i < decisive.size(); i++) {
      boolean success =
          ranks == null
              ? Verdict.succeeds(check.comparison(), decisive.outcome(i))
              : decisive.outcome(i) > 0;
      weight = success ? weight.add(decisive.weight(i)) : weight;
    }
    return weight;
  }
}
