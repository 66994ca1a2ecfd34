package dicegate.fleet;

import java.util.concurrent.TimeUnit;

/**
 * An estimate of one engine's speed as seen by the gateway: the cost of a place in its queue, and
 * the longest gap between its replies while it has work. Both decay, so that an engine which was
 * slow once gets requests again. Confined to the fleet's thread.
 */
final class LatencyEstimate {

  /** Shorter silence is not a fault: a full garbage collection, a busy core. */
  private static final long MIN_SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

  /** Multiple of the longest recent gap beyond which silence is a fault. */
  private static final double SILENCE_FACTOR = 6;

  /** Number of replies from which the gaps between them are a usable sample. */
  private static final int MIN_SAMPLES = 20;

  /** The least silence limit until then: an engine that has just started may be slow at times. */
  private static final long FEW_SAMPLES_SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Weight of a new reply's cost in the moving average; more after a time without requests. */
  private static final double WEIGHT = 0.1;

  private static final double GAP_HALF_LIFE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final double COST_HALF_LIFE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Starts at 1 ms: a new engine is not preferred to one known to be quick. */
  private double nanosPerPlace = TimeUnit.MILLISECONDS.toNanos(1);

  /** How long the least latency counts, at the least. */
  private static final long LEAST_PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);

  private double gapNanos;
  private long leastNanos = Long.MAX_VALUE;
  private long leastBeforeNanos = Long.MAX_VALUE;
  private long leastSinceNanos;
  private long replies;
  private long lastReplyNanos;

  /**
   * Records a reply.
   *
   * @param latencyNanos the time from request to reply
   * @param place the number of requests in flight when it was sent, itself included
   * @param gapNanos the time before the reply in which the engine had work and sent nothing
   */
  void onReply(long latencyNanos, int place, long gapNanos, long nowNanos) {
    recordLeast(latencyNanos, nowNanos);
    double cost = (double) latencyNanos / place;
    double idle = place == 1 ? (double) (nowNanos - latencyNanos - lastReplyNanos) : 0;
    // An old average says little: without this, an engine whose first reply took long, as one that
    // has just started, would get a request every some seconds, each of a tenth of the weight.
    double weight = replies == 0 ? 1 : 1 - (1 - WEIGHT) * decay(idle, COST_HALF_LIFE_NANOS);
    nanosPerPlace += weight * (cost - nanosPerPlace);
    double faded = this.gapNanos * decay((double) (nowNanos - lastReplyNanos), GAP_HALF_LIFE_NANOS);
    this.gapNanos = Math.max((double) gapNanos, faded);
    replies++;
    lastReplyNanos = nowNanos;
  }

  /**
   * Returns the expected latency of a request sent now, in nanoseconds.
   *
   * @param outstanding the number of requests in flight
   */
  double expectedNanos(int outstanding, long nowNanos) {
    double idle = outstanding == 0 ? (double) (nowNanos - lastReplyNanos) : 0;
    return nanosPerPlace * decay(idle, COST_HALF_LIFE_NANOS) * (outstanding + 1);
  }

  /** Returns whether there was any reply. */
  boolean hasReplies() {
    return replies > 0;
  }

  /**
   * Returns the time that a request sent now would wait for others, in nanoseconds: its expected
   * latency beyond the least of the last seconds, which is that of the network and of a request
   * that waits for none.
   */
  double queueingNanos(int outstanding, long nowNanos) {
    return expectedNanos(outstanding, nowNanos) - (double) leastNanos();
  }

  /** Returns the least latency of the last 10 to 20 s with replies, in nanoseconds. */
  long leastNanos() {
    return replies == 0 ? 0 : Math.min(leastNanos, leastBeforeNanos);
  }

  private void recordLeast(long latencyNanos, long nowNanos) {
    if (replies == 0) {
      leastSinceNanos = nowNanos;
    } else if (nowNanos - leastSinceNanos >= LEAST_PERIOD_NANOS) {
      leastBeforeNanos = leastNanos;
      leastNanos = Long.MAX_VALUE;
      leastSinceNanos = nowNanos;
    }
    leastNanos = Math.min(leastNanos, latencyNanos);
  }

  /**
   * Returns the silence, with requests in flight, after which the engine counts as dead, in
   * nanoseconds.
   *
   * @param timeoutNanos the time limit of a request; the limit is 4/5 of it before the first reply,
   *     since the engine may be one that takes seconds for each roll
   */
  long silenceLimitNanos(long timeoutNanos) {
    if (replies == 0) {
      return timeoutNanos / 5 * 4;
    }
    long least = replies < MIN_SAMPLES ? FEW_SAMPLES_SILENCE_NANOS : MIN_SILENCE_NANOS;
    return Math.min(timeoutNanos, Math.max(least, (long) (gapNanos * SILENCE_FACTOR)));
  }

  private static double decay(double nanos, double halfLife) {
    return nanos <= 0 ? 1 : Math.exp(-Math.log(2) * nanos / halfLife);
  }
}
