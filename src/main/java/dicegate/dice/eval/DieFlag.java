package dicegate.dice.eval;

/** The flags of a die: what happened to it. */
public enum DieFlag {
  /** It was rerolled. */
  REROLLED("r"),
  /** It added another die. */
  EXPLODED("!"),
  /** The dice that it added are included in its value. */
  COMPOUNDED("!!"),
  /** It was added by an explosion, and counts 1 less than it shows. */
  PENETRATED("p"),
  /** It was raised to the minimum. */
  RAISED("^"),
  /** It was lowered to the maximum. */
  LOWERED("v"),
  /** It met a success point. */
  SUCCESS("*"),
  /** It met a failure point. */
  FAILURE("_"),
  /** It met a critical success point, without effect on its value. */
  CRITICAL_SUCCESS("**"),
  /** It met a critical failure point, without effect on its value. */
  CRITICAL_FAILURE("__");

  private final String symbol;

  DieFlag(String symbol) {
    this.symbol = symbol;
  }

  /** Returns the symbol that follows the die in the text of a roll. */
  public String symbol() {
    return symbol;
  }

  int bit() {
    return 1 << ordinal();
  }
}
