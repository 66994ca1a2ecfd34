package dicegate.engine;

import dicegate.setting.Setting;
import dicegate.zmq.CurveServer;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings reader of the standalone engine: options, then environment, then a properties file,
 * under the same keys as the embedded engine's.
 *
 * <p>The secret key comes from environment or file alone, because other users of the machine can
 * read command lines. Confined to the starting thread.
 */
final class EngineOptions {

  private static final String PREFIX = "dicegate.engine.";

  /** The option of each setting that has one. */
  static final Map<String, Setting<?>> SETTING_OF_OPTION =
      Map.of(
          "--bind", EngineSettingsTable.BIND,
          "--workers", EngineSettingsTable.WORKERS,
          "--think-time", EngineSettingsTable.THINK_TIME,
          "--curve-clients", EngineSettingsTable.CURVE_CLIENTS,
          "--systems", EngineSettingsTable.SYSTEMS);

  private static final Set<String> KEYS =
      EngineSettingsTable.ALL.stream().map(Setting::key).collect(Collectors.toUnmodifiableSet());

  /** The option that names a file of settings. */
  static final String SETTINGS = "--settings";

  private final Map<String, String> values = new HashMap<>();

  private EngineOptions() {}

  /**
   * Reads the settings.
   *
   * @param args options, each followed by its value
   * @throws UsageException if an option is unknown, repeated or without a value, or a value is not
   *     valid
   */
  static EngineSettings read(List<String> args, Map<String, String> environment, String version) {
    Map<String, String> options = options(args);
    EngineOptions read = new EngineOptions();
    String file = options.remove(SETTINGS);
    if (file != null) {
      read.readFile(file);
    }
    for (String key : KEYS) {
      String text = environment.get(variable(key));
      if (text != null) {
        read.values.put(key, text);
      }
    }
    SETTING_OF_OPTION.forEach(
        (option, setting) -> {
          String text = options.get(option);
          if (text != null) {
            read.values.put(setting.key(), text);
          }
        });
    return read.settings(version);
  }

  private static Map<String, String> options(List<String> args) {
    Map<String, String> options = new HashMap<>();
    Iterator<String> rest = args.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      if (!option.equals(SETTINGS) && !SETTING_OF_OPTION.containsKey(option)) {
        throw new UsageException("unknown option " + option);
      }
      if (!rest.hasNext()) {
        throw new UsageException("option " + option + " needs a value");
      }
      if (options.put(option, rest.next()) != null) {
        throw new UsageException("option " + option + " is given twice");
      }
    }
    return options;
  }

  /** Reads the engine's settings; the file may hold a gateway's settings too. */
  private void readFile(String file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      // Without the parser's message, which may quote a secret.
      String why = e instanceof IOException ? e.toString() : "not a properties file";
      throw new UsageException("cannot read the settings file " + file + ": " + why, e);
    }
    for (String key : properties.stringPropertyNames()) {
      if (KEYS.contains(key)) {
        values.put(key, properties.getProperty(key));
      } else if (key.startsWith(PREFIX)) {
        throw new UsageException("unknown setting " + key + " in " + file);
      }
    }
  }

  private EngineSettings settings(String version) {
    String bind = value(EngineSettingsTable.BIND);
    if (bind.equals(EngineSettings.NO_BIND)) {
      throw new UsageException(
          EngineSettingsTable.BIND.key()
              + ": the standalone engine needs tcp://host:port, not inproc");
    }
    String secretKey = value(EngineSettingsTable.CURVE_SECRET_KEY);
    String clients = value(EngineSettingsTable.CURVE_CLIENTS);
    return new EngineSettings(
        bind,
        value(EngineSettingsTable.WORKERS),
        value(EngineSettingsTable.THINK_TIME),
        version,
        curve(secretKey, clients),
        value(EngineSettingsTable.SYSTEMS));
  }

  private static @Nullable CurveServer curve(String secretKey, String clients) {
    try {
      return CurveServer.parse(secretKey, clients).orElse(null);
    } catch (IllegalArgumentException e) {
      throw new UsageException(EngineSettingsTable.CURVE_CLIENTS.key() + ": " + e.getMessage(), e);
    }
  }

  private <T> T value(Setting<T> setting) {
    try {
      return setting.parse(values.getOrDefault(setting.key(), setting.defaultText()).strip());
    } catch (IllegalArgumentException e) {
      throw new UsageException(setting.key() + ": " + e.getMessage(), e);
    }
  }

  /** Returns a key's environment variable, by MicroProfile Config's rule. */
  private static String variable(String key) {
    return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
