package dicegate.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Configured keys that look like settings of Dicegate but are unknown, such as misspelt ones. */
final class UnknownKeys {

  private static final String PREFIX = "dicegate.";
  private static final String ENVIRONMENT_PREFIX = "dicegate_";

  private UnknownKeys() {}

  /**
   * Returns the unknown keys as they were written. SmallRye lists an environment variable under a
   * dotted name too, {@code dicegate.client.per.address} for {@code DICEGATE_CLIENT_PER_ADDRESS};
   * that name is not unknown.
   *
   * @param names the configured keys: properties and environment variables of all software
   * @param settings the keys of all settings
   * @see <a href="https://download.eclipse.org/microprofile/microprofile-config-3.1/">MicroProfile
   *     Config 3.1, environment variables mapping rules</a>
   */
  static SortedSet<String> among(Iterable<String> names, Set<String> settings) {
    SortedSet<String> keys = new TreeSet<>();
    SortedSet<String> variables = new TreeSet<>();
    for (String name : names) {
      if (isVariable(name)) {
        variables.add(name);
      } else if (name.startsWith(PREFIX)) {
        keys.add(name);
      }
    }
    Set<String> dotted = variablesOf(variables);
    keys.removeIf(key -> settings.contains(key) || dotted.contains(variable(key)));
    Set<String> known = variablesOf(settings);
    variables.removeIf(name -> known.contains(variable(name)));
    SortedSet<String> unknown = new TreeSet<>(keys);
    unknown.addAll(variables);
    return unknown;
  }

  private static Set<String> variablesOf(Collection<String> keys) {
    return keys.stream().map(UnknownKeys::variable).collect(Collectors.toSet());
  }

  private static boolean isVariable(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith(ENVIRONMENT_PREFIX);
  }

  /** Returns the environment variable of a key, in lower case. */
  private static String variable(String key) {
    return key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
  }
}
