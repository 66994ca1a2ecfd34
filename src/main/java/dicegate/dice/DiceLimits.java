package dicegate.dice;

/** The limits of one request. Exceeding one is an error that names it; nothing is cut to fit. */
public final class DiceLimits {

  /** The longest text, in UTF-16 units, as typed and as printed in canonical form. */
  public static final int MAX_TEXT_CHARS = 1_000;

  /** The deepest nesting of brackets, functions and powers. */
  public static final int MAX_NESTING = 64;

  /** The most dice in one request; each reroll and each explosion counts as one more. */
  public static final int MAX_DICE = 10_000;

  /** The most dice that one die may add by exploding. */
  public static final int MAX_CHAIN = 1_000;

  /** The most sides of one die. */
  public static final int MAX_SIDES = 1_000_000_000;

  /** The most bonus or penalty dice of a d100. */
  public static final int MAX_MORE_TENS = 10;

  /** The most numbers and ranges between the brackets of one kind of dice with faces of its own. */
  public static final int MAX_FACES_LISTED = 100;

  /** The most different symbols of one request. */
  public static final int MAX_SYMBOLS = 20;

  /** The longest name of a symbol, in characters. */
  public static final int MAX_SYMBOL_CHARS = 20;

  /** The largest magnitude of how often a face has a symbol. */
  public static final int MAX_SYMBOL_FACTOR = 100;

  /** The largest magnitude of a face of such dice. */
  public static final int MAX_FACE = 1_000_000_000;

  /** The most repeats of one request. */
  public static final int MAX_REPEATS = 100;

  /** The most different results of one request, {@code 1d20+6;2d8+5}. */
  public static final int MAX_RESULTS = 10;

  /** The largest magnitude of a number: a double holds whole numbers exactly up to here. */
  public static final long MAX_NUMBER = (1L << 53) - 1;

  private DiceLimits() {}
}
