/**
 * Whether the dice fall as often as they should: rolls against the odds that were reckoned without
 * a roll.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Pearson%27s_chi-squared_test">Pearson's chi-squared
 *     test</a>
 */
@NullMarked
package dicegate.dice.statistics;

import org.jspecify.annotations.NullMarked;
