package dicegate.gateway;

import dicegate.verify.SeriesSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All sessions: those with a connection, and those that wait for their client to reconnect.
 *
 * <p>A session without requests is dropped with its connection, so a client that only connects and
 * disconnects displaces no other session.
 *
 * <p>Thread-safe. Its lock is taken before a session's, never after, and no connection is closed
 * under it.
 */
final class SessionStore {

  /** The maximum number of waiting sessions; the one that waited longest is dropped first. */
  static final int MAX_WAITING = 10_000;

  private final LongSupplier nanoClock;
  private final SeriesSource seriesSource;
  private final AtomicLong totalBytes = new AtomicLong();
  private final Map<String, ResumableSession> sessions = new HashMap<>(); // guarded by this

  /** Disconnect time by session id, oldest first. Guarded by this. */
  private final Map<String, Long> waiting = new LinkedHashMap<>();

  SessionStore(LongSupplier nanoClock, SeriesSource seriesSource) {
    this.nanoClock = nanoClock;
    this.seriesSource = seriesSource;
  }

  /** Opens a session for a connection. Its id has 122 random bits from a SecureRandom. */
  ResumableSession open(Outbox owner) {
    ResumableSession session =
        new ResumableSession(
            UUID.randomUUID(), owner, nanoClock, totalBytes, new SessionSeries(seriesSource));
    synchronized (this) {
      sessions.put(key(session), session);
    }
    return session;
  }

  /**
   * Gives a session to a connection, and closes its previous connection, which may still look
   * alive.
   *
   * @return null if the id is unknown
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
      before.closeWith(CloseCode.REPLACED, "the session continues on another connection");
    }
    return session;
  }

  /** Makes a session wait for its client; does nothing if another connection owns it. */
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
      Iterator<String> oldest = waiting.keySet().iterator();
      discard(oldest.next());
      oldest.remove();
    }
  }

  /**
   * Drops the sessions that have waited too long, with all their answers. The expired answers of
   * other sessions are dropped by the checks of their connections.
   */
  synchronized void expire() {
    long now = nanoClock.getAsLong();
    Iterator<Map.Entry<String, Long>> each = waiting.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<String, Long> oldest = each.next();
      if (now - oldest.getValue() < RequestHistory.KEPT_NANOS) {
        break;
      }
      discard(oldest.getKey());
      each.remove();
    }
  }

  /** Returns the number of sessions, with and without a connection. */
  synchronized int size() {
    return sessions.size();
  }

  /** Returns the memory of the requests and answers of all sessions, in bytes. */
  long totalBytes() {
    return totalBytes.get();
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
