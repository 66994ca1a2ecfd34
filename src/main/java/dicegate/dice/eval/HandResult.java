package dicegate.dice.eval;

import dicegate.dice.notation.DiceError;
import java.util.List;

/** The result of a request whose dice are entered by hand. */
public sealed interface HandResult {

  /**
   * All faces fit.
   *
   * @param rolls one for each repeat, or for each of the rolls of the request
   */
  record Rolled(List<Roll> rolls) implements HandResult {

    public Rolled {
      rolls = List.copyOf(rolls);
    }
  }

  /** There is no result: a face does not fit, or random dice would have none either. */
  record Refused(DiceError error) implements HandResult {}

  /** A face is missing. */
  record Wanted(DiceError error, WantedDie die) implements HandResult {}
}
