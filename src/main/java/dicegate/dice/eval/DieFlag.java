package dicegate.dice.eval;

/** Why a die counts as it does. */
public enum DieFlag {
  /** A face was thrown away and the die rolled again. */
  REROLLED("r", 1 << 0),
  /** It brought another die. */
  EXPLODED("!", 1 << 1),
  /** Further dice were folded into it. */
  COMPOUNDED("!!", 1 << 2),
  /** It was brought by an explosion, and counts 1 less than it shows. */
  PENETRATED("p", 1 << 3),
  /** It was below the least value. */
  RAISED("^", 1 << 4),
  /** It was above the greatest value. */
  LOWERED("v", 1 << 5),
  /** It met a success point. */
  SUCCESS("*", 1 << 6),
  /** It met a failure point. */
  FAILURE("_", 1 << 7),
  /** It met a critical success point; the value stays. */
  CRITICAL_SUCCESS("**", 1 << 8),
  /** It met a critical failure point; the value stays. */
  CRITICAL_FAILURE("__", 1 << 9);

  private final String symbol;
  private final int bit;

  DieFlag(String symbol, int bit) {
    this.symbol = symbol;
    this.bit = bit;
  }

  /** Returns what stands behind the die in a roll's text. */
  public String symbol() {
    return symbol;
  }

  int bit() {
    return bit;
  }
}
