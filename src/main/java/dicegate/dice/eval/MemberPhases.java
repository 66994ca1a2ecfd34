package dicegate.dice.eval;

import dicegate.dice.notation.DiceRules;
import dicegate.dice.notation.PoolModifiers;
import dicegate.dice.notation.PoolModifiers.Count;
import dicegate.dice.notation.Span;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The phases of a group after its members are rolled. Stateless. */
final class MemberPhases {

  private MemberPhases() {}

  /** Replaces each member that is not kept by a copy marked as dropped. */
  static void select(PoolModifiers pool, List<Outcome> members) {
    if (pool.selections().isEmpty()) {
      return;
    }
    int[] ascending =
        IntStream.range(0, members.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> members.get(i).total()))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int position = 0; position < ascending.length; position++) {
      if (!pool.keeps(position, ascending.length)) {
        members.set(ascending[position], members.get(ascending[position]).dropped());
      }
    }
  }

  /** Returns the sum of the kept members' totals, or of their scores if successes are counted. */
  static double total(Count count, List<Outcome> members, Span span) {
    double total = 0;
    for (Outcome member : members) {
      if (member.kept()) {
        double value = member.total();
        total = DiceRules.number(total + (count.present() ? count.score(value) : value), span);
      }
    }
    return total;
  }
}
