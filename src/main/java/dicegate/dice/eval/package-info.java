/**
 * Expression to roll: every face drawn from a {@link dicegate.dice.DieSource}.
 *
 * <p>The phases are fixed, whatever order was typed:
 *
 * <ol>
 *   <li>roll;
 *   <li>reroll: {@code r} until no face matches, {@code ro} once;
 *   <li>explode on the settled face; each new die goes through 2 and 3 again. {@code !!} folds the
 *       chain into one die; {@code p} takes 1 off every added die, whose raw face decides the next
 *       explosion;
 *   <li>clamp;
 *   <li>keep and drop: every clause marks positions of the same sorted pool, and who is dropped by
 *       none stays. By position, so ties never change how many stay;
 *   <li>count: a value becomes the number of success points it meets, less 1 at a failure point;
 *   <li>marks and order of display.
 * </ol>
 *
 * <p>Of a group of several members the totals go through 5 and 6; of a single member with modifiers
 * all dice do, as one pool. Numbers are doubles, so whole ones are exact up to {@link
 * dicegate.dice.DiceLimits#MAX_NUMBER}; beyond is an error.
 */
@NullMarked
package dicegate.dice.eval;

import org.jspecify.annotations.NullMarked;
