package dicegate.fleet;

import java.util.concurrent.TimeUnit;

/**
 * How fast one engine answers, as far as it can be seen from here: what a place in its queue costs,
 * and how long it is silent at most while it has work. Both fade, so that an engine which was slow
 * once gets another chance. Confined to the fleet's thread.
 */
final class LatencyEstimate {

  /** Shorter silence says nothing: a full turn of garbage collection, a busy core. */
  private static final long MIN_SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

  /** So many times its longest gap of late, an engine is not silent without a reason. */
  private static final double SILENCE_FACTOR = 6;

  /** From so many replies on, the gaps between them are a habit. */
  private static final int MIN_SAMPLES = 20;

  /** How much of a new reply's cost goes into the estimate. */
  private static final double WEIGHT = 0.1;

  private static final double GAP_HALF_LIFE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final double COST_HALF_LIFE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Of an engine that has not answered yet: no better than one that is known to be quick. */
  private double nanosPerPlace = TimeUnit.MILLISECONDS.toNanos(1);

  private double gapNanos;
  private long replies;
  private long lastReplyNanos;

  /**
   * Notes a reply.
   *
   * @param latencyNanos how long the engine had the request
   * @param place how many requests were outstanding when it was sent, itself included
   * @param gapNanos how long the engine had work and was silent before it
   */
  void onReply(long latencyNanos, int place, long gapNanos, long nowNanos) {
    double cost = (double) latencyNanos / place;
    nanosPerPlace = replies == 0 ? cost : nanosPerPlace + WEIGHT * (cost - nanosPerPlace);
    double faded = this.gapNanos * decay((double) (nowNanos - lastReplyNanos), GAP_HALF_LIFE_NANOS);
    this.gapNanos = Math.max((double) gapNanos, faded);
    replies++;
    lastReplyNanos = nowNanos;
  }

  /**
   * Returns how long a request would take that is sent now, in nanoseconds.
   *
   * @param outstanding how many requests the engine has already
   */
  double expectedNanos(int outstanding, long nowNanos) {
    double idle = outstanding == 0 ? (double) (nowNanos - lastReplyNanos) : 0;
    return nanosPerPlace * decay(idle, COST_HALF_LIFE_NANOS) * (outstanding + 1);
  }

  /**
   * Returns how long the engine must be silent with work outstanding to be taken for dead, in
   * nanoseconds.
   *
   * @param timeoutNanos how long a request may take; while the pace is unknown, most of that
   */
  long silenceLimitNanos(long timeoutNanos) {
    if (replies < MIN_SAMPLES) {
      return timeoutNanos / 5 * 4;
    }
    return Math.min(timeoutNanos, Math.max(MIN_SILENCE_NANOS, (long) (gapNanos * SILENCE_FACTOR)));
  }

  private static double decay(double nanos, double halfLife) {
    return nanos <= 0 ? 1 : Math.exp(-Math.log(2) * nanos / halfLife);
  }
}
