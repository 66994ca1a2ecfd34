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
 * connection may {@linkplain Sessions#resume resume} it.
 *
 * <p>An answer is kept for {@link #KEPT_NANOS}, and at most {@link #MAX_KEPT_CHARS} of them all,
 * the oldest out first; an answer longer than that is not kept. An id whose answer had to go is
 * remembered still, up to {@link #MAX_IDS} ids, the oldest out first: asking it again is refused,
 * not rolled again.
 *
 * <p>All sessions together have a budget too, {@link #MAX_CHARS_IN_ALL}. When it is used up, each
 * may keep only a little, {@link #LEAN_KEPT_CHARS} and {@link #LEAN_IDS}, as it is next answered:
 * so a crowd that fills the memory of the server takes from others what is more than enough, and
 * not what they need.
 *
 * <p>Thread-safe; nothing is sent and nobody asked under its lock.
 */
final class Session {

  /** The most requests remembered, those that run among them. */
  static final int MAX_IDS = 512;

  /** The most text kept, of answers and what they answer, in UTF-16 units. */
  static final int MAX_KEPT_CHARS = 64 * 1024;

  /** What a session may keep when all together keep too much. */
  static final int LEAN_KEPT_CHARS = 4 * 1024;

  /** How many answered requests it may remember then. */
  static final int LEAN_IDS = 16;

  /**
   * What all sessions together keep freely, in UTF-16 units, an id counted as {@link #ID_CHARS}.
   */
  static final long MAX_CHARS_IN_ALL = 32L * 1024 * 1024;

  /** What it costs to remember an id. */
  static final int ID_CHARS = 256;

  /** How long an answer is kept, and a session without a connection: 2 minutes. */
  static final long KEPT_NANOS = 120_000_000_000L;

  private final UUID id;
  private final LongSupplier nanoClock;
  private final AtomicLong charsInAll;
  private final Map<String, Asked> asked = new HashMap<>(); // guarded by this
  private final Queue<Asked> answered = new ArrayDeque<>(); // guarded by this, oldest first
  private final Queue<Asked> kept = new ArrayDeque<>(); // guarded by this, oldest first
  private int keptChars; // guarded by this
  private @Nullable Outbox owner; // guarded by this
  private boolean discarded; // guarded by this

  /** One request of this session; its members are guarded by the session. */
  static final class Asked {
    private final String id;
    private final Verb verb;
    private @Nullable Outbox asker; // dropped when it is answered: it holds the server's connection
    private long doneAtNanos;
    private @Nullable String expression; // dropped with the answer
    private @Nullable String answer;

    private Asked(String id, Verb verb, String expression, Outbox asker) {
      this.id = id;
      this.verb = verb;
      this.expression = expression;
      this.asker = asker;
    }
  }

  /** What is to be done with a request. */
  sealed interface Claim {

    /** It is new: to be asked, and then {@linkplain Session#settle settled}. */
    record Fresh(Asked asked) implements Claim {}

    /** It runs already: its answer goes to who asked last. */
    record Joined() implements Claim {}

    /** It ran already: this is its answer, a whole frame. */
    record Repeated(String frame) implements Claim {}

    /** It ran already, and its answer is not kept any more. */
    record Forgotten() implements Claim {}

    /** Its id was used for something else. */
    record Reused() implements Claim {}

    /** As many requests run as can be remembered. */
    record Full() implements Claim {}

    /** It comes over a connection that the session has left. */
    record Replaced() implements Claim {}
  }

  /**
   * Makes a session of a connection's.
   *
   * @param charsInAll what all sessions keep
   */
  Session(UUID id, Outbox owner, LongSupplier nanoClock, AtomicLong charsInAll) {
    this.id = id;
    this.charsInAll = charsInAll;
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
   * @param asker the connection's outbox, where the answer is to go
   */
  synchronized Claim claim(String requestId, Verb verb, String expression, Outbox asker) {
    if (asker != owner) {
      return new Claim.Replaced();
    }
    forgetOld();
    Asked before = asked.get(requestId);
    if (before == null) {
      return begin(requestId, verb, expression, asker);
    }
    if (before.expression == null) {
      return new Claim.Forgotten();
    }
    if (before.verb != verb || !before.expression.equals(expression)) {
      return new Claim.Reused();
    }
    if (before.answer != null) {
      return new Claim.Repeated(before.answer);
    }
    before.asker = asker;
    return new Claim.Joined();
  }

  /**
   * Ends a request.
   *
   * @param frame its answer
   * @param keep whether the same answer is to be given again; if not, the next one with this id is
   *     asked anew
   * @return where the answer is to be sent; null if the request was answered before
   */
  synchronized @Nullable Outbox settle(Asked request, String frame, boolean keep) {
    Outbox asker = request.asker;
    request.asker = null;
    if (asker == null || discarded) {
      return asker;
    }
    request.doneAtNanos = nanoClock.getAsLong();
    if (keep) {
      answered.add(request);
      keep(request, frame);
    } else {
      remove(request);
    }
    return asker;
  }

  /** Tells whether all that was asked is answered. */
  synchronized boolean isQuiet() {
    return asked.size() == answered.size();
  }

  /** Gives the session to another connection; returns the one that had it. */
  synchronized @Nullable Outbox handTo(Outbox newOwner) {
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
  synchronized boolean forgetOld() {
    long now = nanoClock.getAsLong();
    Asked oldest;
    while ((oldest = answered.peek()) != null && now - oldest.doneAtNanos >= KEPT_NANOS) {
      forget(answered.remove());
    }
    return asked.isEmpty();
  }

  /** Lets go of all it keeps, now and later: nobody can resume it any more. */
  synchronized void discard() {
    discarded = true;
    charsInAll.addAndGet(-(keptChars + (long) ID_CHARS * asked.size()));
    keptChars = 0;
    asked.clear();
    answered.clear();
    kept.clear();
  }

  private Claim begin(String requestId, Verb verb, String expression, Outbox asker) {
    if (asked.size() >= MAX_IDS) {
      Asked oldest = answered.poll();
      if (oldest == null) {
        return new Claim.Full();
      }
      forget(oldest);
    }
    Asked request = new Asked(requestId, verb, expression, asker);
    asked.put(requestId, request);
    charsInAll.addAndGet(ID_CHARS);
    return new Claim.Fresh(request);
  }

  private void keep(Asked request, String frame) {
    boolean lean = charsInAll.get() > MAX_CHARS_IN_ALL;
    int allowance = lean ? LEAN_KEPT_CHARS : MAX_KEPT_CHARS;
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
    while (lean && answered.size() > LEAN_IDS) {
      forget(answered.remove());
    }
  }

  private void forget(Asked request) {
    remove(request);
    // Both queues are in the order of the answers: whoever is first in one and kept is so in both.
    if (request.answer != null) {
      dropOldestKept();
    }
  }

  private void remove(Asked request) {
    asked.remove(request.id);
    charsInAll.addAndGet(-ID_CHARS);
  }

  private void dropOldestKept() {
    Asked oldest = kept.remove();
    charge(-chars(oldest));
    drop(oldest);
  }

  private void charge(int chars) {
    keptChars += chars;
    charsInAll.addAndGet(chars);
  }

  private static void drop(Asked request) {
    request.answer = null;
    request.expression = null;
  }

  private static int chars(Asked request) {
    return length(request.expression) + length(request.answer);
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
