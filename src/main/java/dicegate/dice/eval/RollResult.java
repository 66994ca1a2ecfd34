package dicegate.dice.eval;

import dicegate.dice.notation.DiceError;
import java.util.List;

/** What rolling a request comes to: results, or the player's error. */
public sealed interface RollResult {

  /**
   * The dice fell.
   *
   * @param rolls as many as the request repeats; a single one if it does not
   */
  record Rolled(List<Roll> rolls) implements RollResult {

    public Rolled {
      rolls = List.copyOf(rolls);
    }
  }

  /** There is no result: a limit, or a number to which no arithmetic applies. */
  record Refused(DiceError error) implements RollResult {}
}
