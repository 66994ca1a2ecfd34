package dicegate.gateway;

import dicegate.http.ConnectionLimiter;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket connection: its id, its conversation, its heartbeat, and the message that is being
 * assembled from fragments.
 *
 * <p>The {@code on...} methods are called by one thread at a time, as containers do; {@link #check}
 * by the maintenance loop, when the connection is due in the registry's {@link TimingWheel}.
 */
final class Connection {

  /** The interval of checks while a send is in flight, or after a close. */
  private static final long WATCH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final UUID id;
  private final String address;
  private final ClientSocket socket;
  private final Outbox outbox;
  private final Conversation conversation;
  private final Heartbeat heartbeat;
  private final Metrics metrics;
  private final TimingWheel<Connection> wheel;
  private final TimingWheel.Entry<Connection> timer = new TimingWheel.Entry<>(this);

  /** Whether a check is set for a send in flight or a close; only to spare the wheel's lock. */
  private volatile boolean watched;

  /** The fragments so far; null before the first message in fragments. */
  private @Nullable StringBuilder partialMessage;

  Connection(
      UUID id,
      String address,
      ClientSocket socket,
      GatewayContext context,
      TimingWheel<Connection> wheel) {
    this.id = id;
    this.address = address;
    this.socket = socket;
    LongSupplier nanoClock = context.nanoClock();
    this.metrics = context.metrics();
    this.wheel = wheel;
    UnreadText unread = new UnreadText(address, context.unreadText());
    this.outbox = new Outbox(socket, unread, metrics, nanoClock, this::watch);
    boolean distinct = context.settings().limits().distinguishesAddresses();
    this.conversation = new Conversation(id, distinct ? address : "", context, outbox, unread);
    this.heartbeat = new Heartbeat(nanoClock, id.hashCode());
  }

  UUID id() {
    return id;
  }

  /** Returns the client's address, as {@link ConnectionLimiter} counts it. */
  String address() {
    return address;
  }

  void sendHello() {
    conversation.sendHello();
  }

  /** Takes a message or a fragment of one; a message that is too long closes the connection. */
  void onText(String part, boolean last) {
    heartbeat.recordActivity();
    if (outbox.isClosed()) {
      return;
    }
    StringBuilder partial = partialMessage;
    int length = partial == null ? 0 : partial.length();
    if (length + part.length() > GatewaySettings.MAX_MESSAGE_CHARS) {
      closeTooBig();
      return;
    }
    if (last && length == 0) {
      conversation.onText(part);
      return;
    }
    if (partial == null) {
      partial = new StringBuilder();
      partialMessage = partial;
    }
    partial.append(part);
    if (last) {
      partialMessage = null;
      conversation.onText(partial.toString());
    }
  }

  void onBinary() {
    heartbeat.recordActivity();
    if (!outbox.isClosed()) {
      closeInvalid(CloseCode.UNSUPPORTED_DATA, "only text messages are supported");
    }
  }

  /** Takes the header of a frame that is longer than any message may be. */
  void onOversizedFrame() {
    if (!outbox.isClosed()) {
      closeTooBig();
    }
  }

  /** Refuses a frame whose end has not arrived, because the limit of such bytes is reached. */
  void onTooManyUnfinishedFrames() {
    outbox.closeWith(CloseCode.TRY_AGAIN_LATER, "too many unfinished messages; try again later");
  }

  void onPong() {
    heartbeat.recordActivity();
  }

  /** Sets the first check. */
  void startTimer() {
    wheel.set(timer, heartbeat.nanosToNextCheck());
  }

  /**
   * Checks time limits: pings a silent client, closes if it stays silent or does not read, and
   * drops expired answers. Sets the next check, unless the connection is closed.
   */
  void check() {
    // Before the outbox is looked at: a send that begins meanwhile sets a check of its own.
    watched = false;
    outbox.checkProgress();
    conversation.removeExpired();
    switch (heartbeat.check()) {
      case ALIVE -> {}
      case PING -> socket.ping();
      case TIMED_OUT -> {
        metrics.count(Counter.CLIENTS_VANISHED);
        outbox.closeWith(
            CloseCode.HEARTBEAT_TIMEOUT,
            "no message or pong for " + Heartbeat.TIMEOUT_SECONDS + " s");
      }
    }
    if (!outbox.isIdle()) {
      watch();
    }
    startTimer();
  }

  private void watch() {
    if (!watched) {
      watched = true;
      wheel.set(timer, WATCH_NANOS);
    }
  }

  /** Pings, so that a network connection that has ended is noticed. */
  void confirm() {
    if (!outbox.isClosed()) {
      socket.ping();
    }
  }

  /** Tells whether the gateway has closed it, or begun to. */
  boolean isClosed() {
    return outbox.isClosed();
  }

  /** Releases the resources of this connection; the session keeps answers that arrive later. */
  void onDisconnect() {
    wheel.remove(timer);
    conversation.onDisconnect();
  }

  /** Ends the network connection, without waiting for the peer. */
  void abort() {
    socket.abort();
  }

  /** Tells whether the network connection has ended, as far as the container reports that. */
  boolean isEnded() {
    return socket.isEnded();
  }

  /** Runs an action when the network connection has ended. */
  void whenEnded(Runnable action) {
    socket.whenEnded(action);
  }

  /** Tells whether all requests are answered, so that a close loses nothing. */
  boolean isIdle() {
    return conversation.isIdle();
  }

  /** Tells whether the client sent a request that was refused because of the shutdown. */
  boolean askedWhileDraining() {
    return conversation.askedWhileDraining();
  }

  /** Closes the connection because the service is shutting down. */
  void closeForRestart() {
    socket.close(CloseCode.SERVICE_RESTART, "service restart");
  }

  /** Rejects the connection, which is over the limit, and ignores its messages. */
  void reject() {
    outbox.closeWith(CloseCode.TRY_AGAIN_LATER, "too many connections; try again later");
  }

  private void closeTooBig() {
    closeInvalid(
        CloseCode.TOO_BIG,
        "a message is at most " + GatewaySettings.MAX_MESSAGE_CHARS + " characters");
  }

  private void closeInvalid(int code, String reason) {
    partialMessage = null;
    metrics.count(Counter.MESSAGES_REFUSED);
    outbox.closeWith(code, reason);
  }
}
