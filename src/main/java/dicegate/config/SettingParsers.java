package dicegate.config;

import dicegate.fleet.EngineEndpoint;
import dicegate.fleet.FleetSettings;
import dicegate.table.valkey.ValkeyAddress;
import dicegate.zmq.CurveKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parsers of the settings that are neither numbers nor durations. Each throws an
 * IllegalArgumentException that says what is allowed; no message quotes a secret.
 */
final class SettingParsers {

  /** The value of {@code dicegate.bus} for a node that shares no tables. */
  static final String LOCAL_BUS = "local";

  private static final Pattern ORIGIN = Pattern.compile("https?://[^/\\s]+");
  private static final Pattern TOKEN = Pattern.compile("[!-~]{16,256}");

  private SettingParsers() {}

  /** Parses 1 to {@link FleetSettings#MAX_ENGINES} different endpoints. */
  static List<EngineEndpoint> engines(String text) {
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

  /** Parses a key of CURVE; the empty text is no key. */
  static Optional<CurveKey> curveKey(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(CurveKey.parse(text));
  }

  /** Parses the address of the server that nodes share; empty for a node on its own. */
  static Optional<ValkeyAddress> bus(String text) {
    return text.equals(LOCAL_BUS) ? Optional.empty() : Optional.of(ValkeyAddress.parse(text));
  }

  /** Parses the operator's token; the empty text is no token. */
  static Optional<String> token(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!TOKEN.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "expected 16 to 256 printable ASCII characters without blanks");
    }
    return Optional.of(text);
  }

  /** Parses {@code true} or {@code false}. */
  static boolean truthValue(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("expected true or false, not \"" + text + "\"");
    };
  }

  /** Parses origins, none of them with a path. */
  static List<String> origins(String text) {
    List<String> origins = list(text);
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "expected origins such as https://dice.example, not \"" + origin + "\"");
      }
    }
    return origins;
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .toList();
  }
}
