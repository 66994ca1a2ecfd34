package dicegate.gateway;

import dicegate.wire.frames.Verb;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one client of the JSON dialect asked lately and was answered, so that the same id never
 * rolls twice. It outlives the connection: requests that run on complete into it, and a new
 * connection may {@linkplain SessionStore#resume resume} it.
 *
 * <p>An answer is kept for {@link #KEPT_NANOS}, and at most {@link #MAX_KEPT_CHARS} of them all,
 * the oldest out first; an answer longer than that is not kept. An id whose answer had to go is
 * remembered still, up to {@link #MAX_IDS} ids, the oldest out first: asking it again is refused,
 * not rolled again.
 *
 * <p>All sessions together have a budget too, {@link #MAX_TOTAL_CHARS}. When it is used up, each
 * may keep only a little, {@link #MIN_KEPT_CHARS} and {@link #MIN_IDS}, as it is next answered: so
 * a crowd that fills the memory of the server takes from others what is more than enough, and not
 * what they need.
 *
 * <p>Thread-safe; nothing is sent and nobody asked under its lock.
 */
final class ResumableSession {

  /** The most requests remembered, those that run among them. */
  static final int MAX_IDS = 512;

  /** The most text kept, of answers and what they answer, in UTF-16 units. */
  static final int MAX_KEPT_CHARS = 64 * 1024;

  /** What a session may keep when all together keep too much. */
  static final int MIN_KEPT_CHARS = 4 * 1024;

  /** How many answered requests it may remember then. */
  static final int MIN_IDS = 16;

  /**
   * What all sessions together keep freely, in UTF-16 units, an id counted as {@link #ID_CHARS}.
   */
  static final long MAX_TOTAL_CHARS = 32L * 1024 * 1024;

  /** What it costs to remember an id. */
  static final int ID_CHARS = 256;

  /** How long an answer is kept, and a session without a connection: 2 minutes. */
  static final long KEPT_NANOS = 120_000_000_000L;

  private final UUID id;
  private final LongSupplier nanoClock;
  private final AtomicLong totalChars;
  private final Map<String, TrackedRequest> requests = new HashMap<>(); // guarded by this
  private final Queue<TrackedRequest> answered =
      new ArrayDeque<>(); // guarded by this, oldest first
  private final Queue<TrackedRequest> kept = new ArrayDeque<>(); // guarded by this, oldest first
  private int keptChars; // guarded by this
  private @Nullable Outbox owner; // guarded by this
  private boolean discarded; // guarded by this

  /** One request of this session; its members are guarded by the session. */
  static final class TrackedRequest {
    private final String id;
    private final Verb verb;
    private @Nullable Outbox
        requester; // dropped when it is answered: it holds the server's connection
    private long doneAtNanos;
    private @Nullable String expression; // dropped with the answer
    private @Nullable String answer;

    private TrackedRequest(String id, Verb verb, String expression, Outbox requester) {
      this.id = id;
      this.verb = verb;
      this.expression = expression;
      this.requester = requester;
    }
  }

  /** What is to be done with a request. */
  sealed interface IdempotencyCheck {

    /** It is new: to be asked, and then {@linkplain ResumableSession#complete settled}. */
    record Fresh(TrackedRequest request) implements IdempotencyCheck {}

    /** It runs already: its answer goes to who asked last. */
    record Joined() implements IdempotencyCheck {}

    /** It ran already: this is its answer, a whole frame. */
    record Repeated(String frame) implements IdempotencyCheck {}

    /** It ran already, and its answer is not kept any more. */
    record Forgotten() implements IdempotencyCheck {}

    /** Its id was used for something else. */
    record Reused() implements IdempotencyCheck {}

    /** As many requests run as can be remembered. */
    record Full() implements IdempotencyCheck {}

    /** It comes over a connection that the session has left. */
    record Replaced() implements IdempotencyCheck {}
  }

  /**
   * Makes a session of a connection's.
   *
   * @param totalChars what all sessions keep
   */
  ResumableSession(UUID id, Outbox owner, LongSupplier nanoClock, AtomicLong totalChars) {
    this.id = id;
    this.totalChars = totalChars;
    this.owner = owner;
    this.nanoClock = nanoClock;
  }

  /** Returns the id: a secret, since whoever knows it can be this client. Not to be logged. */
  UUID id() {
    return id;
  }

  /**
   * Tells what is to be done with a request.
   *
   * @param requestId the client's id, as JSON
   * @param requester the connection's outbox, where the answer is to go
   */
  synchronized IdempotencyCheck checkIdempotency(
      String requestId, Verb verb, String expression, Outbox requester) {
    if (requester != owner) {
      return new IdempotencyCheck.Replaced();
    }
    removeExpired();
    TrackedRequest before = requests.get(requestId);
    if (before == null) {
      return begin(requestId, verb, expression, requester);
    }
    if (before.expression == null) {
      return new IdempotencyCheck.Forgotten();
    }
    if (before.verb != verb || !before.expression.equals(expression)) {
      return new IdempotencyCheck.Reused();
    }
    if (before.answer != null) {
      return new IdempotencyCheck.Repeated(before.answer);
    }
    before.requester = requester;
    return new IdempotencyCheck.Joined();
  }

  /**
   * Ends a request.
   *
   * @param frame its answer
   * @param keep whether the same answer is to be given again; if not, the next one with this id is
   *     asked anew
   * @return where the answer is to be sent; null if the request was answered before
   */
  synchronized @Nullable Outbox complete(TrackedRequest request, String frame, boolean keep) {
    Outbox requester = request.requester;
    request.requester = null;
    if (requester == null || discarded) {
      return requester;
    }
    request.doneAtNanos = nanoClock.getAsLong();
    if (keep) {
      answered.add(request);
      keep(request, frame);
    } else {
      remove(request);
    }
    return requester;
  }

  /** Tells whether all that was asked is answered. */
  synchronized boolean isIdle() {
    return requests.size() == answered.size();
  }

  /** Gives the session to another connection; returns the one that had it. */
  synchronized @Nullable Outbox transferTo(Outbox newOwner) {
    Outbox before = owner;
    owner = newOwner;
    return before;
  }

  /** Takes the session from a connection that goes; false if it is not that one's any more. */
  synchronized boolean release(Outbox leaving) {
    if (owner != leaving) {
      return false;
    }
    owner = null;
    return true;
  }

  /** Forgets what was kept long enough; returns whether nothing is left worth resuming for. */
  synchronized boolean removeExpired() {
    long now = nanoClock.getAsLong();
    TrackedRequest oldest;
    while ((oldest = answered.peek()) != null && now - oldest.doneAtNanos >= KEPT_NANOS) {
      forget(answered.remove());
    }
    return requests.isEmpty();
  }

  /** Lets go of all it keeps, now and later: nobody can resume it any more. */
  synchronized void discard() {
    discarded = true;
    totalChars.addAndGet(-(keptChars + (long) ID_CHARS * requests.size()));
    keptChars = 0;
    requests.clear();
    answered.clear();
    kept.clear();
  }

  private IdempotencyCheck begin(String requestId, Verb verb, String expression, Outbox requester) {
    if (requests.size() >= MAX_IDS) {
      TrackedRequest oldest = answered.poll();
      if (oldest == null) {
        return new IdempotencyCheck.Full();
      }
      forget(oldest);
    }
    TrackedRequest request = new TrackedRequest(requestId, verb, expression, requester);
    requests.put(requestId, request);
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
      forget(answered.remove());
    }
  }

  private void forget(TrackedRequest request) {
    remove(request);
    // Both queues are in the order of the answers: whoever is first in one and kept is so in both.
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
    request.expression = null;
  }

  private static int chars(TrackedRequest request) {
    return length(request.expression) + length(request.answer);
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
