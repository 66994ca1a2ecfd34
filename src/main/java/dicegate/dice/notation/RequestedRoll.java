package dicegate.dice.notation;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One of the rolls of a request.
 *
 * @param label its name among the others; empty if it has none
 * @param expression the expression to roll
 * @param check the comparison of the total with a target; null if there is none
 */
public record RequestedRoll(String label, Expression expression, @Nullable Check check) {

  public RequestedRoll {
    Objects.requireNonNull(label);
    Objects.requireNonNull(expression);
  }

  /** Returns all that is rolled: the expression and, if there is one, the target. */
  public List<Expression> expressions() {
    return check == null ? List.of(expression) : List.of(expression, check.target());
  }

  /** Returns the roll of an expression, without label and check. */
  public static RequestedRoll of(Expression expression) {
    return new RequestedRoll("", expression, null);
  }
}
