package dicegate.dice.eval;

import dicegate.dice.notation.Expression;
import java.util.List;

/**
 * The result of evaluating one expression.
 *
 * @param total its value
 * @param firstDie the index of its first die in the {@link RolledDice}
 * @param endDie the index after its last die
 * @param kept whether its group keeps it; true outside of groups
 * @param parts the outcomes of its parts, in the order written; empty for a group whose modifiers
 *     apply to its dice
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
   * Returns the index of the first die that belongs to no part; the count of a pool may have dice
   * too.
   */
  public int firstOwnDie() {
    return parts.isEmpty() ? firstDie : parts.get(parts.size() - 1).endDie();
  }

  Outcome dropped() {
    return new Outcome(expression, total, firstDie, endDie, false, parts);
  }
}
