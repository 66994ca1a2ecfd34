/**
 * The probability distribution of an expression's total.
 *
 * <p>{@link dicegate.dice.odds.Odds} is the entry point. It counts the ways to roll each total in
 * integers of any length, so that an exact answer has no rounding errors; probabilities are divided
 * only when requested. If that would take too long, the expression is rolled many times instead,
 * and the result says so. {@link dicegate.dice.odds.Bounds} is independent of this.
 *
 * <p>The work for one answer is counted and bounded, since anybody may send an expression: exact
 * odds by a budget of 30 million steps of about a nanosecond, 65,536 outcomes and 4 MiB of weights;
 * a sample by 10,000 rolls and 150,000 dice. Explosions are followed until less than
 * 10<sup>-12</sup> of a pool is left, which is reported. Always sampled are: unique dice that
 * explode or are rerolled once, a selection among dice that were selected before, a selection of
 * two or more members of a group if they are not whole, and expressions that exceed the limits of
 * the engine with a probability that is not negligible.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Kronecker_substitution">Kronecker substitution</a>
 * @see <a href="https://en.wikipedia.org/wiki/Formal_power_series#Powers">powers of series, by
 *     Miller's recurrence</a>
 */
@NullMarked
package dicegate.dice.odds;

import org.jspecify.annotations.NullMarked;
