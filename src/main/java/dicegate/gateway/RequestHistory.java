package dicegate.gateway;

import dicegate.wire.frames.Verb;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The recent requests of one session and their answers, within a memory budget, so that the same id
 * never rolls twice.
 *
 * <p>An answer is kept for {@link #KEPT_NANOS}. All answers together take at most {@link
 * #MAX_KEPT_CHARS}: the oldest are dropped first, and an answer longer than that is not kept. The
 * id of a dropped answer is still remembered, up to {@link #MAX_IDS} ids, the oldest dropped first;
 * a request with such an id is refused, not rolled again.
 *
 * <p>All sessions together have a budget too, {@link #MAX_TOTAL_CHARS}. While it is exceeded, each
 * session that gets an answer is cut down to {@link #MIN_KEPT_CHARS} and {@link #MIN_IDS}: clients
 * that fill the server's memory take from others only what these can do without.
 *
 * <p>Guarded by its {@link ResumableSession}.
 */
final class RequestHistory {

  /** The maximum number of requests, running ones included. */
  static final int MAX_IDS = 512;

  /** The maximum of text kept, answers and fingerprints, in UTF-16 units. */
  static final int MAX_KEPT_CHARS = 64 * 1024;

  /** The maximum of text kept while all sessions together exceed their budget. */
  static final int MIN_KEPT_CHARS = 4 * 1024;

  /** The maximum number of answered requests then. */
  static final int MIN_IDS = 16;

  /** The budget of all sessions together, in UTF-16 units; an id counts as {@link #ID_CHARS}. */
  static final long MAX_TOTAL_CHARS = 32L * 1024 * 1024;

  /** The cost of one id, in UTF-16 units. */
  static final int ID_CHARS = 256;

  /** How long an answer is kept, and a session without a connection: 2 minutes. */
  static final long KEPT_NANOS = 120_000_000_000L;

  private final LongSupplier nanoClock;
  private final AtomicLong totalChars;
  private final Map<String, TrackedRequest> requests = new HashMap<>();
  private final Queue<TrackedRequest> answered = new ArrayDeque<>(); // oldest first
  private final Queue<TrackedRequest> kept = new ArrayDeque<>(); // with an answer; oldest first
  private int keptChars;
  private boolean discarded;

  /** One request of the session, running or answered. */
  static final class TrackedRequest {
    private final String id;
    private final Verb verb;

    /** Dropped with the answer's arrival, since it holds the container's connection. */
    private @Nullable Outbox requester;

    private long answeredAtNanos;
    private @Nullable String fingerprint; // dropped with the answer
    private @Nullable String answer;

    private TrackedRequest(String id, Verb verb, String fingerprint, Outbox requester) {
      this.id = id;
      this.verb = verb;
      this.fingerprint = fingerprint;
      this.requester = requester;
    }
  }

  /**
   * Creates an empty history.
   *
   * @param nanoClock returns the time as {@link System#nanoTime} does
   * @param totalChars the text that all sessions keep together, in UTF-16 units
   */
  RequestHistory(LongSupplier nanoClock, AtomicLong totalChars) {
    this.nanoClock = nanoClock;
    this.totalChars = totalChars;
  }

  /** Checks a request's id, and tracks the request if it is new. */
  IdempotencyCheck check(String id, Verb verb, String fingerprint, Outbox requester) {
    removeExpired();
    TrackedRequest before = requests.get(id);
    if (before == null) {
      return track(id, verb, fingerprint, requester);
    }
    if (before.fingerprint == null) {
      return new IdempotencyCheck.AnswerDropped();
    }
    if (before.verb != verb || !before.fingerprint.equals(fingerprint)) {
      return new IdempotencyCheck.Reused();
    }
    if (before.answer != null) {
      return new IdempotencyCheck.Repeated(before.answer);
    }
    before.requester = requester;
    return new IdempotencyCheck.Joined();
  }

  /** Ends a request, as {@link ResumableSession#complete} does. */
  @Nullable Outbox complete(TrackedRequest request, String frame, boolean keep) {
    Outbox requester = request.requester;
    request.requester = null;
    if (requester == null || discarded) {
      return requester;
    }
    request.answeredAtNanos = nanoClock.getAsLong();
    if (keep) {
      answered.add(request);
      keep(request, frame);
    } else {
      remove(request);
    }
    return requester;
  }

  /** Tells whether all requests are answered. */
  boolean isIdle() {
    return requests.size() == answered.size();
  }

  /** Removes expired answers; returns whether the history is empty. */
  boolean removeExpired() {
    long now = nanoClock.getAsLong();
    TrackedRequest oldest;
    while ((oldest = answered.peek()) != null && now - oldest.answeredAtNanos >= KEPT_NANOS) {
      evict(answered.remove());
    }
    return requests.isEmpty();
  }

  /** Releases everything it keeps, now and later. */
  void discard() {
    discarded = true;
    totalChars.addAndGet(-(keptChars + (long) ID_CHARS * requests.size()));
    keptChars = 0;
    requests.clear();
    answered.clear();
    kept.clear();
  }

  private IdempotencyCheck track(String id, Verb verb, String fingerprint, Outbox requester) {
    if (requests.size() >= MAX_IDS) {
      TrackedRequest oldest = answered.poll();
      if (oldest == null) {
        return new IdempotencyCheck.Full();
      }
      evict(oldest);
    }
    TrackedRequest request = new TrackedRequest(id, verb, fingerprint, requester);
    requests.put(id, request);
    totalChars.addAndGet(ID_CHARS);
    return new IdempotencyCheck.Fresh(request);
  }

  private void keep(TrackedRequest request, String frame) {
    boolean scarce = totalChars.get() > MAX_TOTAL_CHARS;
    int allowance = scarce ? MIN_KEPT_CHARS : MAX_KEPT_CHARS;
    request.answer = frame;
    if (chars(request) > allowance) {
      drop(request);
    } else {
      kept.add(request);
      charge(chars(request));
    }
    while (keptChars > allowance) {
      dropOldestKept();
    }
    while (scarce && answered.size() > MIN_IDS) {
      evict(answered.remove());
    }
  }

  private void evict(TrackedRequest request) {
    remove(request);
    // Both queues are in the order of the answers: the first of answered is the first of kept.
    if (request.answer != null) {
      dropOldestKept();
    }
  }

  private void remove(TrackedRequest request) {
    requests.remove(request.id);
    totalChars.addAndGet(-ID_CHARS);
  }

  private void dropOldestKept() {
    TrackedRequest oldest = kept.remove();
    charge(-chars(oldest));
    drop(oldest);
  }

  private void charge(int chars) {
    keptChars += chars;
    totalChars.addAndGet(chars);
  }

  private static void drop(TrackedRequest request) {
    request.answer = null;
    request.fingerprint = null;
  }

  private static int chars(TrackedRequest request) {
    return length(request.fingerprint) + length(request.answer);
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
