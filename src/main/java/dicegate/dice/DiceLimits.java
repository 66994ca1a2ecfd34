package dicegate.dice;

/** The limits of one request. What passes one is an error that names it, never cut to fit. */
public final class DiceLimits {

  /** The longest text, in UTF-16 units. */
  public static final int MAX_TEXT_CHARS = 1_000;

  /** The most dice in one request. */
  public static final int MAX_DICE = 10_000;

  /** The most sides of one die. */
  public static final int MAX_SIDES = 1_000_000_000;

  private DiceLimits() {}
}
