package dicegate.gateway;

import dicegate.table.SeriesFrames;
import dicegate.telemetry.Counter;
import dicegate.wire.ErrorCode;
import dicegate.wire.json.ClientMessage;
import dicegate.wire.json.ServerError;
import dicegate.wire.json.ServerFrame;
import org.jspecify.annotations.Nullable;

/**
 * The session of one connection: opened with {@code hello}, exchanged for an earlier one by {@code
 * resume}, and detached at the end.
 *
 * <p>{@link #open} and {@link #resume} are called by one thread at a time, all else by any.
 */
final class ConnectionSession {

  private final GatewayContext context;
  private final Outbox outbox;

  /** Null until the client is known to speak JSON. */
  private volatile @Nullable ResumableSession current;

  ConnectionSession(GatewayContext context, Outbox outbox) {
    this.context = context;
    this.outbox = outbox;
  }

  /** Tells whether there is a session, so that the client speaks JSON. */
  boolean isOpen() {
    return current != null;
  }

  /** Opens a session and sends {@code hello}; does nothing if there is a session. */
  void open() {
    if (current == null) {
      ResumableSession opened = context.sessions().open(outbox);
      attach(opened);
      GatewaySettings settings = context.settings();
      ServerFrame.Limits limits =
          new ServerFrame.Limits(GatewaySettings.MAX_MESSAGE_CHARS, settings.limits().inFlight());
      boolean webhooks = context.tables().sendsWebhooks();
      ServerFrame.SeriesState series = SeriesFrames.series(opened.series().own().state());
      outbox.send(context.json().hello(opened.id(), settings.version(), webhooks, limits, series));
    }
  }

  /** Replaces the session by an earlier one, and answers. */
  void resume(ClientMessage.Resume resume) {
    ResumableSession own = current;
    ResumableSession found = context.sessions().resume(resume.session(), outbox);
    if (found == null || own == null) {
      context.metrics().count(Counter.SESSIONS_UNKNOWN);
      outbox.send(context.json().error(resume.id(), ServerError.of(ErrorCode.NO_SESSION)));
      return;
    }
    context.metrics().count(Counter.SESSIONS_RESUMED);
    attach(found);
    if (found != own) {
      context.sessions().detach(own, outbox);
    }
    ServerFrame.SeriesState series = SeriesFrames.series(found.series().own().state());
    outbox.send(context.json().resumed(resume.id(), found.id(), series));
  }

  /**
   * Returns the session.
   *
   * @throws IllegalStateException if it is not open
   */
  ResumableSession get() {
    ResumableSession session = current;
    if (session == null) {
      throw new IllegalStateException("a request before hello");
    }
    return session;
  }

  /** Tells whether all requests of the session are answered. */
  boolean isIdle() {
    ResumableSession session = current;
    return session == null || session.isIdle();
  }

  /** Drops the answers that the session has kept long enough. */
  void removeExpired() {
    ResumableSession session = current;
    if (session != null) {
      session.removeExpired();
    }
  }

  /** Detaches the session, now that the outbox is closed. */
  void detach() {
    ResumableSession session = current;
    if (session != null) {
      context.sessions().detach(session, outbox);
    }
  }

  /* The connection may end at the same time. It closes its outbox before it detaches, and here the
  session is set before the outbox is checked: so one of the two always detaches the session. */
  private void attach(ResumableSession session) {
    current = session;
    if (outbox.isClosed()) {
      context.sessions().detach(session, outbox);
    }
  }
}
