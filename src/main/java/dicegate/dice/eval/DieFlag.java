package dicegate.dice.eval;

/** The flags of a die: what happened to it. */
public enum DieFlag {
  /** It was rerolled. */
  REROLLED("r", 1 << 0),
  /** It added another die. */
  EXPLODED("!", 1 << 1),
  /** The dice that it added are included in its value. */
  COMPOUNDED("!!", 1 << 2),
  /** It was added by an explosion, and counts 1 less than it shows. */
  PENETRATED("p", 1 << 3),
  /** It was raised to the minimum. */
  RAISED("^", 1 << 4),
  /** It was lowered to the maximum. */
  LOWERED("v", 1 << 5),
  /** It met a success point. */
  SUCCESS("*", 1 << 6),
  /** It met a failure point. */
  FAILURE("_", 1 << 7),
  /** It met a critical success point, without effect on its value. */
  CRITICAL_SUCCESS("**", 1 << 8),
  /** It met a critical failure point, without effect on its value. */
  CRITICAL_FAILURE("__", 1 << 9),
  /** The next die is subtracted, or the other dice of which it is made up are. */
  IMPLODED("i", 1 << 10),
  /** It is subtracted, so its value is negative if it shows a positive face. */
  SUBTRACTED("s", 1 << 11),
  /** It is in a set of equal dice that is marked or counted. */
  MATCHED("m", 1 << 12);

  private final String symbol;
  private final int bit;

  DieFlag(String symbol, int bit) {
    this.symbol = symbol;
    this.bit = bit;
  }

  /** Returns the symbol that follows the die in the text of a roll. */
  public String symbol() {
    return symbol;
  }

  /** Returns the flag's own bit in the state of a die. */
  int bit() {
    return bit;
  }
}
