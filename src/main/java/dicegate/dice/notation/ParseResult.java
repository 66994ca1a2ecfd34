package dicegate.dice.notation;

/** What parsing comes to: an expression, or the player's error. */
public sealed interface ParseResult {

  /** The text is a roll. */
  record Parsed(Expression expression) implements ParseResult {}

  /** The text is not a roll. */
  record NotARoll(NotationError error) implements ParseResult {}
}
