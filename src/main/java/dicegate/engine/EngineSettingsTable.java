package dicegate.engine;

import dicegate.dice.notation.Shorthands;
import dicegate.setting.Setting;
import dicegate.setting.ValueRange;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of an engine, embedded or standalone. The secret key and the clients' keys are only
 * valid together, so {@link dicegate.zmq.CurveServer#parse} checks both.
 */
public final class EngineSettingsTable {

  private static final String PREFIX = "dicegate.engine.";
  private static final String DURATION = "ISO 8601 duration";
  private static final Duration MAX_THINK_TIME = Duration.ofMinutes(1);
  private static final int MAX_PORT = 65_535;

  private static final Pattern ENDPOINT =
      Pattern.compile("inproc|tcp://(\\*|\\[[0-9a-fA-F:]+\\]|[^:/\\s]+):([0-9]{1,5})");

  /** The tcp endpoint that the engine binds; by default reachable from this machine alone. */
  public static final Setting<String> BIND =
      Setting.of(
          PREFIX + "bind",
          "where the engine in the WAR listens for other gateways; inproc for nowhere, port 0 for a"
              + " free one",
          "ZeroMQ endpoint",
          "tcp://127.0.0.1:5556",
          new ValueRange<>(
              "tcp://host:port, " + EngineSettings.NO_BIND, EngineSettingsTable::endpoint));

  /** The number of worker threads. */
  public static final Setting<Integer> WORKERS = workers();

  /** The artificial duration of each roll. */
  public static final Setting<Duration> THINK_TIME =
      Setting.of(
          PREFIX + "think-time",
          "artificial duration of each roll; PT2S is the original's demonstration",
          DURATION,
          "PT0S",
          ValueRange.durations(Duration.ZERO, MAX_THINK_TIME));

  /** The engine's secret key for CURVE; empty for no CURVE. */
  public static final Setting<String> CURVE_SECRET_KEY =
      Setting.secret(
          PREFIX + "curve.secret-key",
          "secret key of the engine in the WAR; switches CURVE on at its port",
          "40 characters of Z85",
          new ValueRange<>("", text -> text));

  /** The public keys of the gateways that may connect; empty for no CURVE. */
  public static final Setting<String> CURVE_CLIENTS =
      Setting.of(
          PREFIX + "curve.clients",
          "public keys of the gateways that may connect to its port",
          "comma-separated, 40 characters of Z85 each",
          "",
          new ValueRange<>("1 or more, if there is a secret key", text -> text));

  /** The shorthands of game systems, Dicegate's own and those of a file. */
  public static final Setting<Shorthands> SYSTEMS =
      Setting.of(
          "dicegate.systems",
          "file with further shorthands of game systems",
          "path",
          "",
          new ValueRange<>("at most 64 KiB", EngineSettingsTable::systems));

  /** All settings of an engine, in the order of the documents. */
  public static final List<Setting<?>> ALL =
      List.of(BIND, WORKERS, THINK_TIME, CURVE_SECRET_KEY, CURVE_CLIENTS, SYSTEMS);

  private EngineSettingsTable() {}

  private static Setting<Integer> workers() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new Setting<>(
        PREFIX + "workers",
        "number of rolls that the engine in the WAR processes at a time",
        "threads",
        Integer.toString(Math.clamp(processors, 2, EngineSettings.MAX_WORKERS)),
        "number of processors, at least 2",
        ValueRange.wholeNumbers(1, EngineSettings.MAX_WORKERS),
        false);
  }

  private static Shorthands systems(String path) {
    if (path.isEmpty()) {
      return Shorthands.BUILT_IN;
    }
    try {
      return Shorthands.withFile(Path.of(path));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("expected the path of a file, not \"" + path + "\"", e);
    }
  }

  private static String endpoint(String text) {
    Matcher matcher = ENDPOINT.matcher(text);
    if (!matcher.matches()
        || (matcher.group(2) != null && Integer.parseInt(matcher.group(2)) > MAX_PORT)) {
      throw new IllegalArgumentException(
          "expected tcp://host:port, port 0 to 65535, or inproc, not \"" + text + "\"");
    }
    return text;
  }
}
