package dicegate.dice.notation;

/** The result of parsing: a request, or the player's error. */
public sealed interface ParseResult {

  /** The text is a roll. */
  record Parsed(RollRequest request) implements ParseResult {}

  /** The text is not a roll. */
  record NotARoll(DiceError error) implements ParseResult {}
}
