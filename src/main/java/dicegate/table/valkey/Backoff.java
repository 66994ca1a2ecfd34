package dicegate.table.valkey;

import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next attempt: longer each time, and never as long as others. */
final class Backoff {

  private static final long FIRST_MILLIS = 50;
  private static final long LONGEST_MILLIS = 2_000;

  private long upToMillis = FIRST_MILLIS;

  /** Begins again, after a success. */
  void reset() {
    upToMillis = FIRST_MILLIS;
  }

  /** Returns the next wait: between the half and the whole of what doubles each time. */
  long nextMillis() {
    long upTo = upToMillis;
    upToMillis = Math.min(LONGEST_MILLIS, 2 * upTo);
    return ThreadLocalRandom.current().nextLong(upTo / 2, upTo + 1);
  }
}
