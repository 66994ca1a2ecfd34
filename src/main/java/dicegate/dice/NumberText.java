package dicegate.dice;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Numbers as players read them, without an exponent; also JSON's way to write them. Stateless.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-6">RFC 8259, section 6</a>
 */
public final class NumberText {

  /** As many digits as a double carries for sure, so that 0.1 + 0.2 reads 0.3. */
  private static final MathContext RESULT = new MathContext(15);

  private static final double LARGE = 1e14;

  private NumberText() {}

  /** Tells whether the number is whole, and small enough for that to mean something. */
  public static boolean isWhole(double number) {
    return number == Math.rint(number) && Math.abs(number) <= DiceLimits.MAX_NUMBER;
  }

  /** Returns a result, rounded to 15 digits if it is not whole. */
  public static String ofResult(double number) {
    // Where 15 digits would not even reach the fraction, no digit is left out.
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

  /** Returns the shortest text that reads back as just this number. */
  public static String exact(double number) {
    return isWhole(number) ? Long.toString((long) number) : plain(BigDecimal.valueOf(number));
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
