package dicegate.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the system properties that say how a run is to be. A property that is blank, or that Maven
 * had nothing to put in for, is absent. Stateless.
 */
public final class RunProperties {

  private RunProperties() {}

  /** Returns the text under the key. */
  public static String text(String key, String ifAbsent) {
    String text = System.getProperty(key, ifAbsent);
    return text.isBlank() || text.startsWith("${") ? ifAbsent : text;
  }

  /** Returns the words under the key, which stand there by blanks. */
  public static List<String> words(String key, String ifAbsent) {
    return Arrays.stream(text(key, ifAbsent).split(" ", -1))
        .filter(word -> !word.isBlank())
        .toList();
  }

  /** Tells whether {@code true} is under the key. */
  public static boolean flag(String key, boolean ifAbsent) {
    return Boolean.parseBoolean(text(key, String.valueOf(ifAbsent)));
  }

  /**
   * Returns the whole number under the key.
   *
   * @throws IllegalArgumentException if it is none, or not from {@code least} to {@code most}
   */
  public static int number(String key, int least, int ifAbsent, int most) {
    int number = Integer.parseInt(text(key, String.valueOf(ifAbsent)));
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          "%s=%d, wanted %d to %d".formatted(key, number, least, most));
    }
    return number;
  }

  /**
   * Returns the time under the key, such as {@code PT10M}.
   *
   * @throws IllegalArgumentException if it is not from {@code least} to {@code most}
   */
  static Duration duration(String key, Duration least, Duration ifAbsent, Duration most) {
    Duration time = Duration.parse(text(key, ifAbsent.toString()));
    if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "%s=%s, wanted %s to %s".formatted(key, time, least, most));
    }
    return time;
  }

  /** Returns the absolute path under the key. */
  public static Path path(String key, String ifAbsent) {
    return Path.of(text(key, ifAbsent)).toAbsolutePath();
  }

  /**
   * Checks that there is a file where the key says.
   *
   * @throws IllegalArgumentException if not
   */
  public static void checkFile(String key, Path path) {
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException(key + "=" + path + " is no file");
    }
  }
}
