/**
 * Rolling of expressions, with faces from a {@link dicegate.dice.DieSource}.
 *
 * <p>The phases are fixed, whatever order was typed:
 *
 * <ol>
 *   <li>roll;
 *   <li>reroll: {@code r} until no face matches, {@code ro} once;
 *   <li>explode on the final face; each added die goes through 2 and 3 again. {@code !!} sums up
 *       the chain in one die; {@code p} subtracts 1 from every added die, whose face before that
 *       decides the next explosion;
 *   <li>clamp;
 *   <li>keep and drop: every clause selects positions of the same sorted pool, and a die is kept if
 *       no clause drops it. Clauses go by position, so ties never change the number of kept dice;
 *   <li>count: a value is replaced by the number of success points it meets, less 1 at a failure
 *       point;
 *   <li>flag critical values and order the display.
 * </ol>
 *
 * <p>In a group of several members, phases 5 and 6 apply to their totals; in a group of one member
 * with modifiers, to all its dice as one pool. Numbers are doubles, so whole ones are exact up to
 * {@link dicegate.dice.DiceLimits#MAX_NUMBER}; larger ones are an error.
 */
@NullMarked
package dicegate.dice.eval;

import org.jspecify.annotations.NullMarked;
