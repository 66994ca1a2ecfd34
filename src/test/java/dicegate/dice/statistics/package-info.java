/**
 * Statistical tests: the frequencies of rolls against their exact odds.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Pearson%27s_chi-squared_test">Pearson's chi-squared
 *     test</a>
 */
@NullMarked
package dicegate.dice.statistics;

import org.jspecify.annotations.NullMarked;
