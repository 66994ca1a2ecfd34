package dicegate.fleet;

import dicegate.wire.frames.RequestId;
import dicegate.wire.frames.Verb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one engine owes, from when it is ready until it is given up: the requests in flight, how
 * fast it answers them, and whether it still does.
 *
 * <p>At most a window of requests is in flight, so ZeroMQ's own queues never fill and nothing is
 * lost in them. A request that has timed out keeps its place until its reply comes, or long after:
 * the engine still has it. Confined to the fleet's thread.
 */
final class InFlightRequests {

  /** With no other engine to go to, silence must last so long to be worth a new connection. */
  private static final long SOLE_SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** So many unusable replies without a good one between them are no accident. */
  private static final int MAX_INVALID_REPLIES = 64;

  /** After so many times its deadline, a request is no longer counted as in flight. */
  private static final int EXPIRY_FACTOR = 4;

  private final int window;
  private final boolean embedded;
  private final long timeoutNanos;
  private final Map<RequestId, Sent> inFlight = new LinkedHashMap<>();
  private final LatencyEstimate latency = new LatencyEstimate();
  private int oddsInFlight;
  private int invalidReplies;
  private boolean sendBlocked;
  private long lastReplyNanos;

  private record Sent(PendingRequest request, long atNanos, int place) {}

  /**
   * Makes the ledger of an engine that was heard just now.
   *
   * @param window how many requests it may have in flight; 0 if it is not ready
   * @param embedded whether it is in the same process
   * @param timeoutNanos how long a request may take
   */
  InFlightRequests(int window, boolean embedded, long timeoutNanos, long nowNanos) {
    this.window = window;
    this.embedded = embedded;
    this.timeoutNanos = timeoutNanos;
    this.lastReplyNanos = nowNanos;
  }

  /** Tells whether the engine owes nothing. */
  boolean isEmpty() {
    return inFlight.isEmpty();
  }

  /** Returns how many requests the engine may have in flight; 0 if it is not ready. */
  int window() {
    return window;
  }

  /** Returns how many requests the engine has. */
  int inFlight() {
    return inFlight.size();
  }

  boolean hasRoom() {
    return inFlight.size() < window && !sendBlocked;
  }

  /** Returns how long a request would take that is sent now, in nanoseconds; an estimate. */
  double expectedNanos(long nowNanos) {
    return latency.expectedNanos(inFlight.size(), nowNanos);
  }

  /** Notes that the engine's peer takes nothing off the wire; a reply shows that it does again. */
  void onSendBlocked() {
    sendBlocked = true;
  }

  /** Notes that the engine was sent the request. */
  void add(PendingRequest request, long nowNanos) {
    inFlight.put(request.id(), new Sent(request, nowNanos, inFlight.size() + 1));
    oddsInFlight += request.verb() == Verb.ODDS ? 1 : 0;
  }

  /** Returns the request in flight that has the id; null if there is none. */
  @Nullable PendingRequest inFlight(RequestId id) {
    Sent sent = inFlight.get(id);
    return sent == null ? null : sent.request();
  }

  /**
   * Notes a usable reply to a request in flight.
   *
   * @return how long the engine took over it, in nanoseconds
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

  /** Takes a request off what is in flight. */
  void remove(RequestId id) {
    Sent sent = inFlight.remove(id);
    oddsInFlight -= sent != null && sent.request().verb() == Verb.ODDS ? 1 : 0;
  }

  /** Notes a reply that breaks the contract. */
  void onInvalidReply() {
    invalidReplies++;
  }

  /** Does not hold against the engine that we ourselves did not run for a while. */
  void discountStall(long stallNanos, long nowNanos) {
    lastReplyNanos =
        Math.min(nowNanos, Math.max(lastReplyNanos, oldestSentNanos(nowNanos)) + stallNanos);
  }

  /** Lets go of requests whose deadline is long over, so that a lost reply costs no place. */
  void removeExpired(long nowNanos) {
    while (nowNanos - oldestSentNanos(nowNanos) >= timeoutNanos * EXPIRY_FACTOR) {
      remove(inFlight.keySet().iterator().next());
    }
  }

  /**
   * Returns why the engine is to be given up, in words for the log.
   *
   * @param sole whether no other engine could take over
   * @return null if there is no reason
   */
  @Nullable String fault(boolean sole, long nowNanos) {
    if (invalidReplies >= MAX_INVALID_REPLIES) {
      return "unusable replies";
    }
    if (inFlight.isEmpty()) {
      return null;
    }
    return gapNanos(nowNanos) >= silenceLimitNanos(sole) ? "silent" : null;
  }

  /** Returns the requests in flight that are not settled. */
  List<PendingRequest> pending() {
    List<PendingRequest> pending = new ArrayList<>();
    for (Sent sent : inFlight.values()) {
      if (!sent.request().isCompleted()) {
        pending.add(sent.request());
      }
    }
    return pending;
  }

  private long silenceLimitNanos(boolean sole) {
    long limit = latency.silenceLimitNanos(timeoutNanos);
    // Odds may take all workers as long as a hundred thousand rolls; and what is embedded is not
    // elsewhere, so a new connection to it mends little.
    if (oddsInFlight > 0 || embedded) {
      return Math.max(limit, timeoutNanos / 5 * 4);
    }
    return sole ? Math.max(limit, Math.min(SOLE_SILENCE_NANOS, timeoutNanos)) : limit;
  }

  /** Returns how long the engine has had work and said nothing. */
  private long gapNanos(long nowNanos) {
    return Math.min(nowNanos - lastReplyNanos, nowNanos - oldestSentNanos(nowNanos));
  }

  private long oldestSentNanos(long ifNone) {
    return inFlight.isEmpty() ? ifNone : inFlight.values().iterator().next().atNanos();
  }
}
