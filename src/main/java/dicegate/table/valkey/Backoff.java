package dicegate.table.valkey;

import java.util.concurrent.ThreadLocalRandom;

/** The waits between attempts to connect: exponential, with jitter. Confined to one loop. */
final class Backoff {

  private static final long FIRST_MILLIS = 50;
  private static final long LONGEST_MILLIS = 2_000;

  private long upToMillis = FIRST_MILLIS;

  /** Starts again from the shortest wait, after a success. */
  void reset() {
    upToMillis = FIRST_MILLIS;
  }

  /** Returns the next wait: random between half of a limit and the limit, which then doubles. */
  long nextMillis() {
    long upTo = upToMillis;
    upToMillis = Math.min(LONGEST_MILLIS, 2 * upTo);
    return ThreadLocalRandom.current().nextLong(upTo / 2, upTo + 1);
  }
}
