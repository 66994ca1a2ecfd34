/**
 * What an expression comes to how often: the distribution of its total, without a roll.
 *
 * <p>{@link dicegate.dice.odds.Odds} is the way in. It counts the ways in which each total comes
 * about in whole numbers of any length, so that an exact answer has no rounding in it;
 * probabilities are divided out only when asked for. What would take too long is rolled many times
 * instead, and the answer says so. {@link dicegate.dice.odds.Bounds} stands by itself.
 *
 * <p>The work of one answer is counted and bounded, since the expression comes from anybody: exact
 * odds within a budget of 30 million steps of a nanosecond or so, with up to 65,536 outcomes and 4
 * MiB of weights; a sample within 10,000 rolls and 150,000 dice. Explosions are followed until less
 * than 10<sup>-12</sup> of a pool is left, and what is left is told. Sampled whatever the cost:
 * unique dice that explode or are rerolled once, a choice among dice that were chosen before, two
 * or more of the members of a group that are not whole, and what comes near the limits of the
 * engine with a probability that is not negligible.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Kronecker_substitution">Kronecker substitution</a>
 * @see <a href="https://en.wikipedia.org/wiki/Formal_power_series#Powers">powers of series, by
 *     Miller's recurrence</a>
 */
@NullMarked
package dicegate.dice.odds;

import org.jspecify.annotations.NullMarked;
