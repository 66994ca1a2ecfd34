package dicegate.engine;

import dicegate.zmq.CurveServer;
import java.time.Duration;
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

  /** The bind that opens no port. */
  public static final String NO_BIND = "inproc";

  /** More threads than this never roll faster; think-time is for demonstrations. */
  public static final int MAX_WORKERS = 64;

  private static final Pattern LOOPBACK =
      Pattern.compile("tcp://(localhost|127\\.[0-9.]+|\\[::1]):[0-9]+");

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

  boolean bindsTcp() {
    return !bind.equals(NO_BIND);
  }

  /** Tells whether strangers may ask: they reach the port, and nothing tells them from friends. */
  boolean open() {
    return bindsTcp() && curve == null && !LOOPBACK.matcher(bind).matches();
  }
}
