package dicegate.harness;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The values of a program's options, given or by default. Immutable. */
public final class Arguments {

  private final Map<String, Object> values;

  private Arguments(Map<String, Object> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * Reads {@code --name value} and {@code --name=value}.
   *
   * @throws UsageException if an option is unknown or repeated, or a value is missing or not
   *     allowed
   */
  static Arguments parse(List<Option<?>> options, List<String> words) {
    Map<String, String> given = given(words);
    Map<String, Object> values = new HashMap<>();
    for (Option<?> option : options) {
      String text = given.remove(option.name());
      values.put(option.name(), option.parse(text == null ? option.ifAbsent() : text));
    }
    if (!given.isEmpty()) {
      throw new UsageException("unknown option: --" + given.keySet().iterator().next());
    }
    return new Arguments(values);
  }

  /**
   * Returns the value of one of the options that were parsed.
   *
   * @throws IllegalArgumentException if the program has no such option
   */
  @SuppressWarnings("unchecked") // parse() took the value from this option's own parser
  public <T> T get(Option<T> option) {
    Object value = values.get(option.name());
    if (value == null) {
      throw new IllegalArgumentException("not an option of this program: " + option.name());
    }
    return (T) value;
  }

  private static Map<String, String> given(List<String> words) {
    Map<String, String> given = new HashMap<>();
    Iterator<String> rest = words.iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      if (!word.startsWith("--")) {
        throw new UsageException("unexpected argument: " + word);
      }
      int equals = word.indexOf('=');
      String name = word.substring(2, equals < 0 ? word.length() : equals);
      if (equals < 0 && !rest.hasNext()) {
        throw new UsageException("--" + name + " lacks its value");
      }
      if (given.put(name, equals < 0 ? rest.next() : word.substring(equals + 1)) != null) {
        throw new UsageException("--" + name + " is given twice");
      }
    }
    return given;
  }
}
