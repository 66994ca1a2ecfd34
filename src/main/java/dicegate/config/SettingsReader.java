package dicegate.config;

import dicegate.setting.Setting;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A fold over the table of settings: it reads them all, and collects every error before it reports
 * any. Confined to the thread that reads.
 */
final class SettingsReader {

  private static final Logger LOG = System.getLogger(SettingsReader.class.getName());

  private static final String MASK = "***";
  private static final Pattern USER_INFO = Pattern.compile("://.*@");

  private final Map<String, Object> values = new HashMap<>();
  private final SortedMap<String, String> effective = new TreeMap<>();
  private final Set<String> invalid = new HashSet<>();
  private final List<String> errors = new ArrayList<>();

  /**
   * Reads all settings of a table.
   *
   * @param configured gives the text of a key; empty if the key is not configured
   */
  SettingsReader(List<Setting<?>> table, Function<String, Optional<String>> configured) {
    table.forEach(setting -> read(setting, configured.apply(setting.key())));
  }

  private <T> void read(Setting<T> setting, Optional<String> configured) {
    String text = configured.map(String::strip).orElse(setting.defaultText());
    effective.put(setting.key(), shown(setting, text));
    try {
      values.put(setting.key(), setting.parse(text));
    } catch (IllegalArgumentException e) {
      errors.add(setting.key() + ": " + e.getMessage());
      invalid.add(setting.key());
      values.put(setting.key(), setting.parse(setting.defaultText()));
    }
  }

  /** Returns the value of a setting of the table; the default if the configured one is invalid. */
  @SuppressWarnings("unchecked") // What the setting itself has parsed is of its type.
  <T> T get(Setting<T> setting) {
    Object value = values.get(setting.key());
    if (value == null) {
      throw new IllegalStateException("not in the table of settings: " + setting.key());
    }
    return (T) value;
  }

  /**
   * Returns the combined value of two settings.
   *
   * @param rule combines the two values; throws an IllegalArgumentException if they do not fit
   * @return empty if they do not fit, or one of them is invalid by itself
   */
  <A, B, T> Optional<T> combine(
      Setting<A> first, Setting<B> second, BiFunction<A, B, Optional<T>> rule) {
    if (invalid.contains(first.key()) || invalid.contains(second.key())) {
      return Optional.empty();
    }
    try {
      return rule.apply(get(first), get(second));
    } catch (IllegalArgumentException e) {
      errors.add(first.key() + " and " + second.key() + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Ends the reading. Unknown keys are errors if there are others, else they are reported in a
   * warning: an environment may contain them for its own reasons, as that of Kubernetes does.
   *
   * @param names the configured keys, those of other software among them
   * @throws SettingsException if any setting is invalid; its message lists all errors
   */
  void throwIfInvalid(Iterable<String> names) {
    SortedSet<String> unknown = UnknownKeys.among(names, values.keySet());
    if (!errors.isEmpty()) {
      unknown.forEach(name -> errors.add(name + ": there is no such setting"));
      throw new SettingsException(errors, get(SettingsTable.EXIT_IF_INVALID));
    }
    if (!unknown.isEmpty()) {
      LOG.log(Level.WARNING, "unknown settings ignored keys={0}", String.join(", ", unknown));
    }
  }

  /** Returns the text of each setting in force by its key; secrets and passwords are masked. */
  SortedMap<String, String> effective() {
    return Collections.unmodifiableSortedMap(effective);
  }

  private static String shown(Setting<?> setting, String text) {
    return setting.secret() && !text.isEmpty()
        ? MASK
        : USER_INFO.matcher(text).replaceFirst("://" + MASK + "@");
  }
}
