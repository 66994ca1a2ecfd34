package dicegate.config;

import dicegate.engine.Engine;
import dicegate.engine.EngineSettings;
import dicegate.fleet.EngineEndpoint;
import dicegate.fleet.FleetSettings;
import dicegate.gateway.ClientLimits;
import dicegate.gateway.GatewaySettings;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All settings, read once and checked once; the README has the table.
 *
 * @param engine the embedded engine's
 * @param fleet the gateway's view of the engines
 * @param gateway the WebSocket side's
 */
public record Settings(EngineSettings engine, FleetSettings fleet, GatewaySettings gateway) {

  private static final Pattern BIND =
      Pattern.compile("inproc|tcp://(\\*|\\[[0-9a-fA-F:]+\\]|[^:/\\s]+):([0-9]{1,5})");
  private static final Pattern ORIGIN = Pattern.compile("https?://[^/\\s]+");
  private static final int MAX_PORT = 65_535;
  private static final Duration MAX_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration MAX_THINK_TIME = Duration.ofMinutes(1);

  /**
   * Reads the settings.
   *
   * @param values gives the text of a key, empty if it is not set
   * @throws SettingsException if any value cannot be; it lists all that cannot
   */
  static Settings read(Function<String, Optional<String>> values, String version) {
    Reader reader = new Reader(values);
    String bind = reader.read("dicegate.engine.bind", "tcp://127.0.0.1:5556", Settings::bind);
    int workers =
        reader.read(
            "dicegate.engine.workers",
            Integer.toString(defaultWorkers()),
            text -> number(text, 1, EngineSettings.MAX_WORKERS));
    Duration thinkTime =
        reader.read(
            "dicegate.engine.think-time",
            "PT0S",
            text -> duration(text, Duration.ZERO, MAX_THINK_TIME));
    EngineEndpoint engine =
        reader.read(
            "dicegate.engines",
            "inproc",
            text -> EngineEndpoint.parse(text, Engine.INPROC_ADDRESS));
    Duration timeout =
        reader.read(
            "dicegate.roll.timeout",
            "PT5S",
            text -> duration(text, Duration.ofMillis(1), MAX_TIMEOUT));
    ClientLimits limits = clientLimits(reader);
    List<String> origins = reader.read("dicegate.origins", "", Settings::origins);
    reader.throwIfWrong();
    return new Settings(
        new EngineSettings(bind, workers, thinkTime, version),
        new FleetSettings(engine, timeout, FleetSettings.DEFAULT_CAPACITY),
        new GatewaySettings(limits, origins, version));
  }

  private static ClientLimits clientLimits(Reader reader) {
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

  private static int defaultWorkers() {
    int processors = Runtime.getRuntime().availableProcessors();
    return Math.min(processors, EngineSettings.MAX_WORKERS);
  }

  private static String bind(String text) {
    Matcher matcher = BIND.matcher(text);
    if (!matcher.matches()
        || (matcher.group(2) != null && Integer.parseInt(matcher.group(2)) > MAX_PORT)) {
      throw new IllegalArgumentException(
          "expected tcp://host:port, port 0 to 65535, or inproc, not \"" + text + "\"");
    }
    return text;
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

  private static List<String> origins(String text) {
    List<String> origins =
        Arrays.stream(text.split(",", -1)).map(String::strip).filter(o -> !o.isEmpty()).toList();
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "expected origins such as https://dice.example, not \"" + origin + "\"");
      }
    }
    return origins;
  }

  /** Reads value by value, and keeps what is wrong until all are read. */
  private static final class Reader {
    private final Function<String, Optional<String>> values;
    private final List<String> errors = new ArrayList<>();

    Reader(Function<String, Optional<String>> values) {
      this.values = values;
    }

    /** Returns the value, or that of the default if it is wrong: the start fails then anyway. */
    <T> T read(String key, String defaultText, Function<String, T> parser) {
      String text = values.apply(key).map(String::strip).orElse(defaultText);
      try {
        return parser.apply(text);
      } catch (IllegalArgumentException e) {
        errors.add(key + ": " + e.getMessage());
        return parser.apply(defaultText);
      }
    }

    void throwIfWrong() {
      if (!errors.isEmpty()) {
        throw new SettingsException(errors);
      }
    }
  }
}
