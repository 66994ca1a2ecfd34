/**
 * Rolling of expressions, with faces from a {@link dicegate.dice.DieSource}.
 *
 * <p>Before its dice are rolled, the number of dice of a pool is evaluated, then the sides, then
 * the computed numbers of its modifiers in the order of {@link
 * dicegate.dice.notation.ComputedNumbers}, each once; before the members of a group, those of its
 * modifiers.
 *
 * <p>The order in which faces are drawn is part of the contract with engines in other languages,
 * since dice that follow from a seed are the same everywhere ({@code src/docs/verify.md}): it never
 * changes, and nothing but dice draws.
 *
 * <p>The phases are fixed, whatever order was typed:
 *
 * <ol>
 *   <li>roll;
 *   <li>reroll: {@code r} until no face matches, {@code ro} once;
 *   <li>explode on the final face; each added die goes through 2 and 3 again. {@code !!} sums up
 *       the chain in one die; {@code p} subtracts 1 from every added die, whose face before that
 *       decides the next explosion. With {@code o} one die adds one other at most, with {@code tN}
 *       {@code N};
 *   <li>implode: if a die that is not added does not explode and its face matches, one more die is
 *       rolled, which goes through 2 and is subtracted. It is the first link of the die's chain, so
 *       it may explode within the same limit, and what it adds is subtracted too; it does not
 *       implode. The subtracted dice of {@code !} are dice of their own with a negative value;
 *       {@code !!} includes them in its sum;
 *   <li>clamp; of a die that is subtracted, before it is;
 *   <li>keep and drop: every clause selects positions of the same sorted pool, and a die is kept if
 *       no clause drops it. Clauses go by position, so ties never change the number of kept dice;
 *   <li>count: a value is replaced by the number of success points it meets, less 1 at a failure
 *       point;
 *   <li>match: kept dice with the same value, after 5, are a set. {@code m} marks the dice of sets
 *       of two or more; with {@code mt} the total is the number of sets of at least so many dice,
 *       with {@code mw} the width of the widest, with {@code mh} its value, the highest of equally
 *       wide ones. Here a single die has a width of 1; without dice both are 0;
 *   <li>flag critical values and order the display.
 * </ol>
 *
 * <p>Then the target of a check is rolled in the same way, with dice from the same budget, and the
 * total is compared with it: {@link dicegate.dice.eval.Verdict}.
 *
 * <p>The symbols on the kept dice are added up apart from the numbers, with the sign of the term
 * that the dice are in; dice with symbols have no phases but 1, 6 and the order of display.
 *
 * <p>In a group of several members, phases 6 and 7 apply to their totals, which are not matched; in
 * a group of one member with modifiers, to all its dice as one pool. Numbers are doubles, so whole
 * ones are exact up to {@link dicegate.dice.DiceLimits#MAX_NUMBER}; larger ones are an error.
 */
@NullMarked
package dicegate.dice.eval;

import org.jspecify.annotations.NullMarked;
