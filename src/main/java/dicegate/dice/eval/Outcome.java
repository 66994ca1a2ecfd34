package dicegate.dice.eval;

import dicegate.dice.notation.Expression;
import java.util.List;

/**
 * What one expression came to.
 *
 * @param total its number
 * @param firstDie the index of its first die in the {@link RolledDice}
 * @param endDie the index after its last die
 * @param kept whether its group counts it; true outside of groups
 * @param parts what the expressions in it came to, in the order written; none for those of a group
 *     whose modifiers see its dice
 */
public record Outcome(
    Expression expression,
    double total,
    int firstDie,
    int endDie,
    boolean kept,
    List<Outcome> parts) {

  public Outcome {
    parts = List.copyOf(parts);
  }

  /**
   * Returns the index of the first die that is no part's; the count of a pool may have dice too.
   */
  public int firstOwnDie() {
    return parts.isEmpty() ? firstDie : parts.get(parts.size() - 1).endDie();
  }

  Outcome dropped() {
    return new Outcome(expression, total, firstDie, endDie, false, parts);
  }
}
