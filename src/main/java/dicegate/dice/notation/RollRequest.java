package dicegate.dice.notation;

import dicegate.dice.DiceLimits;
import java.util.Objects;

/**
 * What one text asks for.
 *
 * @param repeats how many results apart from each other are wanted, 1 to {@link
 *     DiceLimits#MAX_REPEATS}; {@link #NOT_REPEATED} for a single result
 * @param expression what to roll
 * @param comment what stood behind the {@code #}, stripped; empty if there was nothing
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

  /** Tells whether several results are wanted, even if it is several of one. */
  public boolean repeated() {
    return repeats != NOT_REPEATED;
  }

  /** Tells whether this is {@code NdF} and nothing more, which is all the original could roll. */
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
