package dicegate.harness;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * An option of a {@link Program}: {@code --name value}, or {@code --name=value}.
 *
 * @param name without the dashes
 * @param ifAbsent the default, as it would be written
 * @param meaning its effect, with unit and range
 * @param parser returns the value of a text, or throws an {@link IllegalArgumentException}
 */
public record Option<T>(
    String name, String ifAbsent, String meaning, Function<String, ? extends T> parser) {

  /** Returns an option that takes a whole number. */
  public static Option<Integer> number(
      String name, int least, int ifAbsent, int most, String meaning) {
    return new Option<>(
        name,
        String.valueOf(ifAbsent),
        "%s (%d to %d)".formatted(meaning, least, most),
        text -> inRange(Integer.valueOf(text), least, most));
  }

  /** Returns an option that takes a number of whole seconds. */
  public static Option<Duration> seconds(
      String name, int least, int ifAbsent, int most, String meaning) {
    return new Option<>(
        name,
        String.valueOf(ifAbsent),
        "%s, in seconds (%d to %d)".formatted(meaning, least, most),
        text -> Duration.ofSeconds(inRange(Integer.valueOf(text), least, most)));
  }

  /** Returns an option that takes {@code true} or {@code false}. */
  public static Option<Boolean> flag(String name, boolean ifAbsent, String meaning) {
    return new Option<>(
        name, String.valueOf(ifAbsent), meaning + " (true or false)", Option::truth);
  }

  /** Returns an option that takes words separated by blanks. */
  public static Option<List<String>> words(String name, String ifAbsent, String meaning) {
    return new Option<>(
        name,
        ifAbsent,
        meaning,
        text -> Arrays.stream(text.split(" ", -1)).filter(word -> !word.isBlank()).toList());
  }

  /**
   * Returns the value of a text.
   *
   * @throws UsageException if the text is not allowed
   */
  T parse(String text) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--%s %s is not valid: %s; %s".formatted(name, text, e.getMessage(), meaning));
    }
  }

  private static int inRange(int number, int least, int most) {
    if (number < least || number > most) {
      throw new IllegalArgumentException("out of range");
    }
    return number;
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("unknown word");
    };
  }
}
