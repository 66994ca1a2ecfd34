package dicegate.dice.odds;

import dicegate.dice.notation.DiceError;

/** The odds of an expression, by how they were found. */
public sealed interface OddsResult {

  /**
   * All outcomes with their exact weights. Where dice explode, chains that go on for so long that
   * all of them together are less likely than one in 10<sup>12</sup> for each pool are told as
   * {@link Distribution#cut}.
   *
   * @param bounds between which every outcome lies; the least and the greatest outcome themselves
   *     unless something was cut
   */
  record Exact(Distribution distribution, Bounds bounds) implements OddsResult {}

  /**
   * An exact answer would take too long, so the expression was rolled many times.
   *
   * @param sample what came out; the weights are numbers of rolls
   * @param standardError of the mean of the sample: the true mean lies within twice as much in 19
   *     cases of 20. Infinite if the sample does not tell, since all of its rolls came to the same
   * @param bounds between which every outcome lies
   */
  record Sampled(Distribution sample, double standardError, Bounds bounds) implements OddsResult {}

  /**
   * Every roll is refused, or every single one of a sample was.
   *
   * @param error of one such roll
   */
  record Impossible(DiceError error) implements OddsResult {}
}
