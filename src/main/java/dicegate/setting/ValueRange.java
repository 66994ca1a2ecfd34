package dicegate.setting;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.function.Function;

/**
 * The allowed values of a setting.
 *
 * @param <T> the type of the values
 * @param text the range as the documents show it, without markup; empty if the unit says it all
 * @param parser reads a value; throws an IllegalArgumentException that says what is allowed
 */
public record ValueRange<T>(String text, Function<String, T> parser) {

  /** Returns the whole numbers from {@code min} to {@code max}, both included. */
  public static ValueRange<Integer> wholeNumbers(int min, int max) {
    return new ValueRange<>(min + " to " + max, text -> wholeNumber(text, min, max));
  }

  /** Returns the ISO 8601 durations from {@code min} to {@code max}, both included. */
  public static ValueRange<Duration> durations(Duration min, Duration max) {
    return new ValueRange<>(min + " to " + max, text -> duration(text, min, max));
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException if the text is not an allowed value; the message says what is
   */
  public T parse(String value) {
    return parser.apply(value);
  }

  private static int wholeNumber(String text, int min, int max) {
    String expected = "expected a whole number from %d to %d, not \"%s\"".formatted(min, max, text);
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(expected, e);
    }
    throw new IllegalArgumentException(expected);
  }

  private static Duration duration(String text, Duration min, Duration max) {
    String expected =
        "expected an ISO 8601 duration from %s to %s, such as PT2S, not \"%s\""
            .formatted(min, max, text);
    try {
      Duration value = Duration.parse(text);
      if (value.compareTo(min) >= 0 && value.compareTo(max) <= 0) {
        return value;
      }
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(expected, e);
    }
    throw new IllegalArgumentException(expected);
  }
}
