/**
 * Text to expression and back.
 *
 * <p>The grammar is the first piece of the dice language: {@code NdF}. What a player gets wrong is
 * a value, {@link dicegate.dice.notation.NotationError}, with its place in the text.
 */
@NullMarked
package dicegate.dice.notation;

import org.jspecify.annotations.NullMarked;
