package dicegate.fleet;

import dicegate.fleet.EngineAnswer.Reason;
import dicegate.telemetry.Meter;
import dicegate.telemetry.Meters;
import dicegate.wire.frames.EngineReply;
import dicegate.wire.frames.RequestId;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.JsonCodec;
import dicegate.zmq.SocketContext;
import dicegate.zmq.SocketLoop;
import dicegate.zmq.Wakeup;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
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
 *   inbox -&gt; waiting -&gt; in flight on a link -&gt; settled
 *              ^                |     \__ deadline passed, no engine, stop: settled too
 *              |__ link lost ___|  at most once; lost twice: quarantined
 * </pre>
 *
 * <p>A turn takes over, sends, receives, and only then judges who is dead: so what came meanwhile
 * counts.
 */
final class FleetLoop implements SocketLoop.Work {

  /** How many messages may pass one way before the other way has its turn. */
  private static final int BATCH = 256;

  /** The longest sleep; also how late a deadline may be kept. */
  private static final long SLEEP_MILLIS = 20;

  /** When this thread did not run for longer, the engines' silence was not theirs. */
  private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** How long there may be no engine before requests are told so; then they are told at once. */
  private static final long NO_ENGINE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** How long the engines may take to answer their first probe before there are none. */
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How often those who watch are told of the engines. */
  private static final long PUBLISH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final Logger LOG = System.getLogger(FleetLoop.class.getName());

  private final FleetSettings settings;
  private final SocketContext inproc;
  private final JsonCodec json;
  private final Meters meters;
  private final LongSupplier nanoClock;
  private final Queue<PendingRequest> inbox;
  private final Supplier<RequestId> ids;
  private final Supplier<List<EngineEndpoint>> engines;
  private final FairQueue waiting = new FairQueue();
  private final Map<RequestId, PendingRequest> unsettled = new LinkedHashMap<>();
  private EngineRoster roster = new EngineRoster();
  private List<EngineEndpoint> rostered = List.of();
  private ZMQ.@Nullable Poller poller;
  private long turnNanos;
  private long lastReadyNanos;
  private long publishedNanos;
  private volatile int readyEngines;
  private volatile List<EngineStatus> published = List.of();
  private volatile @Nullable Wakeup wakeup;
  private volatile boolean stopping;

  /**
   * Makes the work of the fleet's loop.
   *
   * @param inproc the context shared with the embedded engine
   * @param inbox where others hand requests over; bounded by its users
   * @param ids gives an id that no request had
   * @param engines gives the engines there are, the same list until they change
   */
  FleetLoop(
      FleetSettings settings,
      SocketContext inproc,
      JsonCodec json,
      Meters meters,
      LongSupplier nanoClock,
      Queue<PendingRequest> inbox,
      Supplier<RequestId> ids,
      Supplier<List<EngineEndpoint>> engines) {
    this.settings = settings;
    this.inproc = inproc;
    this.json = json;
    this.meters = meters;
    this.nanoClock = nanoClock;
    this.inbox = inbox;
    this.ids = ids;
    this.engines = engines;
  }

  /** Says that the coming close is for good, from any thread. */
  void announceStop() {
    stopping = true;
  }

  /** Returns how many engines took requests at the last turn, on any thread. */
  int readyEngines() {
    return readyEngines;
  }

  /** Returns how each engine was up to {@link #PUBLISH_NANOS} ago, on any thread. */
  List<EngineStatus> engines() {
    return published;
  }

  @Override
  public void open() {
    wakeup = new Wakeup();
    turnNanos = nanoClock.getAsLong();
    lastReadyNanos = turnNanos + START_NANOS;
    publishedNanos = turnNanos - PUBLISH_NANOS;
    roster = new EngineRoster();
    rostered = List.of();
  }

  @Override
  public void pollOnce() {
    long now = nanoClock.getAsLong();
    forgiveOwnStall(now);
    updateRoster(now);
    int moved = takeOver() + sendWaiting(now);
    for (EngineLink link : roster.links()) {
      moved += takeReplies(link, now);
    }
    expire(now);
    tendLinks(now);
    refuseWithoutEngine(now);
    publish(now);
    if (moved == 0) {
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
    readyEngines = 0;
    published = List.of();
    closePoller();
    for (EngineLink link : roster.links()) {
      link.close(nanoClock.getAsLong());
      link.dispose(true);
    }
    takeOver();
    Reason reason = stopping ? Reason.STOPPED : Reason.ENGINE_LOST;
    for (PendingRequest request : unsettled.values()) {
      meters.count(Meter.REQUESTS_LOST);
      request.settle(unavailable(reason));
    }
    unsettled.clear();
    waiting.removeAll();
    if (wakeup != null) {
      wakeup.close();
      wakeup = null;
    }
  }

  private void forgiveOwnStall(long now) {
    long stall = now - turnNanos - TimeUnit.MILLISECONDS.toNanos(SLEEP_MILLIS);
    turnNanos = now;
    if (stall > STALL_NANOS) {
      roster.links().forEach(link -> link.forgive(stall, now));
    }
  }

  private void updateRoster(long now) {
    List<EngineEndpoint> wanted = engines.get();
    if (wanted.equals(rostered)) {
      return;
    }
    rostered = wanted;
    List<EngineEndpoint> added = new ArrayList<>(wanted);
    for (EngineLink link : roster.links()) {
      link.retire(!added.remove(link.endpoint()));
    }
    added.forEach(
        endpoint -> roster.add(new EngineLink(endpoint, settings, inproc, json, meters, now)));
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

  private int sendWaiting(long now) {
    int sent = 0;
    PendingRequest request;
    while (sent < BATCH && (request = waiting.peek()) != null) {
      if (!request.settled() && !send(request, now)) {
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

  /** Returns whether the request is dealt with: sent, or settled. */
  private boolean send(PendingRequest request, long now) {
    EngineLink link;
    while ((link = roster.choose(request, now)) != null) {
      if (link.send(request, now)) {
        return true;
      }
    }
    if (readyEngines == 0 || roster.serves(request.verb())) {
      return false;
    }
    request.settle(new EngineAnswer.Unsupported());
    return true;
  }

  private int takeReplies(EngineLink link, long now) {
    int taken = 0;
    EngineLink.Received received;
    while (taken < BATCH && (received = link.receive(now)) != null) {
      taken++;
      if (received instanceof EngineLink.Received.Answered answered) {
        unsettled.remove(answered.request().id());
        answered.request().settle(answerOf(answered.request(), answered.reply()));
      } else if (received instanceof EngineLink.Received.Unusable unusable) {
        lost(unusable.request(), link, Reason.BAD_REPLY);
      }
    }
    return taken;
  }

  private EngineAnswer answerOf(PendingRequest request, EngineReply reply) {
    boolean rolls = request.verb() != Verb.ODDS;
    return switch (reply.status()) {
      case OK -> {
        meters.count(rolls ? Meter.ROLLS_ANSWERED : Meter.ODDS_ANSWERED);
        yield new EngineAnswer.Rolled(reply.body());
      }
      case ERROR -> {
        meters.count(Meter.ROLLS_REFUSED);
        yield new EngineAnswer.Refused(reply.body());
      }
      case UNSUPPORTED -> new EngineAnswer.Unsupported();
    };
  }

  /** Gives a request that an engine lost to another, unless it may be what engines die of. */
  private void lost(PendingRequest request, EngineLink by, Reason ifLast) {
    if (request.settled()) {
      return;
    }
    if (request.lost(by)) {
      boolean another = ifLast != Reason.BAD_REPLY || roster.ready() > 1;
      if (another) {
        meters.count(Meter.REQUESTS_REDISPATCHED);
        waiting.addLost(request);
        return;
      }
    }
    if (ifLast == Reason.QUARANTINED) {
      meters.count(Meter.REQUESTS_QUARANTINED);
    }
    unsettled.remove(request.id());
    request.settle(unavailable(ifLast));
  }

  /** Settles what is over its deadline; all have the same time, so the oldest are in front. */
  private void expire(long now) {
    boolean any = false;
    Iterator<PendingRequest> oldestFirst = unsettled.values().iterator();
    while (oldestFirst.hasNext()) {
      PendingRequest oldest = oldestFirst.next();
      if (oldest.deadlineNanos() - now > 0) {
        break;
      }
      oldestFirst.remove();
      meters.count(Meter.REQUESTS_TIMED_OUT);
      oldest.settle(unavailable(Reason.TIMEOUT));
      any = true;
    }
    if (any) {
      waiting.forgetSettled();
    }
  }

  private void tendLinks(long now) {
    int ready = roster.ready();
    List<EngineLink> finished = List.of();
    for (EngineLink link : roster.links()) {
      link.forgetOld(now);
      String fault = link.fault(ready <= 1, now);
      if (fault != null) {
        giveUp(link, fault, now);
      } else if (link.finished()) {
        finished = new ArrayList<>(finished);
        finished.add(link);
      } else if (link.dueToOpen(now)) {
        link.open(this::wake, now);
        closePoller();
      }
      if (link.dueToProbe()) {
        link.probe(ids.get());
      }
    }
    for (EngineLink link : finished) {
      giveUp(link, "no longer one of the engines", now);
      roster.remove(link);
      link.dispose(false);
    }
    readyEngines = roster.ready();
  }

  private void giveUp(EngineLink link, String cause, long now) {
    boolean wasReady = link.state() == EngineLink.State.READY;
    closePoller();
    List<PendingRequest> left = link.close(now);
    meters.count(Meter.LINKS_RESET);
    Level level = wasReady ? Level.WARNING : Level.INFO;
    LOG.log(
        level,
        "engine given up engine={0} cause={1} in-flight={2}",
        link.endpoint(),
        cause,
        left.size());
    left.forEach(request -> lost(request, link, Reason.QUARANTINED));
  }

  /** Answers at once when there is nobody to ask. */
  private void refuseWithoutEngine(long now) {
    if (readyEngines > 0) {
      lastReadyNanos = now;
    } else if (!waiting.isEmpty() && now - lastReadyNanos >= NO_ENGINE_NANOS) {
      for (PendingRequest request : waiting.removeAll()) {
        meters.count(Meter.REQUESTS_WITHOUT_ENGINE);
        unsettled.remove(request.id());
        request.settle(unavailable(Reason.NO_ENGINE));
      }
    }
  }

  private void publish(long now) {
    if (now - publishedNanos >= PUBLISH_NANOS) {
      publishedNanos = now;
      published = roster.links().stream().map(EngineLink::status).toList();
    }
  }

  private void sleep() {
    Wakeup sleeper = Objects.requireNonNull(wakeup, "open");
    sleeper.prepareToSleep();
    boolean signalled = false;
    if (inbox.isEmpty()) {
      ZMQ.Poller idle = poller == null ? openPoller(sleeper) : poller;
      idle.poll(SLEEP_MILLIS);
      signalled = idle.pollin(0);
    }
    sleeper.awake(signalled);
  }

  private ZMQ.Poller openPoller(Wakeup sleeper) {
    ZMQ.Poller made = inproc.context().createPoller(roster.links().size() + 1);
    poller = made;
    made.register(sleeper.channel(), ZMQ.Poller.POLLIN);
    for (EngineLink link : roster.links()) {
      EngineSocket socket = link.socket();
      if (socket != null) {
        made.register(socket.pollable(), ZMQ.Poller.POLLIN);
      }
    }
    return made;
  }

  private void closePoller() {
    if (poller != null) {
      poller.close();
      poller = null;
    }
  }

  private static EngineAnswer unavailable(Reason reason) {
    return new EngineAnswer.Unavailable(reason);
  }
}
