package dicegate.dice.eval;

import dicegate.dice.notation.DiceError;
import java.util.List;

/** The result of rolling a request: rolls, or the player's error. */
public sealed interface RollResult {

  /**
   * The request was rolled.
   *
   * @param rolls one for each repeat, or for each of the rolls of the request
   */
  record Rolled(List<Roll> rolls) implements RollResult {

    public Rolled {
      rolls = List.copyOf(rolls);
    }
  }

  /** There is no result: a limit was exceeded, or arithmetic has no valid result. */
  record Refused(DiceError error) implements RollResult {}
}
