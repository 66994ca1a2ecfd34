package dicegate.fleet;

import dicegate.wire.frames.RequestId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The requests in flight on one engine while it is ready, with the engine's latency and its faults.
 *
 * <p>At most a window of requests is in flight, so ZeroMQ's own queues never fill and drop nothing.
 * A request that timed out keeps its place until its reply comes or it expires, since the engine
 * still has it. Confined to the fleet's thread.
 */
final class InFlightRequests {

  /** The fault of an engine that has requests and does not reply. */
  static final String SILENT = "silent";

  /** The least silence limit of the only engine: reconnecting helps nobody sooner. */
  private static final long SOLE_SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Invalid replies in a row after which the engine is given up. */
  private static final int MAX_INVALID_REPLIES = 64;

  /** Multiple of the time limit after which a request no longer counts as in flight. */
  private static final int EXPIRY_FACTOR = 4;

  /** Multiple of the workers up to which requests are sent however long they wait for others. */
  private static final int MIN_PER_WORKER = 4;

  /** The wait for others in an engine beyond which requests wait in the fleet's fair queue. */
  private static final long MAX_QUEUEING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** The least work of a request: what it takes to read it and to write its reply. */
  private static final long MIN_WORK_NANOS = TimeUnit.MICROSECONDS.toNanos(5);

  /** The age of an engine's first request at which another engine gets it as well. */
  private static final long TRIAL_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

  private final int window;
  private final int workers;
  private final boolean embedded;
  private final long timeoutNanos;
  private final Map<RequestId, Sent> inFlight = new LinkedHashMap<>();
  private final LatencyEstimate latency = new LatencyEstimate();
  private int oddsInFlight;
  private int heavyInFlight;
  private boolean onTrial;
  private final Set<RequestId> moved = new HashSet<>();
  private int invalidReplies;
  private boolean sendBlocked;
  private long lastReplyNanos;

  private record Sent(PendingRequest request, long atNanos, int place) {}

  /**
   * Starts without requests, for an engine that has just replied to a probe.
   *
   * @param window the limit on requests in flight; 0 if the engine is not ready
   * @param workers the number of requests that the engine works on at a time
   * @param embedded whether the engine is in the same process
   * @param timeoutNanos the time limit of a request
   */
  InFlightRequests(int window, int workers, boolean embedded, long timeoutNanos, long nowNanos) {
    this.window = window;
    this.workers = workers;
    this.embedded = embedded;
    this.timeoutNanos = timeoutNanos;
    this.lastReplyNanos = nowNanos;
  }

  /** Returns whether no request is in flight. */
  boolean isEmpty() {
    return inFlight.isEmpty();
  }

  /** Returns the limit on requests in flight; 0 if the engine is not ready. */
  int window() {
    return window;
  }

  /** Returns the number of requests in flight. */
  int inFlight() {
    return inFlight.size();
  }

  /** Returns whether the engine may have one more request of a class. */
  boolean hasRoom(WorkClass workClass, long nowNanos) {
    if (inFlight.size() >= window || sendBlocked) {
      return false;
    }
    if (embedded) {
      // Its connection knows which worker is idle.
      return true;
    }
    if (onTrial && !latency.hasReplies()) {
      return inFlight.isEmpty();
    }
    return hasRoomFor(workClass)
        && (inFlight.size() < MIN_PER_WORKER * workers
            || latency.queueingNanos(inFlight.size(), nowNanos) < MAX_QUEUEING_NANOS);
  }

  /* One worker is left for others, who would wait behind a slow request in the engine's queue. */
  private boolean hasRoomFor(WorkClass workClass) {
    boolean leavesOne = heavyInFlight + oddsInFlight < Math.max(1, workers - 1);
    return switch (workClass) {
      case QUICK -> true;
      case HEAVY -> leavesOne;
      case ODDS -> leavesOne && oddsInFlight < Math.max(1, workers / 2);
    };
  }

  /** Returns whether the engine has replied to a request. */
  boolean hasReplies() {
    return latency.hasReplies();
  }

  /**
   * Sets whether another engine has shown that it answers requests. Until its own first reply, this
   * one then has one request at a time: an engine that answers probes need not answer rolls.
   */
  void setOnTrial(boolean trial) {
    onTrial = trial;
  }

  /**
   * Returns the requests of an engine on trial that it has not answered soon, each once, so that
   * another engine gets them as well. A late reply still shows that the engine works.
   */
  List<PendingRequest> takeOverdueTrials(long nowNanos) {
    if (!onTrial || embedded || latency.hasReplies() || inFlight.isEmpty()) {
      return List.of();
    }
    List<PendingRequest> overdue = new ArrayList<>();
    for (Sent sent : inFlight.values()) {
      boolean late = nowNanos - sent.atNanos() >= TRIAL_NANOS;
      if (late && !sent.request().isCompleted() && moved.add(sent.request().id())) {
        overdue.add(sent.request());
      }
    }
    return overdue;
  }

  /** Returns the expected latency of a request sent now, in nanoseconds. */
  double expectedNanos(long nowNanos) {
    return latency.expectedNanos(inFlight.size(), nowNanos);
  }

  /** Records that the socket's queue is full; the engine has no room until its next reply. */
  void onSendBlocked() {
    sendBlocked = true;
  }

  /** Adds a request that was sent. */
  void add(PendingRequest request, long nowNanos) {
    inFlight.put(request.id(), new Sent(request, nowNanos, inFlight.size() + 1));
    count(request, 1);
  }

  /** Returns the request in flight with this id; null if there is none. */
  @Nullable PendingRequest inFlight(RequestId id) {
    Sent sent = inFlight.get(id);
    return sent == null ? null : sent.request();
  }

  /**
   * Records a valid reply and removes its request.
   *
   * @return the time from request to reply, in nanoseconds
   */
  long onReply(RequestId id, long nowNanos) {
    Sent sent = inFlight.get(id);
    if (sent == null) {
      throw new IllegalArgumentException("not in flight: " + id);
    }
    long takenNanos = nowNanos - sent.atNanos();
    latency.onReply(takenNanos, sent.place(), gapNanos(nowNanos), nowNanos);
    remove(id);
    lastReplyNanos = nowNanos;
    invalidReplies = 0;
    sendBlocked = false;
    return takenNanos;
  }

  /** Removes a request, if it is in flight. */
  void remove(RequestId id) {
    Sent sent = inFlight.remove(id);
    if (sent != null) {
      count(sent.request(), -1);
      moved.remove(id);
    }
  }

  private void count(PendingRequest request, int more) {
    switch (request.workClass()) {
      case QUICK -> {}
      case HEAVY -> heavyInFlight += more;
      case ODDS -> oddsInFlight += more;
    }
  }

  /**
   * Returns the work that an engine elsewhere did for a request answered now, as far as its latency
   * shows, in nanoseconds of one worker.
   */
  long workNanos(RequestId id, long nowNanos) {
    Sent sent = inFlight.get(id);
    if (sent == null) {
      return 0;
    }
    long spent = Math.max(MIN_WORK_NANOS, nowNanos - sent.atNanos() - latency.leastNanos());
    return sent.place() <= workers ? spent : spent * workers / sent.place();
  }

  /** Records an invalid reply. */
  void onInvalidReply() {
    invalidReplies++;
  }

  /** Discounts the time in which this process itself did not run from the engine's silence. */
  void discountStall(long stallNanos, long nowNanos) {
    lastReplyNanos =
        Math.min(nowNanos, Math.max(lastReplyNanos, oldestSentNanos(nowNanos)) + stallNanos);
  }

  /**
   * Removes requests whose deadline is long over, so that a lost reply costs no place for ever.
   *
   * @return the time before which the removed ones were sent
   */
  long removeExpired(long nowNanos) {
    long limitNanos = timeoutNanos * EXPIRY_FACTOR;
    while (nowNanos - oldestSentNanos(nowNanos) >= limitNanos) {
      remove(inFlight.keySet().iterator().next());
    }
    return nowNanos - limitNanos;
  }

  /**
   * Returns the reason to give up the engine, as text for the log.
   *
   * @param sole whether no other engine could take over
   * @return null if there is no reason
   */
  @Nullable String fault(boolean sole, long nowNanos) {
    if (invalidReplies >= MAX_INVALID_REPLIES) {
      return "invalid replies";
    }
    if (inFlight.isEmpty()) {
      return null;
    }
    return gapNanos(nowNanos) >= silenceLimitNanos(sole) ? SILENT : null;
  }

  /** Returns the requests in flight that are not completed. */
  List<PendingRequest> pending() {
    List<PendingRequest> pending = new ArrayList<>();
    for (Sent sent : inFlight.values()) {
      if (!sent.request().isCompleted() && !moved.contains(sent.request().id())) {
        pending.add(sent.request());
      }
    }
    return pending;
  }

  private long silenceLimitNanos(boolean sole) {
    long limit = latency.silenceLimitNanos(timeoutNanos);
    // A new connection to an embedded engine repairs little: it is in the same process.
    if (oddsInFlight > 0 || embedded) {
      return Math.max(limit, timeoutNanos / 5 * 4);
    }
    return sole ? Math.max(limit, Math.min(SOLE_SILENCE_NANOS, timeoutNanos)) : limit;
  }

  /** Returns the time in which the engine had requests and sent no reply, in nanoseconds. */
  private long gapNanos(long nowNanos) {
    return Math.min(nowNanos - lastReplyNanos, nowNanos - oldestSentNanos(nowNanos));
  }

  private long oldestSentNanos(long ifNone) {
    return inFlight.isEmpty() ? ifNone : inFlight.values().iterator().next().atNanos();
  }
}
