package dicegate.config;

import dicegate.engine.Engine;
import dicegate.engine.EngineSettings;
import dicegate.fleet.EngineEndpoint;
import dicegate.fleet.FleetSettings;
import dicegate.gateway.ClientLimits;
import dicegate.gateway.GatewaySettings;
import dicegate.ops.OpsSettings;
import dicegate.site.FrameAncestors;
import dicegate.table.log.TableBus;
import dicegate.table.log.TableSettings;
import dicegate.table.valkey.ValkeyAddress;
import dicegate.zmq.CurveClient;
import dicegate.zmq.CurveServer;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All settings, read once and checked once; the README has the table.
 *
 * @param engine the embedded engine's
 * @param fleet the gateway's view of the engines
 * @param gateway the WebSocket side's
 * @param tables what tables may be
 * @param bus where nodes share their tables; empty if this one is alone
 * @param frameAncestors who may show the page in a frame
 * @param drainTime how long going down may take, for the clients' sake
 * @param ops what an operator is shown
 * @param effective the text of each setting that is in force, by its key; secrets masked
 */
public record Settings(
    EngineSettings engine,
    FleetSettings fleet,
    GatewaySettings gateway,
    TableSettings tables,
    Optional<ValkeyAddress> bus,
    FrameAncestors frameAncestors,
    Duration drainTime,
    OpsSettings ops,
    SortedMap<String, String> effective) {

  private static final Pattern ORIGIN = Pattern.compile("https?://[^/\\s]+");
  private static final String LOCAL_BUS = "local";
  private static final Duration MAX_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration MAX_DRAIN_TIME = Duration.ofMinutes(5);
  private static final Pattern TOKEN = Pattern.compile("[!-~]{16,256}");

  public Settings {
    effective = Collections.unmodifiableSortedMap(new TreeMap<>(effective));
  }

  /**
   * Reads the settings.
   *
   * @param values gives the text of a key, empty if it is not set
   * @param names the keys that somebody has set, those of others among them
   * @throws SettingsException if any value cannot be; it lists all that cannot, and the keys that
   *     are none
   */
  static Settings read(
      Function<String, Optional<String>> values, Iterable<String> names, String version) {
    SettingsReader reader = new SettingsReader(values, names);
    String bind =
        reader.read(
            "dicegate.engine.bind", EngineSettings.DEFAULT_BIND, EngineSettings::checkedBind);
    int workers =
        reader.read(
            "dicegate.engine.workers",
            EngineSettings.defaultWorkers(),
            EngineSettings::checkedWorkers);
    Duration thinkTime =
        reader.read(
            "dicegate.engine.think-time",
            EngineSettings.DEFAULT_THINK_TIME,
            EngineSettings::checkedThinkTime);
    @Nullable CurveServer curve = reader.curve();
    List<EngineEndpoint> engines = reader.read("dicegate.engines", "inproc", Settings::engines);
    Optional<CurveClient> enginesCurve = reader.enginesCurve();
    Duration timeout =
        reader.read(
            "dicegate.roll.timeout",
            "PT5S",
            text -> duration(text, Duration.ofMillis(1), MAX_TIMEOUT));
    ClientLimits limits = clientLimits(reader);
    Optional<ValkeyAddress> bus = reader.read("dicegate.bus", LOCAL_BUS, Settings::bus);
    TableSettings tables = tableSettings(reader);
    List<String> origins = reader.read("dicegate.origins", "", Settings::origins);
    FrameAncestors frameAncestors =
        reader.read("dicegate.frame-ancestors", FrameAncestors.DEFAULT, FrameAncestors::parse);
    Duration drainTime =
        reader.read(
            "dicegate.drain.time", "PT2S", text -> duration(text, Duration.ZERO, MAX_DRAIN_TIME));
    Optional<String> token = reader.readSecret("dicegate.ops.token", Settings::token);
    reader.throwIfWrong();
    return new Settings(
        new EngineSettings(bind, workers, thinkTime, version, curve),
        new FleetSettings(
            engines, Engine.INPROC_ADDRESS, enginesCurve, timeout, FleetSettings.DEFAULT_CAPACITY),
        new GatewaySettings(limits, origins, version),
        tables,
        bus,
        frameAncestors,
        drainTime,
        new OpsSettings(token),
        reader.effective());
  }

  private static ClientLimits clientLimits(SettingsReader reader) {
    int inFlight =
        reader.read(
            "dicegate.client.in-flight",
            "256",
            text -> number(text, 1, ClientLimits.MAX_IN_FLIGHT));
    int rate =
        reader.read("dicegate.client.rate", "20", text -> number(text, 0, ClientLimits.MAX_RATE));
    int clients =
        reader.read("dicegate.clients", "10000", text -> number(text, 1, ClientLimits.MAX_CLIENTS));
    int perAddress =
        reader.read(
            "dicegate.client.per-address",
            "1000",
            text -> number(text, 0, ClientLimits.MAX_CLIENTS));
    return new ClientLimits(inFlight, rate, clients, perAddress);
  }

  private static TableSettings tableSettings(SettingsReader reader) {
    int tables =
        reader.read("dicegate.tables", "10000", text -> number(text, 1, TableSettings.MAX_TABLES));
    int members =
        reader.read(
            "dicegate.table.members", "50", text -> number(text, 1, TableSettings.MAX_MEMBERS));
    int history =
        reader.read("dicegate.table.history", "100", text -> number(text, 1, TableBus.MAX_PAGE));
    Duration idle =
        reader.read(
            "dicegate.table.idle",
            "PT24H",
            text -> duration(text, TableSettings.MIN_IDLE, TableSettings.MAX_IDLE));
    return new TableSettings(tables, members, history, idle);
  }

  private static Optional<ValkeyAddress> bus(String text) {
    return text.equals(LOCAL_BUS) ? Optional.empty() : Optional.of(ValkeyAddress.parse(text));
  }

  private static int number(String text, int min, int max) {
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(numberExpected(text, min, max), e);
    }
    throw new IllegalArgumentException(numberExpected(text, min, max));
  }

  private static String numberExpected(String text, int min, int max) {
    return "expected a whole number from %d to %d, not \"%s\"".formatted(min, max, text);
  }

  private static Duration duration(String text, Duration min, Duration max) {
    try {
      Duration value = Duration.parse(text);
      if (value.compareTo(min) >= 0 && value.compareTo(max) <= 0) {
        return value;
      }
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(durationExpected(text, min, max), e);
    }
    throw new IllegalArgumentException(durationExpected(text, min, max));
  }

  private static String durationExpected(String text, Duration min, Duration max) {
    return "expected an ISO 8601 duration from %s to %s, such as PT2S, not \"%s\""
        .formatted(min, max, text);
  }

  private static List<EngineEndpoint> engines(String text) {
    List<EngineEndpoint> engines = list(text).stream().map(EngineEndpoint::parse).toList();
    if (engines.isEmpty() || engines.size() > FleetSettings.MAX_ENGINES) {
      throw new IllegalArgumentException(
          "expected 1 to %d engines, not \"%s\"".formatted(FleetSettings.MAX_ENGINES, text));
    }
    if (engines.stream().distinct().count() < engines.size()) {
      throw new IllegalArgumentException("expected each engine once, not \"" + text + "\"");
    }
    return engines;
  }

  /** Not quoted in what is said of it. */
  private static Optional<String> token(String text) {
    if (text.isEmpty() || TOKEN.matcher(text).matches()) {
      return Optional.of(text).filter(token -> !token.isEmpty());
    }
    throw new IllegalArgumentException(
        "expected 16 to 256 printable ASCII characters without blanks");
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .toList();
  }

  private static List<String> origins(String text) {
    List<String> origins = list(text);
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "expected origins such as https://dice.example, not \"" + origin + "\"");
      }
    }
    return origins;
  }
}
