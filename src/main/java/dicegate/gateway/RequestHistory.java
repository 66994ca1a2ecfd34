package dicegate.gateway;

import dicegate.wire.frames.Verb;
import java.util.HashMap;
import java.util.Map;
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
 * <p>All sessions together have a budget too, {@link #MAX_TOTAL_BYTES}. While it is exceeded, each
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

  /** The budget of all sessions together, in bytes. */
  static final long MAX_TOTAL_BYTES = 32L * 1024 * 1024;

  /** The memory of one running request without its id and its fingerprint, in bytes. */
  static final int RUNNING_BYTES = 256;

  /** How long an answer is kept, and a session without a connection: 2 minutes. */
  static final long KEPT_NANOS = 120_000_000_000L;

  private final LongSupplier nanoClock;
  private final AtomicLong totalBytes;
  private final Map<String, TrackedRequest> running = new HashMap<>();
  private AnsweredRequests answered = new AnsweredRequests();
  private long chargedBytes;
  private long runningBytes;
  private boolean discarded;

  /** A running request of the session. */
  static final class TrackedRequest {
    private final String id;
    private final Verb verb;
    private final String fingerprint;

    /** Null when it is answered. */
    private @Nullable Outbox requester;

    private TrackedRequest(String id, Verb verb, String fingerprint, Outbox requester) {
      this.id = id;
      this.verb = verb;
      this.fingerprint = fingerprint;
      this.requester = requester;
    }

    /** Returns its memory; text takes two bytes a character at most. */
    private int bytes() {
      return RUNNING_BYTES + Character.BYTES * (id.length() + fingerprint.length());
    }
  }

  /**
   * Creates an empty history.
   *
   * @param nanoClock returns the time as {@link System#nanoTime} does
   * @param totalBytes the memory of all sessions together
   */
  RequestHistory(LongSupplier nanoClock, AtomicLong totalBytes) {
    this.nanoClock = nanoClock;
    this.totalBytes = totalBytes;
  }

  /** Checks a request's id, and tracks the request if it is new. */
  IdempotencyCheck check(String id, Verb verb, String fingerprint, Outbox requester) {
    evictExpired();
    TrackedRequest same = running.get(id);
    if (same != null) {
      if (same.verb != verb || !same.fingerprint.equals(fingerprint)) {
        return new IdempotencyCheck.Reused();
      }
      same.requester = requester;
      return new IdempotencyCheck.Joined();
    }
    int before = answered.find(id);
    if (before == AnsweredRequests.NONE) {
      IdempotencyCheck check = track(id, verb, fingerprint, requester);
      charge();
      return check;
    }
    if (!answered.isKept(before)) {
      return new IdempotencyCheck.AnswerDropped();
    }
    return answered.matches(before, verb, fingerprint)
        ? new IdempotencyCheck.Repeated(answered.answer(before))
        : new IdempotencyCheck.Reused();
  }

  /** Ends a request, as {@link ResumableSession#complete} does. */
  @Nullable Outbox complete(TrackedRequest request, String frame, boolean keep) {
    Outbox requester = request.requester;
    request.requester = null;
    if (requester == null || discarded) {
      return requester;
    }
    running.remove(request.id);
    runningBytes -= request.bytes();
    if (keep) {
      keep(request, frame);
    }
    charge();
    return requester;
  }

  /** Tells whether all requests are answered. */
  boolean isIdle() {
    return running.isEmpty();
  }

  /** Removes expired answers; returns whether the history is empty. */
  boolean removeExpired() {
    evictExpired();
    charge();
    return running.isEmpty() && answered.size() == 0;
  }

  /** Releases everything it keeps, now and later. */
  void discard() {
    discarded = true;
    running.clear();
    runningBytes = 0;
    answered = new AnsweredRequests();
    charge();
  }

  private void evictExpired() {
    long now = nanoClock.getAsLong();
    while (answered.size() > 0 && now - answered.oldestNanos() >= KEPT_NANOS) {
      answered.removeOldest();
    }
  }

  private IdempotencyCheck track(String id, Verb verb, String fingerprint, Outbox requester) {
    if (running.size() + answered.size() >= MAX_IDS) {
      if (answered.size() == 0) {
        return new IdempotencyCheck.Full();
      }
      answered.removeOldest();
    }
    TrackedRequest request = new TrackedRequest(id, verb, fingerprint, requester);
    running.put(id, request);
    runningBytes += request.bytes();
    return new IdempotencyCheck.Fresh(request);
  }

  private void keep(TrackedRequest request, String frame) {
    long now = nanoClock.getAsLong();
    boolean scarce = totalBytes.get() > MAX_TOTAL_BYTES;
    int allowance = scarce ? MIN_KEPT_CHARS : MAX_KEPT_CHARS;
    if (request.fingerprint.length() + frame.length() > allowance) {
      answered.addWithoutAnswer(request.id, request.verb, now);
    } else {
      answered.add(request.id, request.verb, request.fingerprint, frame, now);
    }
    while (answered.keptChars() > allowance) {
      answered.dropOldestAnswer();
    }
    while (scarce && answered.size() > MIN_IDS) {
      answered.removeOldest();
    }
  }

  /** Accounts for the change since the last call in the budget of all sessions. */
  private void charge() {
    long bytes = answered.bytes() + runningBytes;
    if (bytes != chargedBytes) {
      totalBytes.addAndGet(bytes - chargedBytes);
      chargedBytes = bytes;
    }
  }
}
