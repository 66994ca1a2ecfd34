package dicegate.fleet;

import dicegate.fleet.EngineAnswer.Reason;
import dicegate.telemetry.Meter;
import dicegate.telemetry.Meters;
import dicegate.wire.frames.EngineReply;
import dicegate.wire.frames.RequestId;
import dicegate.wire.json.JsonCodec;
import dicegate.zmq.SocketContext;
import dicegate.zmq.SocketLoop;
import dicegate.zmq.Wakeup;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

/**
 * The thread that owns the links to the engines, and every request from when it was taken over
 * until it is settled.
 *
 * <pre>
 *   inbox -> waiting -> outstanding on a link -> settled
 *              \____________________\__ deadline passed, link lost, stop: settled too
 * </pre>
 *
 * <p>One link so far; which link a waiting request goes to is decided in {@link #sendWaiting}.
 */
final class FleetLoop implements SocketLoop.Work {

  /** How many messages may pass one way before the other way has its turn. */
  private static final int BATCH = 256;

  /** The longest sleep; also how late a deadline may be kept. */
  private static final long SLEEP_MILLIS = 20;

  /** The shortest time between two new connections to an engine. */
  private static final long RESET_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** The place of the wake-up in the poller, behind the link's socket. */
  private static final int WAKEUP_INDEX = 1;

  private final FleetSettings settings;
  private final Supplier<SocketContext> contexts;
  private final JsonCodec json;
  private final Meters meters;
  private final LongSupplier nanoClock;
  private final Queue<PendingRequest> inbox;
  private final Deque<PendingRequest> waiting = new ArrayDeque<>();
  private final Map<RequestId, PendingRequest> unsettled = new LinkedHashMap<>();
  private @Nullable EngineLink link;
  private ZMQ.@Nullable Poller poller;
  private long resetNanos;
  private volatile @Nullable Wakeup wakeup;
  private volatile boolean stopping;

  /**
   * Makes the work of the fleet's loop.
   *
   * @param contexts gives the context for a new link
   * @param inbox where others hand requests over; bounded by its users
   */
  FleetLoop(
      FleetSettings settings,
      Supplier<SocketContext> contexts,
      JsonCodec json,
      Meters meters,
      LongSupplier nanoClock,
      Queue<PendingRequest> inbox) {
    this.settings = settings;
    this.contexts = contexts;
    this.json = json;
    this.meters = meters;
    this.nanoClock = nanoClock;
    this.inbox = inbox;
  }

  /** Says that the coming close is for good, from any thread. */
  void announceStop() {
    stopping = true;
  }

  @Override
  public void open() {
    wakeup = new Wakeup();
    resetNanos = nanoClock.getAsLong() - RESET_PAUSE_NANOS;
    openLink();
  }

  @Override
  public void pollOnce() {
    EngineLink engine = Objects.requireNonNull(link, "open");
    long now = nanoClock.getAsLong();
    int moved = takeOver() + sendWaiting(engine, now) + takeReplies(engine, now);
    boolean silent = expire(engine, now);
    if ((silent || engine.broken()) && now - resetNanos >= RESET_PAUSE_NANOS) {
      resetNanos = now;
      resetLink();
    } else if (moved == 0) {
      sleep();
    }
  }

  @Override
  public void wake() {
    Wakeup current = wakeup;
    if (current != null) {
      current.signal();
    }
  }

  @Override
  public void close() {
    Reason reason = stopping ? Reason.STOPPED : Reason.ENGINE_LOST;
    closeLink(reason);
    takeOver();
    unsettled.values().forEach(request -> request.settle(unavailable(reason)));
    unsettled.clear();
    waiting.clear();
    if (wakeup != null) {
      wakeup.close();
      wakeup = null;
    }
  }

  private int takeOver() {
    int taken = 0;
    PendingRequest request;
    while ((request = inbox.poll()) != null) {
      waiting.add(request);
      unsettled.put(request.id(), request);
      taken++;
    }
    return taken;
  }

  private int sendWaiting(EngineLink engine, long now) {
    int sent = 0;
    while (sent < BATCH && engine.hasRoom()) {
      PendingRequest request = waiting.peek();
      if (request == null || !(request.settled() || engine.send(request, now))) {
        break;
      }
      waiting.remove();
      if (request.settled()) {
        unsettled.remove(request.id());
      }
      sent++;
    }
    return sent;
  }

  private int takeReplies(EngineLink engine, long now) {
    int taken = 0;
    EngineLink.Answered answered;
    while (taken < BATCH && (answered = engine.receive(now)) != null) {
      unsettled.remove(answered.request().id());
      answered.request().settle(answerOf(answered.reply()));
      taken++;
    }
    return taken;
  }

  private EngineAnswer answerOf(EngineReply reply) {
    // The embedded engine is our own code; what comes from elsewhere is checked before it travels.
    if (!settings.engine().embedded() && !json.isValue(reply.body())) {
      meters.count(Meter.REPLIES_MALFORMED);
      return unavailable(Reason.BAD_REPLY);
    }
    return switch (reply.status()) {
      case OK -> {
        meters.count(Meter.ROLLS_ANSWERED);
        yield new EngineAnswer.Rolled(reply.body());
      }
      case ERROR -> {
        meters.count(Meter.ROLLS_REFUSED);
        yield new EngineAnswer.Refused(reply.body());
      }
      case UNSUPPORTED -> new EngineAnswer.Unsupported();
    };
  }

  /** Settles what is over its deadline; all have the same time, so the oldest are in front. */
  private boolean expire(EngineLink engine, long now) {
    boolean silent = false;
    Iterator<PendingRequest> oldestFirst = unsettled.values().iterator();
    while (oldestFirst.hasNext()) {
      PendingRequest oldest = oldestFirst.next();
      if (oldest.deadlineNanos() - now > 0) {
        break;
      }
      oldestFirst.remove();
      silent |= engine.forget(oldest);
      meters.count(Meter.REQUESTS_TIMED_OUT);
      oldest.settle(unavailable(Reason.TIMEOUT));
    }
    return silent;
  }

  private void sleep() {
    Wakeup sleeper = Objects.requireNonNull(wakeup, "open");
    sleeper.prepareToSleep();
    boolean signalled = false;
    if (inbox.isEmpty()) {
      ZMQ.Poller idle = Objects.requireNonNull(poller, "open");
      idle.poll(SLEEP_MILLIS);
      signalled = idle.pollin(WAKEUP_INDEX);
    }
    sleeper.awake(signalled);
  }

  private void openLink() {
    SocketContext context = contexts.get();
    EngineLink opened = new EngineLink(settings.engine(), context, meters, nanoClock.getAsLong());
    link = opened;
    ZMQ.Poller made = context.context().createPoller(2);
    poller = made;
    made.register(opened.socket(), ZMQ.Poller.POLLIN);
    made.register(Objects.requireNonNull(wakeup, "open").channel(), ZMQ.Poller.POLLIN);
  }

  /* A DEALER whose peer broke the protocol never comes back, nor one whose peer sits on the open
  connection; both look like silence. */
  private void resetLink() {
    meters.count(Meter.LINKS_RESET);
    closeLink(Reason.ENGINE_LOST);
    openLink();
  }

  private void closeLink(Reason reason) {
    if (poller != null) {
      poller.close();
      poller = null;
    }
    if (link != null) {
      for (PendingRequest lost : link.close()) {
        meters.count(Meter.REQUESTS_LOST);
        unsettled.remove(lost.id());
        lost.settle(unavailable(reason));
      }
      link = null;
    }
  }

  private static EngineAnswer unavailable(Reason reason) {
    return new EngineAnswer.Unavailable(reason);
  }
}
