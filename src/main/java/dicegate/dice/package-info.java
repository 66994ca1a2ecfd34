/**
 * The dice language: text to expression ({@link dicegate.dice.notation}) to roll ({@link
 * dicegate.dice.eval}), and the probability of each result ({@link dicegate.dice.odds}).
 *
 * <p>Needs no module but {@code java.base}. Every text of a player yields a value: a result, or an
 * error with its position. The time is bounded by {@link dicegate.dice.DiceLimits}.
 */
@NullMarked
package dicegate.dice;

import org.jspecify.annotations.NullMarked;
