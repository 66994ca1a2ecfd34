package dicegate.dice;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Numbers in decimal notation without an exponent, for players and for JSON. Stateless.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-6">RFC 8259, section 6</a>
 */
public final class NumberText {

  /** The digits that every double represents exactly, so that 0.1 + 0.2 is printed as 0.3. */
  private static final MathContext RESULT = new MathContext(15);

  private static final double LARGE = 1e14;

  private NumberText() {}

  /** Tells whether the number is whole and within {@link DiceLimits#MAX_NUMBER}. */
  public static boolean isWhole(double number) {
    return number == Math.rint(number) && Math.abs(number) <= DiceLimits.MAX_NUMBER;
  }

  /** Returns a result, rounded to 15 digits if it is not whole. */
  public static String ofResult(double number) {
    // Rounding such a number to 15 digits could change its whole part.
    return isWhole(number) || Math.abs(number) >= LARGE
        ? exact(number)
        : plain(new BigDecimal(number).round(RESULT));
  }

  /** Writes a result as {@link #ofResult} returns it. */
  public static void writeResult(double number, TextSink out) {
    if (isWhole(number)) {
      out.number((long) number);
    } else {
      out.text(ofResult(number));
    }
  }

  /** Returns the shortest text that parses to exactly this number. */
  public static String exact(double number) {
    return isWhole(number) ? Long.toString((long) number) : plain(BigDecimal.valueOf(number));
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
