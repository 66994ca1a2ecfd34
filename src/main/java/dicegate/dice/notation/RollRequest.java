package dicegate.dice.notation;

import dicegate.dice.DiceLimits;
import java.util.Objects;

/**
 * A parsed request.
 *
 * @param repeats the number of separate results, 1 to {@link DiceLimits#MAX_REPEATS}; {@link
 *     #NOT_REPEATED} for a single result
 * @param expression the expression to roll
 * @param comment the text after the {@code #}, stripped; empty if there is none
 */
public record RollRequest(int repeats, Expression expression, String comment) {

  /** No {@code N#} in front. */
  public static final int NOT_REPEATED = 0;

  public RollRequest {
    Objects.requireNonNull(expression);
    Objects.requireNonNull(comment);
    if (repeats < 0 || repeats > DiceLimits.MAX_REPEATS) {
      throw new IllegalArgumentException("repeats out of range: " + repeats);
    }
  }

  /** Tells whether a list of results is requested, even if it is a list of one. */
  public boolean repeated() {
    return repeats != NOT_REPEATED;
  }

  /** Tells whether this is {@code NdF} alone, which is all that the original engine can roll. */
  public boolean plainDice() {
    return !repeated()
        && comment.isEmpty()
        && expression instanceof Expression.Dice dice
        && dice.count() instanceof Expression.Constant
        && dice.faces() instanceof Faces.Sides
        && dice.die().equals(DieModifiers.NONE)
        && dice.pool().equals(PoolModifiers.NONE);
  }
}
