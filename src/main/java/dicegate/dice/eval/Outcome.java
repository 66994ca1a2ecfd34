package dicegate.dice.eval;

import dicegate.dice.notation.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of evaluating one expression.
 *
 * @param total its value
 * @param firstDie the index of its first die in the {@link RolledDice}
 * @param endDie the index after its last die
 * @param kept whether its group keeps it; true outside of groups
 * @param parts the outcomes of its parts, in the order of {@link Expression#part}; for a group
 *     whose modifiers apply to its dice, only the computed numbers of these modifiers
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
   * Returns the index of the first die that belongs to no part; its count and the numbers of its
   * modifiers may have dice too.
   */
  public int firstOwnDie() {
    return parts.isEmpty() ? firstDie : parts.get(parts.size() - 1).endDie();
  }

  /** Returns the outcome of a part, or of a part's part; null if it has none of its own. */
  @Nullable Outcome of(Expression part) {
    if (expression == part) {
      return this;
    }
    for (Outcome each : parts) {
      Outcome found = each.of(part);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  Outcome dropped() {
    return new Outcome(expression, total, firstDie, endDie, false, parts);
  }
}
