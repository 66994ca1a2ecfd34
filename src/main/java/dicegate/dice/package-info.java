/**
 * The dice language: text to expression ({@link dicegate.dice.notation}) to roll ({@link
 * dicegate.dice.eval}).
 *
 * <p>So far the language is {@code NdF}. Depends on {@code java.base} alone.
 */
@NullMarked
package dicegate.dice;

import org.jspecify.annotations.NullMarked;
