package dicegate.dice.notation;

import dicegate.dice.DiceLimits;
import java.util.List;
import java.util.Objects;

/**
 * A parsed request.
 *
 * @param repeats the number of separate results, 1 to {@link DiceLimits#MAX_REPEATS}; {@link
 *     #NOT_REPEATED} for a single result of each roll
 * @param rolls what to roll, one to {@link DiceLimits#MAX_RESULTS}; exactly one if it repeats
 * @param comment the text after the {@code #}, stripped; empty if there is none
 */
public record RollRequest(int repeats, List<RequestedRoll> rolls, String comment) {

  /** No {@code N#} in front. */
  public static final int NOT_REPEATED = 0;

  public RollRequest {
    rolls = List.copyOf(rolls);
    Objects.requireNonNull(comment);
    if (repeats < 0 || repeats > DiceLimits.MAX_REPEATS) {
      throw new IllegalArgumentException("repeats out of range: " + repeats);
    }
    boolean tooMany = rolls.size() > DiceLimits.MAX_RESULTS;
    if (rolls.isEmpty() || tooMany || (repeats != NOT_REPEATED && rolls.size() > 1)) {
      throw new IllegalArgumentException("rolls out of range: " + rolls.size());
    }
  }

  /** Returns the request to roll an expression once. */
  public static RollRequest of(Expression expression) {
    return new RollRequest(NOT_REPEATED, List.of(RequestedRoll.of(expression)), "");
  }

  /** Returns the same request without its comment. */
  public RollRequest withoutComment() {
    return new RollRequest(repeats, rolls, "");
  }

  /** Returns the first of the rolls, which is usually the only one. */
  public RequestedRoll first() {
    return rolls.get(0);
  }

  /** Tells whether the one roll is repeated, even if it is rolled once. */
  public boolean repeated() {
    return repeats != NOT_REPEATED;
  }

  /**
   * Tells whether a list of results is requested, even if it is a list of one: by repeats, by
   * several rolls, or by a roll with a label of its own.
   */
  public boolean listed() {
    return repeated() || rolls.size() > 1 || !first().label().isEmpty();
  }

  /** Tells whether this is {@code NdF} alone, which is all that the original engine can roll. */
  public boolean plainDice() {
    return !listed()
        && comment.isEmpty()
        && first().check() == null
        && first().expression() instanceof Expression.Dice dice
        && dice.count() instanceof Expression.Constant
        && dice.faces() instanceof Faces.Sides
        && !dice.die().present()
        && !dice.pool().present();
  }
}
