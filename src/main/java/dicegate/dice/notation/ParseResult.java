package dicegate.dice.notation;

import java.util.List;

/** The result of parsing: a request, or the player's error. */
public sealed interface ParseResult {

  /**
   * The text is a roll.
   *
   * @param shorthands the shorthand of each of the rolls, as typed; empty for a roll without one
   */
  record Parsed(RollRequest request, List<String> shorthands) implements ParseResult {

    public Parsed {
      shorthands = List.copyOf(shorthands);
    }

    /** Returns the shorthand of a roll; empty if it has none. */
    public String shorthand(int roll) {
      return roll < shorthands.size() ? shorthands.get(roll) : "";
    }
  }

  /** The text is not a roll. */
  record NotARoll(DiceError error) implements ParseResult {}
}
