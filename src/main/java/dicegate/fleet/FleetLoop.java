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
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
  private static final Duration SLEEP = Duration.ofMillis(20);

  /** Interval of the checks of deadlines and engines, unless an event asks for them sooner. */
  private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

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

  /** The classes for which no engine has room, in one series of sends. */
  private final Set<WorkClass> blocked = EnumSet.noneOf(WorkClass.class);

  private final Map<RequestId, PendingRequest> pending = new LinkedHashMap<>();
  private LoadBalancer balancer = new LoadBalancer();
  private List<EngineEndpoint> knownEngines = List.of();
  private boolean keepsLastWorkers;
  private long lastIterationNanos;
  private long checkedNanos;
  private long lastReadyNanos;
  private long publishedNanos;
  private volatile int readyEngines;
  private volatile List<EngineStatus> published = List.of();
  private volatile @Nullable Wakeup wakeup;
  private volatile boolean stopping;
  private volatile boolean checkDue;

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
    checkDue = true;
    balancer = new LoadBalancer();
    knownEngines = List.of();
  }

  @Override
  public void pollOnce() {
    long now = nanoClock.getAsLong();
    discountOwnStall(now);
    boolean moved = drainInbox(now);
    moved |= sendWaiting(now);
    flush(now);
    for (EngineLink link : balancer.links()) {
      moved |= receiveReplies(link, now);
    }
    if (checkDue || readyEngines == 0 || now - checkedNanos >= CHECK_NANOS) {
      check(now);
    }
    Objects.requireNonNull(wakeup, "open").idle(moved, SLEEP);
  }

  @Override
  public void wake() {
    Wakeup current = wakeup;
    if (current != null) {
      current.signal();
    }
  }

  /** Asks for a check of the engines in the next iteration, from any thread. */
  void checkSoon() {
    checkDue = true;
    wake();
  }

  @Override
  public void close() {
    readyEngines = 0;
    published = List.of();
    for (EngineLink link : balancer.links()) {
      link.close(nanoClock.getAsLong());
      link.dispose(true);
    }
    drainInbox(nanoClock.getAsLong());
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

  private void check(long now) {
    checkDue = false;
    checkedNanos = now;
    updateEngines(now);
    expire(now);
    checkLinks(now);
    refuseWithoutEngine(now);
    publish(now);
    waiting.forgetAccounts(now);
  }

  private void discountOwnStall(long now) {
    long stall = now - lastIterationNanos - SLEEP.toNanos();
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
        endpoint ->
            balancer.add(new EngineLink(endpoint, settings, inproc, json, metrics, ids, now)));
  }

  private boolean drainInbox(long now) {
    boolean any = false;
    PendingRequest request;
    while ((request = inbox.poll()) != null) {
      waiting.add(request, now);
      pending.put(request.id(), request);
      any = true;
    }
    return any;
  }

  private boolean sendWaiting(long now) {
    blocked.clear();
    keepLastWorkers(false);
    int sent = 0;
    WorkClass next;
    while (sent < BATCH && (next = waiting.nextClass(blocked)) != null) {
      if (sendNext(next, now)) {
        sent++;
      } else {
        blocked.add(next);
        // If a heavy request's turn has come, quick ones must leave it a worker that becomes idle.
        keepLastWorkers(!blocked.contains(WorkClass.QUICK));
      }
    }
    return sent > 0;
  }

  private void keepLastWorkers(boolean keep) {
    if (keep != keepsLastWorkers) {
      keepsLastWorkers = keep;
      balancer.links().forEach(link -> link.keepLastWorker(keep));
    }
  }

  /** Sends the next request of a class; returns false if no engine has room for it. */
  private boolean sendNext(WorkClass workClass, long now) {
    PendingRequest request = waiting.peek(workClass);
    if (request == null) {
      return false;
    }
    EngineLink link = request.isCompleted() ? null : balancer.choose(request, now);
    if (link == null && !request.isCompleted() && !isUnsupported(request)) {
      return false;
    }
    // First, since the link may give back others, which then are at the head of the queue.
    waiting.remove(request);
    if (link == null) {
      request.complete(new EngineAnswer.Unsupported());
    } else {
      requeue(link.take(request, now));
    }
    if (request.isCompleted()) {
      pending.remove(request.id());
    }
    return true;
  }

  private boolean isUnsupported(PendingRequest request) {
    return readyEngines > 0 && !balancer.serves(request.verb());
  }

  private void flush(long now) {
    for (EngineLink link : balancer.links()) {
      requeue(link.flush(now));
    }
  }

  /** Puts requests back that a blocked socket did not take. */
  private void requeue(List<PendingRequest> unsent) {
    unsent.forEach(waiting::addLost);
  }

  private boolean receiveReplies(EngineLink link, long now) {
    int taken = 0;
    ReplyReader.Received received;
    // A link that is closed drops replies of a batch that it has read, so they are taken at once.
    while ((taken < BATCH || link.isInsideBatch()) && (received = link.receive(now)) != null) {
      taken++;
      switch (received) {
        case ReplyReader.Received.Answered answered -> {
          pending.remove(answered.request().id());
          waiting.settle(answered.request(), now);
          answered.request().complete(answerOf(answered.request(), answered.reply(), link));
        }
        case ReplyReader.Received.Late late -> waiting.settle(late.request(), now);
        case ReplyReader.Received.InvalidReply invalid ->
            redispatch(invalid.request(), link, ErrorCode.BAD_REPLY);
        case ReplyReader.Received.LeftOut leftOut -> waiting.addLeftOut(leftOut.request());
        // It may have been the reply to the probe, by which the engine is ready.
        case ReplyReader.Received.Other other -> checkDue = true;
      }
    }
    return taken > 0;
  }

  private EngineAnswer answerOf(PendingRequest request, EngineReply reply, EngineLink link) {
    String unseededBy = link.usesSeedOf(request) ? null : link.name();
    return switch (reply.status()) {
      case OK -> {
        metrics.count(counterOf(request.verb()));
        yield new EngineAnswer.Rolled(reply.body(), unseededBy);
      }
      case ERROR -> {
        metrics.count(Counter.ROLLS_REFUSED);
        yield new EngineAnswer.Refused(reply.body(), unseededBy);
      }
      case UNSUPPORTED -> new EngineAnswer.Unsupported();
    };
  }

  private static Counter counterOf(Verb verb) {
    return switch (verb) {
      case ROLL, BARE, BY_HAND, SEEDED, BATCH, INFO -> Counter.ROLLS_ANSWERED;
      case ODDS -> Counter.ODDS_ANSWERED;
    };
  }

  /**
   * Sends a request that an engine lost to another engine, unless it may have killed two.
   *
   * @param reason the error of the request if it is not sent again
   */
  private void redispatch(PendingRequest request, EngineLink by, ErrorCode reason) {
    redispatch(request, by, reason, true);
  }

  /**
   * The same.
   *
   * @param suspect whether the request may be the cause, and not only the engine's silence
   */
  private void redispatch(
      PendingRequest request, EngineLink by, ErrorCode reason, boolean suspect) {
    if (request.isCompleted()) {
      return;
    }
    boolean mayResend = request.onLost(by, suspect);
    // After an invalid reply the same engine, which is still ready, would get it again.
    boolean another = reason != ErrorCode.BAD_REPLY || balancer.readyCount() > 1;
    if (mayResend && another) {
      metrics.count(Counter.REQUESTS_REDISPATCHED);
      waiting.addLost(request);
      return;
    }
    if (reason == ErrorCode.QUARANTINED) {
      metrics.count(Counter.REQUESTS_QUARANTINED);
    }
    pending.remove(request.id());
    request.complete(unavailable(reason));
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
        link.open(Objects.requireNonNull(wakeup, "open"), this::checkSoon, now);
      }
      if (link.isDueToProbe()) {
        link.probe(now);
      }
    }
    checkTrials(now);
    for (EngineLink link : finished) {
      closeLink(link, "no longer one of the engines", now);
      balancer.remove(link);
      link.dispose(false);
    }
    readyEngines = balancer.readyCount();
  }

  /** Has requests of engines that have answered none so far sent to engines that have. */
  private void checkTrials(long now) {
    int proven = balancer.provenCount();
    for (EngineLink link : balancer.links()) {
      link.setOnTrial(proven > 0);
      for (PendingRequest overdue : link.takeOverdueTrials(now)) {
        overdue.avoid(link);
        metrics.count(Counter.REQUESTS_REDISPATCHED);
        waiting.addLost(overdue);
      }
    }
  }

  private void closeLink(EngineLink link, String cause, long now) {
    boolean wasReady = link.state() == EngineLink.State.READY;
    List<PendingRequest> left = link.close(now);
    metrics.count(Counter.LINKS_RESET);
    Level level = wasReady ? Level.WARNING : Level.INFO;
    LOG.log(
        level,
        "engine given up engine={0} cause={1} in-flight={2}",
        link.endpoint(),
        cause,
        left.size());
    boolean suspect = !cause.equals(InFlightRequests.SILENT);
    left.forEach(request -> redispatch(request, link, ErrorCode.QUARANTINED, suspect));
  }

  /** Refuses all waiting requests when no engine has been ready for {@link #NO_ENGINE_NANOS}. */
  private void refuseWithoutEngine(long now) {
    if (readyEngines > 0) {
      lastReadyNanos = now;
    } else if (now - lastReadyNanos >= NO_ENGINE_NANOS) {
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

  private static EngineAnswer unavailable(ErrorCode reason) {
    return new EngineAnswer.Unavailable(reason);
  }
}
