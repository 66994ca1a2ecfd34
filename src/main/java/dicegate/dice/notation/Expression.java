package dicegate.dice.notation;

import dicegate.dice.DiceLimits;

/** What can be rolled, as parsed. */
public sealed interface Expression {

  /**
   * A pool of like dice, {@code NdF}.
   *
   * @param count the number of dice, 0 to {@link DiceLimits#MAX_DICE}
   * @param sides the sides of each, 1 to {@link DiceLimits#MAX_SIDES}
   */
  record Pool(int count, int sides) implements Expression {

    public Pool {
      if (count < 0 || count > DiceLimits.MAX_DICE) {
        throw new IllegalArgumentException("count out of range: " + count);
      }
      if (sides < 1 || sides > DiceLimits.MAX_SIDES) {
        throw new IllegalArgumentException("sides out of range: " + sides);
      }
    }
  }
}
