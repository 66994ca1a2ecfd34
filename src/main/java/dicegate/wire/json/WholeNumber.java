package dicegate.wire.json;

import jakarta.json.JsonNumber;
import java.math.BigDecimal;

/**
 * Checks of numbers in JSON (RFC 8259), which may have any size, a fraction and an exponent. A
 * conversion that is not exact would take one number for another: 2<sup>64</sup> + 2 for 2.
 */
final class WholeNumber {

  /** The most characters of an id that is a number: a long has at most so many. */
  static final int MAX_ID_CHARS = 20;

  private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal MIN_INT = BigDecimal.valueOf(Integer.MIN_VALUE);
  private static final BigDecimal MAX_INT = BigDecimal.valueOf(Integer.MAX_VALUE);

  private WholeNumber() {}

  /** Returns whether it is written without fraction and exponent, and fits in a long. */
  static boolean isLong(JsonNumber number) {
    return number.isIntegral() && isWithin(number, MIN_LONG, MAX_LONG);
  }

  /** Returns whether it is written without fraction and exponent, and fits in an int. */
  static boolean isInt(JsonNumber number) {
    return number.isIntegral() && isWithin(number, MIN_INT, MAX_INT);
  }

  /** Returns whether it is written without fraction and exponent, and has few characters. */
  static boolean isShort(JsonNumber number) {
    return number.isIntegral() && number.toString().length() <= MAX_ID_CHARS;
  }

  private static boolean isWithin(JsonNumber number, BigDecimal min, BigDecimal max) {
    BigDecimal value = number.bigDecimalValue();
    return value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
  }
}
