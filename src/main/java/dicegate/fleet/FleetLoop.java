package dicegate.fleet;

import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.wire.ErrorCode;
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
 * The work of the fleet's thread, which owns the links to the engines and every request from the
 * inbox to its completion.
 *
 * <pre>
 *   inbox -&gt; waiting -&gt; in flight on a link -&gt; completed
 *              ^                |     \__ deadline passed, no engine, stop: completed too
 *              |__ link lost ___|  at most once; lost twice: quarantined
 * </pre>
 *
 * <p>An iteration drains the inbox, sends, receives, and only then checks the links, so that
 * replies that have arrived count.
 */
final class FleetLoop implements SocketLoop.Work {

  /** Messages moved in one direction at most before the other direction has its turn. */
  private static final int BATCH = 256;

  /** The longest sleep, and so the most by which an expiry is late. */
  private static final long SLEEP_MILLIS = 20;

  /** A pause of this thread beyond this is discounted from the engines' silence. */
  private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** Time without a ready engine after which requests are refused, from then on at once. */
  private static final long NO_ENGINE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** Time for the engines to answer their first probe, before requests are refused. */
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Interval at which the status of the engines is published. */
  private static final long PUBLISH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final Logger LOG = System.getLogger(FleetLoop.class.getName());

  private final FleetSettings settings;
  private final SocketContext inproc;
  private final JsonCodec json;
  private final Metrics metrics;
  private final LongSupplier nanoClock;
  private final Queue<PendingRequest> inbox;
  private final Supplier<RequestId> ids;
  private final Supplier<List<EngineEndpoint>> engines;
  private final FairQueue waiting = new FairQueue();
  private final Map<RequestId, PendingRequest> pending = new LinkedHashMap<>();
  private LoadBalancer balancer = new LoadBalancer();
  private List<EngineEndpoint> knownEngines = List.of();
  private ZMQ.@Nullable Poller poller;
  private long lastIterationNanos;
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
   * @param inbox the queue by which other threads hand over requests; its users bound it
   * @param ids returns a new unique id
   * @param engines returns the current engines, the same list until they change
   */
  FleetLoop(
      FleetSettings settings,
      SocketContext inproc,
      JsonCodec json,
      Metrics metrics,
      LongSupplier nanoClock,
      Queue<PendingRequest> inbox,
      Supplier<RequestId> ids,
      Supplier<List<EngineEndpoint>> engines) {
    this.settings = settings;
    this.inproc = inproc;
    this.json = json;
    this.metrics = metrics;
    this.nanoClock = nanoClock;
    this.inbox = inbox;
    this.ids = ids;
    this.engines = engines;
  }

  /** Announces that the next close is a stop and not a repair; from any thread. */
  void announceStop() {
    stopping = true;
  }

  /** Returns the number of ready engines at the last iteration; from any thread. */
  int readyEngines() {
    return readyEngines;
  }

  /** Returns the status of each engine, at most {@link #PUBLISH_NANOS} old; from any thread. */
  List<EngineStatus> engines() {
    return published;
  }

  @Override
  public void open() {
    wakeup = new Wakeup();
    lastIterationNanos = nanoClock.getAsLong();
    lastReadyNanos = lastIterationNanos + START_NANOS;
    publishedNanos = lastIterationNanos - PUBLISH_NANOS;
    balancer = new LoadBalancer();
    knownEngines = List.of();
  }

  @Override
  public void pollOnce() {
    long now = nanoClock.getAsLong();
    discountOwnStall(now);
    updateEngines(now);
    int moved = drainInbox() + sendWaiting(now);
    for (EngineLink link : balancer.links()) {
      moved += receiveReplies(link, now);
    }
    expire(now);
    checkLinks(now);
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
    for (EngineLink link : balancer.links()) {
      link.close(nanoClock.getAsLong());
      link.dispose(true);
    }
    drainInbox();
    ErrorCode reason = stopping ? ErrorCode.STOPPED : ErrorCode.ENGINE_LOST;
    for (PendingRequest request : pending.values()) {
      metrics.count(Counter.REQUESTS_LOST);
      request.complete(unavailable(reason));
    }
    pending.clear();
    waiting.removeAll();
    if (wakeup != null) {
      wakeup.close();
      wakeup = null;
    }
  }

  private void discountOwnStall(long now) {
    long stall = now - lastIterationNanos - TimeUnit.MILLISECONDS.toNanos(SLEEP_MILLIS);
    lastIterationNanos = now;
    if (stall > STALL_NANOS) {
      balancer.links().forEach(link -> link.discountStall(stall, now));
    }
  }

  private void updateEngines(long now) {
    List<EngineEndpoint> wanted = engines.get();
    if (wanted.equals(knownEngines)) {
      return;
    }
    knownEngines = wanted;
    List<EngineEndpoint> added = new ArrayList<>(wanted);
    for (EngineLink link : balancer.links()) {
      link.retire(!added.remove(link.endpoint()));
    }
    added.forEach(
        endpoint -> balancer.add(new EngineLink(endpoint, settings, inproc, json, metrics, now)));
  }

  private int drainInbox() {
    int taken = 0;
    PendingRequest request;
    while ((request = inbox.poll()) != null) {
      waiting.add(request);
      pending.put(request.id(), request);
      taken++;
    }
    return taken;
  }

  private int sendWaiting(long now) {
    int sent = 0;
    PendingRequest request;
    while (sent < BATCH && (request = waiting.peek()) != null) {
      if (!request.isCompleted() && !send(request, now)) {
        break;
      }
      waiting.remove();
      if (request.isCompleted()) {
        pending.remove(request.id());
      }
      sent++;
    }
    return sent;
  }

  /** Sends the request; returns whether it is done with: sent, or completed as unsupported. */
  private boolean send(PendingRequest request, long now) {
    EngineLink link;
    while ((link = balancer.choose(request, now)) != null) {
      if (link.send(request, now)) {
        return true;
      }
    }
    if (readyEngines == 0 || balancer.serves(request.verb())) {
      return false;
    }
    request.complete(new EngineAnswer.Unsupported());
    return true;
  }

  private int receiveReplies(EngineLink link, long now) {
    int taken = 0;
    EngineLink.Received received;
    while (taken < BATCH && (received = link.receive(now)) != null) {
      taken++;
      switch (received) {
        case EngineLink.Received.Answered answered -> {
          pending.remove(answered.request().id());
          answered.request().complete(answerOf(answered.request(), answered.reply()));
        }
        case EngineLink.Received.InvalidReply invalid ->
            redispatch(invalid.request(), link, ErrorCode.BAD_REPLY);
        case EngineLink.Received.Other other -> {}
      }
    }
    return taken;
  }

  private EngineAnswer answerOf(PendingRequest request, EngineReply reply) {
    return switch (reply.status()) {
      case OK -> {
        metrics.count(counterOf(request.verb()));
        yield new EngineAnswer.Rolled(reply.body());
      }
      case ERROR -> {
        metrics.count(Counter.ROLLS_REFUSED);
        yield new EngineAnswer.Refused(reply.body());
      }
      case UNSUPPORTED -> new EngineAnswer.Unsupported();
    };
  }

  private static Counter counterOf(Verb verb) {
    return switch (verb) {
      case ROLL, BARE, INFO -> Counter.ROLLS_ANSWERED;
      case ODDS -> Counter.ODDS_ANSWERED;
    };
  }

  /** Sends a request that an engine lost to another engine, unless it may have killed two. */
  private void redispatch(PendingRequest request, EngineLink by, ErrorCode ifLast) {
    if (request.isCompleted()) {
      return;
    }
    if (request.onLost(by)) {
      boolean another = ifLast != ErrorCode.BAD_REPLY || balancer.readyCount() > 1;
      if (another) {
        metrics.count(Counter.REQUESTS_REDISPATCHED);
        waiting.addLost(request);
        return;
      }
    }
    if (ifLast == ErrorCode.QUARANTINED) {
      metrics.count(Counter.REQUESTS_QUARANTINED);
    }
    pending.remove(request.id());
    request.complete(unavailable(ifLast));
  }

  /** Completes expired requests. All have the same time limit, so the oldest come first. */
  private void expire(long now) {
    boolean any = false;
    Iterator<PendingRequest> oldestFirst = pending.values().iterator();
    while (oldestFirst.hasNext()) {
      PendingRequest oldest = oldestFirst.next();
      if (oldest.deadlineNanos() - now > 0) {
        break;
      }
      oldestFirst.remove();
      metrics.count(Counter.REQUESTS_TIMED_OUT);
      oldest.complete(unavailable(ErrorCode.TIMEOUT));
      any = true;
    }
    if (any) {
      waiting.removeCompleted();
    }
  }

  private void checkLinks(long now) {
    int ready = balancer.readyCount();
    List<EngineLink> finished = List.of();
    for (EngineLink link : balancer.links()) {
      link.removeExpired(now);
      String fault = link.fault(ready <= 1, now);
      if (fault != null) {
        closeLink(link, fault, now);
      } else if (link.isFinished()) {
        finished = new ArrayList<>(finished);
        finished.add(link);
      } else if (link.isDueToOpen(now)) {
        link.open(this::wake, now);
        closePoller();
      }
      if (link.isDueToProbe()) {
        link.probe(ids.get());
      }
    }
    for (EngineLink link : finished) {
      closeLink(link, "no longer one of the engines", now);
      balancer.remove(link);
      link.dispose(false);
    }
    readyEngines = balancer.readyCount();
  }

  private void closeLink(EngineLink link, String cause, long now) {
    boolean wasReady = link.state() == EngineLink.State.READY;
    closePoller();
    List<PendingRequest> left = link.close(now);
    metrics.count(Counter.LINKS_RESET);
    Level level = wasReady ? Level.WARNING : Level.INFO;
    LOG.log(
        level,
        "engine given up engine={0} cause={1} in-flight={2}",
        link.endpoint(),
        cause,
        left.size());
    left.forEach(request -> redispatch(request, link, ErrorCode.QUARANTINED));
  }

  /** Refuses all waiting requests when no engine has been ready for a moment. */
  private void refuseWithoutEngine(long now) {
    if (readyEngines > 0) {
      lastReadyNanos = now;
    } else if (!waiting.isEmpty() && now - lastReadyNanos >= NO_ENGINE_NANOS) {
      for (PendingRequest request : waiting.removeAll()) {
        metrics.count(Counter.REQUESTS_WITHOUT_ENGINE);
        pending.remove(request.id());
        request.complete(unavailable(ErrorCode.NO_ENGINE));
      }
    }
  }

  private void publish(long now) {
    if (now - publishedNanos >= PUBLISH_NANOS) {
      publishedNanos = now;
      published = balancer.links().stream().map(EngineLink::status).toList();
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
    ZMQ.Poller made = inproc.context().createPoller(balancer.links().size() + 1);
    poller = made;
    made.register(sleeper.channel(), ZMQ.Poller.POLLIN);
    for (EngineLink link : balancer.links()) {
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

  private static EngineAnswer unavailable(ErrorCode reason) {
    return new EngineAnswer.Unavailable(reason);
  }
}
