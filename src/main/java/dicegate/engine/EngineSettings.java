package dicegate.engine;

import dicegate.zmq.CurveServer;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an engine needs to know.
 *
 * @param bind the tcp endpoint to serve, {@code tcp://host:port} with port 0 for a free one; {@link
 *     #NO_BIND} to serve inproc alone
 * @param workers how many REP workers roll at the same time, 1 to {@link #MAX_WORKERS}
 * @param thinkTime how long a worker takes over each roll before it answers, 0 or more
 * @param version the version told by {@code INFO}
 * @param curve who may come by tcp, over CURVE alone; null to serve whoever reaches the port
 */
public record EngineSettings(
    String bind, int workers, Duration thinkTime, String version, @Nullable CurveServer curve) {

  /** Where engines serve unless told otherwise: on this machine alone. */
  public static final String DEFAULT_BIND = "tcp://127.0.0.1:5556";

  /** An engine does not think unless told to. */
  public static final String DEFAULT_THINK_TIME = "PT0S";

  /** The bind that opens no port. */
  public static final String NO_BIND = "inproc";

  /** More threads than this never roll faster; think-time is for demonstrations. */
  public static final int MAX_WORKERS = 64;

  private static final Pattern LOOPBACK =
      Pattern.compile("tcp://(localhost|127\\.[0-9.]+|\\[::1]):[0-9]+");

  private static final Pattern BIND =
      Pattern.compile("inproc|tcp://(\\*|\\[[0-9a-fA-F:]+\\]|[^:/\\s]+):([0-9]{1,5})");

  private static final int MAX_PORT = 65_535;
  private static final Duration MAX_THINK_TIME = Duration.ofMinutes(1);

  public EngineSettings {
    if (workers < 1 || workers > MAX_WORKERS) {
      throw new IllegalArgumentException("workers out of range: " + workers);
    }
    if (thinkTime.isNegative()) {
      throw new IllegalArgumentException("think-time is negative: " + thinkTime);
    }
  }

  /** Settings of an engine that serves whoever reaches its port. */
  public EngineSettings(String bind, int workers, Duration thinkTime, String version) {
    this(bind, workers, thinkTime, version, null);
  }

  /** Returns how many workers an engine has unless told otherwise, as text. */
  public static String defaultWorkers() {
    return Integer.toString(Math.min(Runtime.getRuntime().availableProcessors(), MAX_WORKERS));
  }

  /**
   * Reads a bind.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static String checkedBind(String text) {
    Matcher matcher = BIND.matcher(text);
    if (!matcher.matches()
        || (matcher.group(2) != null && Integer.parseInt(matcher.group(2)) > MAX_PORT)) {
      throw new IllegalArgumentException(
          "expected tcp://host:port, port 0 to 65535, or inproc, not \"" + text + "\"");
    }
    return text;
  }

  /**
   * Reads a number of workers.
   *
   * @throws IllegalArgumentException if the text is none, or out of range
   */
  public static int checkedWorkers(String text) {
    String expected =
        "expected a whole number from 1 to %d, not \"%s\"".formatted(MAX_WORKERS, text);
    try {
      int workers = Integer.parseInt(text);
      if (workers >= 1 && workers <= MAX_WORKERS) {
        return workers;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(expected, e);
    }
    throw new IllegalArgumentException(expected);
  }

  /**
   * Reads a think-time.
   *
   * @throws IllegalArgumentException if the text is none, or out of range
   */
  public static Duration checkedThinkTime(String text) {
    String expected =
        "expected an ISO 8601 duration from PT0S to %s, such as PT2S, not \"%s\""
            .formatted(MAX_THINK_TIME, text);
    try {
      Duration thinkTime = Duration.parse(text);
      if (!thinkTime.isNegative() && thinkTime.compareTo(MAX_THINK_TIME) <= 0) {
        return thinkTime;
      }
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(expected, e);
    }
    throw new IllegalArgumentException(expected);
  }

  boolean bindsTcp() {
    return !bind.equals(NO_BIND);
  }

  /** Tells whether strangers may ask: they reach the port, and nothing tells them from friends. */
  boolean open() {
    return bindsTcp() && curve == null && !LOOPBACK.matcher(bind).matches();
  }
}
