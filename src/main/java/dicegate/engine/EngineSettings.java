package dicegate.engine;

import dicegate.dice.notation.Shorthands;
import dicegate.zmq.CurveServer;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an engine, embedded or standalone.
 *
 * @param bind the tcp endpoint to serve, {@code tcp://host:port} with port 0 for a free one; {@link
 *     #NO_BIND} to serve inproc alone
 * @param workers number of REP workers, which roll in parallel; 1 to {@link #MAX_WORKERS}
 * @param thinkTime a worker's pause before each roll, 0 or more
 * @param version the version in the reply to {@code INFO}
 * @param curve the clients that may connect over tcp, by CURVE alone; null to serve every peer
 * @param systems the shorthands of game systems
 */
public record EngineSettings(
    String bind,
    int workers,
    Duration thinkTime,
    String version,
    @Nullable CurveServer curve,
    Shorthands systems) {

  /** The bind that opens no port. */
  public static final String NO_BIND = "inproc";

  /** More threads do not roll faster; think-time, which would need them, is for demonstrations. */
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

  /** Makes settings without CURVE: every peer that reaches the port is served. */
  public EngineSettings(String bind, int workers, Duration thinkTime, String version) {
    this(bind, workers, thinkTime, version, null);
  }

  /** Makes settings with Dicegate's own shorthands. */
  public EngineSettings(
      String bind, int workers, Duration thinkTime, String version, @Nullable CurveServer curve) {
    this(bind, workers, thinkTime, version, curve, Shorthands.BUILT_IN);
  }

  boolean bindsTcp() {
    return !bind.equals(NO_BIND);
  }

  /**
   * Returns whether strangers are served: the port is reachable from outside, and without CURVE.
   */
  boolean open() {
    return bindsTcp() && curve == null && !LOOPBACK.matcher(bind).matches();
  }
}
