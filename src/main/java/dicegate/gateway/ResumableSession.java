package dicegate.gateway;

import dicegate.wire.frames.Verb;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The session of one client of the JSON dialect: its {@link RequestHistory}, the series of its
 * rolls, and the connection that owns it. It outlives the connection: running requests complete
 * into it, and a new connection may {@linkplain SessionStore#resume resume} it.
 *
 * <p>Thread-safe. Nothing is sent under its lock.
 */
final class ResumableSession {

  private final UUID id;
  private final SessionSeries series;
  private final RequestHistory history; // guarded by this
  private @Nullable Outbox owner; // guarded by this

  /**
   * Creates a session.
   *
   * @param owner the outbox of its connection
   * @param nanoClock returns the time as {@link System#nanoTime} does
   * @param totalBytes the memory of the requests of all sessions
   * @param series of its rolls
   */
  ResumableSession(
      UUID id, Outbox owner, LongSupplier nanoClock, AtomicLong totalBytes, SessionSeries series) {
    this.id = id;
    this.series = series;
    this.owner = owner;
    this.history = new RequestHistory(nanoClock, totalBytes);
  }

  /** Returns the id: a secret, since it is enough to resume the session. Not to be logged. */
  UUID id() {
    return id;
  }

  /** Returns the series of its rolls. */
  SessionSeries series() {
    return series;
  }

  /**
   * Checks a request's id, and tracks the request if it is new.
   *
   * @param requestId the client's id, as JSON
   * @param fingerprint differs between different requests under the same id
   * @param requester the connection's outbox, where the answer is to be sent
   */
  synchronized IdempotencyCheck checkIdempotency(
      String requestId, Verb verb, String fingerprint, Outbox requester) {
    return requester == owner
        ? history.check(requestId, verb, fingerprint, requester)
        : new IdempotencyCheck.Replaced();
  }

  /**
   * Ends a request.
   *
   * @param frame its answer
   * @param keep whether the same id gets the same answer again; if not, it is a new request
   * @return where the answer is to be sent; null if the request was answered before
   */
  synchronized @Nullable Outbox complete(
      RequestHistory.TrackedRequest request, String frame, boolean keep) {
    return history.complete(request, frame, keep);
  }

  /** Tells whether all requests are answered. */
  synchronized boolean isIdle() {
    return history.isIdle();
  }

  /** Gives the session to another connection, and returns its previous owner. */
  synchronized @Nullable Outbox transferTo(Outbox newOwner) {
    Outbox before = owner;
    owner = newOwner;
    return before;
  }

  /** Takes the session from a connection that ends; false if that is no longer its owner. */
  synchronized boolean release(Outbox leaving) {
    if (owner != leaving) {
      return false;
    }
    owner = null;
    return true;
  }

  /** Removes expired answers; returns whether nothing is left to resume for. */
  synchronized boolean removeExpired() {
    return history.removeExpired();
  }

  /** Releases everything it keeps, now and later: nobody can resume it. */
  synchronized void discard() {
    history.discard();
  }
}
