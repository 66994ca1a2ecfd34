/** Expression to roll: every face drawn from a {@link dicegate.dice.DieSource}. */
@NullMarked
package dicegate.dice.eval;

import org.jspecify.annotations.NullMarked;
