package dicegate.dice.odds;

import dicegate.dice.notation.DiceError;
import org.jspecify.annotations.Nullable;

/** The odds of an expression, by the method. */
public sealed interface OddsResult {

  /**
   * All outcomes with their exact weights. Long chains of explosions, with a probability below
   * 10<sup>-12</sup> for each pool, are reported as {@link Distribution#cut}.
   *
   * @param bounds the bounds of all outcomes; the minimum and maximum themselves unless chains were
   *     cut
   * @param check the odds of the check; null if there is none
   */
  record Exact(Distribution distribution, Bounds bounds, @Nullable CheckOdds check)
      implements OddsResult {}

  /**
   * A sample, since an exact answer would take too long.
   *
   * @param sample the empirical distribution; the weights are numbers of rolls
   * @param standardError the standard error of the sample mean: the true mean is within twice of it
   *     in 19 cases of 20. Infinite if it cannot be estimated, since all rolls had the same value
   * @param bounds the bounds of all outcomes
   * @param check the same rolls' checks; null if there is none
   */
  record Sampled(
      Distribution sample, double standardError, Bounds bounds, @Nullable CheckOdds check)
      implements OddsResult {}

  /**
   * Every roll is refused, or every roll of a sample was.
   *
   * @param error the error of one such roll
   */
  record Impossible(DiceError error) implements OddsResult {}
}
