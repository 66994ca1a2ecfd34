package dicegate.dice.eval;

import dicegate.dice.notation.Expression;
import dicegate.dice.notation.Expression.Dice;
import dicegate.dice.notation.Expression.Group;
import dicegate.dice.notation.PoolModifiers.Matching;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of kept dice of one pool with the same value.
 *
 * @param width the number of its dice, 2 or more
 * @param height their value
 */
public record DiceSet(int width, long height) {

  private static final Comparator<DiceSet> WIDEST_FIRST =
      Comparator.comparingInt(DiceSet::width).thenComparingLong(DiceSet::height).reversed();

  /**
   * Returns the sets of all pools that are matched, the widest first, of equal ones the highest;
   * null if none is matched. A pool in a dropped member of a group has none.
   */
  public static @Nullable List<DiceSet> of(Roll roll) {
    List<DiceSet> sets = add(roll.outcome(), roll.dice(), null);
    if (sets != null) {
      sets.sort(WIDEST_FIRST);
    }
    return sets;
  }

  private static @Nullable List<DiceSet> add(
      Outcome outcome, RolledDice dice, @Nullable List<DiceSet> before) {
    List<DiceSet> sets = before;
    if (matching(outcome.expression()).present()) {
      sets = sets == null ? new ArrayList<>() : sets;
      addOwn(outcome, dice, sets);
    }
    List<Outcome> parts = outcome.parts();
    for (int i = 0; i < parts.size(); i++) {
      sets = add(parts.get(i), dice, sets);
    }
    return sets;
  }

  private static Matching matching(Expression expression) {
    if (expression instanceof Dice dice) {
      return dice.pool().matching();
    }
    return expression instanceof Group group ? group.pool().matching() : Matching.NONE;
  }

  private static void addOwn(Outcome pool, RolledDice dice, List<DiceSet> sets) {
    long[] kept = new long[pool.endDie() - pool.firstOwnDie()];
    int size = 0;
    for (int die = pool.firstOwnDie(); die < pool.endDie(); die++) {
      if (dice.kept(die)) {
        kept[size++] = dice.number(die);
      }
    }
    Arrays.sort(kept, 0, size);
    int next = 0;
    while (next < size) {
      int first = next;
      while (next < size && kept[next] == kept[first]) {
        next++;
      }
      if (next - first >= Matching.PAIR) {
        sets.add(new DiceSet(next - first, kept[first]));
      }
    }
  }
}
