/**
 * The dice language: text to expression ({@link dicegate.dice.notation}) to roll ({@link
 * dicegate.dice.eval}), and how likely each result is ({@link dicegate.dice.odds}).
 *
 * <p>Depends on {@code java.base} alone. Whatever a player types comes to a value, a result or an
 * error with its place, in time bounded by {@link dicegate.dice.DiceLimits}.
 */
@NullMarked
package dicegate.dice;

import org.jspecify.annotations.NullMarked;
