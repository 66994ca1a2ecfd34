package dicegate.gateway;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All sessions: those of connections, and those that wait for their client to come back.
 *
 * <p>One that has nothing to resume for is not kept without a connection, so a client that only
 * opens and closes pushes nobody out.
 *
 * <p>Thread-safe. Its lock is taken before a session's, never after, and nothing is closed under
 * it.
 */
final class SessionStore {

  /** How many sessions without a connection are kept, those out first that have waited longest. */
  static final int MAX_WAITING = 10_000;

  private final LongSupplier nanoClock;
  private final AtomicLong totalChars = new AtomicLong();
  private final Map<String, ResumableSession> sessions = new HashMap<>(); // guarded by this

  /** Since when whose connection is gone; guarded by this, the longest first. */
  private final Map<String, Long> waiting = new LinkedHashMap<>();

  SessionStore(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Opens a session for a connection. Its id is random, 122 bits from a SecureRandom. */
  ResumableSession open(Outbox owner) {
    ResumableSession session =
        new ResumableSession(UUID.randomUUID(), owner, nanoClock, totalChars);
    synchronized (this) {
      sessions.put(key(session), session);
    }
    return session;
  }

  /**
   * Gives a session to a connection, and closes the one that had it, which may be alive or only
   * look so.
   *
   * @return null if there is none with this id
   */
  @Nullable ResumableSession resume(String id, Outbox newOwner) {
    ResumableSession session;
    Outbox before;
    synchronized (this) {
      session = sessions.get(id);
      if (session == null) {
        return null;
      }
      waiting.remove(id);
      before = session.transferTo(newOwner);
    }
    if (before != null && before != newOwner) {
      before.closeWith(CloseCode.REPLACED, "session resumed elsewhere");
    }
    return session;
  }

  /** Notes that a session's connection is gone; does nothing if it goes on over another. */
  synchronized void detach(ResumableSession session, Outbox leaving) {
    if (!session.release(leaving)) {
      return;
    }
    String id = key(session);
    if (session.removeExpired()) {
      sessions.remove(id);
      return;
    }
    waiting.put(id, nanoClock.getAsLong());
    if (waiting.size() > MAX_WAITING) {
      Iterator<String> longest = waiting.keySet().iterator();
      discard(longest.next());
      longest.remove();
    }
  }

  /** Forgets the sessions that have waited long enough, and in all others the old answers. */
  synchronized void expire() {
    long now = nanoClock.getAsLong();
    Iterator<Map.Entry<String, Long>> longest = waiting.entrySet().iterator();
    while (longest.hasNext()) {
      Map.Entry<String, Long> one = longest.next();
      if (now - one.getValue() < ResumableSession.KEPT_NANOS) {
        break;
      }
      discard(one.getKey());
      longest.remove();
    }
    sessions.values().forEach(ResumableSession::removeExpired);
  }

  /** Returns how many there are, with and without a connection. */
  synchronized int size() {
    return sessions.size();
  }

  /** Returns what all sessions keep, in UTF-16 units. */
  long totalChars() {
    return totalChars.get();
  }

  private void discard(String id) {
    ResumableSession discarded = sessions.remove(id);
    if (discarded != null) {
      discarded.discard();
    }
  }

  private static String key(ResumableSession session) {
    return session.id().toString();
  }
}
