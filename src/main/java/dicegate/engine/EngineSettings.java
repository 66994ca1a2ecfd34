package dicegate.engine;

import java.time.Duration;

/**
 * What an engine needs to know.
 *
 * @param bind the tcp endpoint to serve, {@code tcp://host:port} with port 0 for a free one; {@link
 *     #NO_BIND} to serve inproc alone
 * @param workers how many REP workers roll at the same time, 1 to {@link #MAX_WORKERS}
 * @param thinkTime how long a worker takes over each roll before it answers, 0 or more
 * @param version the version told by {@code INFO}
 */
public record EngineSettings(String bind, int workers, Duration thinkTime, String version) {

  /** The bind that opens no port. */
  public static final String NO_BIND = "inproc";

  /** More threads than this never roll faster; think-time is for demonstrations. */
  public static final int MAX_WORKERS = 64;

  public EngineSettings {
    if (workers < 1 || workers > MAX_WORKERS) {
      throw new IllegalArgumentException("workers out of range: " + workers);
    }
    if (thinkTime.isNegative()) {
      throw new IllegalArgumentException("think-time is negative: " + thinkTime);
    }
  }

  boolean bindsTcp() {
    return !bind.equals(NO_BIND);
  }
}
