package dicegate.config;

import dicegate.zmq.CurveClient;
import dicegate.zmq.CurveKey;
import dicegate.zmq.CurveKeyPair;
import dicegate.zmq.CurveServer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads setting by setting, and keeps what is wrong until all are read. Knows then which there are,
 * and so which of the keys that somebody has set are none.
 */
final class SettingsReader {

  private static final String PREFIX = "dicegate.";
  private static final String ENVIRONMENT_PREFIX = "dicegate_";
  private static final String MASK = "***";
  private static final Pattern USER_INFO = Pattern.compile("://.*@");

  private static final Logger LOG = System.getLogger(SettingsReader.class.getName());

  private final Function<String, Optional<String>> values;
  private final Iterable<String> names;
  private final List<String> errors = new ArrayList<>();
  private final SortedMap<String, String> effective = new TreeMap<>();

  SettingsReader(Function<String, Optional<String>> values, Iterable<String> names) {
    this.values = values;
    this.names = names;
  }

  /** Returns the value, or that of the default if it is wrong: the start fails then anyway. */
  <T> T read(String key, String defaultText, Function<String, T> parser) {
    String text = values.apply(key).map(String::strip).orElse(defaultText);
    effective.put(key, USER_INFO.matcher(text).replaceFirst("://" + MASK + "@"));
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      errors.add(key + ": " + e.getMessage());
      return parser.apply(defaultText);
    }
  }

  /** Reads a setting without a default that nobody is to see. */
  <T> T readSecret(String key, Function<String, T> parser) {
    T value = read(key, "", parser);
    effective.computeIfPresent(key, (same, text) -> text.isEmpty() ? "" : MASK);
    return value;
  }

  /** Returns the keys for engines elsewhere; empty if they are spoken with in clear. */
  Optional<CurveClient> enginesCurve() {
    Optional<CurveKey> secret =
        readSecret("dicegate.engines.curve.secret-key", SettingsReader::curveKey);
    Optional<CurveKey> server =
        read("dicegate.engines.curve.server-key", "", SettingsReader::curveKey);
    if (secret.isPresent() != server.isPresent()) {
      errors.add(
          "dicegate.engines.curve.secret-key and dicegate.engines.curve.server-key: "
              + "expected both or neither");
    }
    return secret.flatMap(
        key -> server.map(peer -> new CurveClient(CurveKeyPair.ofSecret(key), peer)));
  }

  /** Returns who may ask the engine over tcp; null if it has no CURVE. */
  @Nullable CurveServer curve() {
    String secretKey = readSecret("dicegate.engine.curve.secret-key", text -> text);
    String clients = read("dicegate.engine.curve.clients", "", text -> text);
    try {
      return CurveServer.parse(secretKey, clients).orElse(null);
    } catch (IllegalArgumentException e) {
      errors.add(
          "dicegate.engine.curve.secret-key and dicegate.engine.curve.clients: " + e.getMessage());
      return null;
    }
  }

  /**
   * Ends the reading. Keys that are none are an error along with others, and alone a warning: an
   * environment may have them for reasons of its own, as that of Kubernetes does.
   *
   * @throws SettingsException if anything is wrong; it lists all
   */
  void throwIfWrong() {
    SortedSet<String> unknown = unknownKeys();
    if (!errors.isEmpty()) {
      unknown.forEach(name -> errors.add(name + ": there is no such setting"));
      throw new SettingsException(errors);
    }
    if (!unknown.isEmpty()) {
      LOG.log(Level.WARNING, "no such settings, ignored: {0}", String.join(", ", unknown));
    }
  }

  /** Returns the text of each setting that is in force, by its key; secrets masked. */
  SortedMap<String, String> effective() {
    return effective;
  }

  /**
   * Returns the keys that look like ours and are none, as they were written. SmallRye lists what an
   * environment has in a spelling of its own too, {@code dicegate.client.per.address} for {@code
   * DICEGATE_CLIENT_PER_ADDRESS}.
   *
   * @see <a href="https://download.eclipse.org/microprofile/microprofile-config-3.1/">MicroProfile
   *     Config 3.1, environment variables mapping rules</a>
   */
  SortedSet<String> unknownKeys() {
    SortedSet<String> keys = new TreeSet<>();
    SortedSet<String> variables = new TreeSet<>();
    for (String name : names) {
      if (isVariable(name)) {
        variables.add(name);
      } else if (name.startsWith(PREFIX)) {
        keys.add(name);
      }
    }
    Set<String> respelled = variablesOf(variables);
    keys.removeIf(key -> effective.containsKey(key) || respelled.contains(variable(key)));
    Set<String> known = variablesOf(effective.keySet());
    variables.removeIf(name -> known.contains(variable(name)));
    SortedSet<String> unknown = new TreeSet<>(keys);
    unknown.addAll(variables);
    return unknown;
  }

  private static Set<String> variablesOf(Set<String> keys) {
    return keys.stream().map(SettingsReader::variable).collect(Collectors.toSet());
  }

  private static boolean isVariable(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith(ENVIRONMENT_PREFIX);
  }

  /** Returns the name of the environment variable for a key, in lower case. */
  private static String variable(String key) {
    return key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
  }

  private static Optional<CurveKey> curveKey(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(CurveKey.parse(text));
  }
}
