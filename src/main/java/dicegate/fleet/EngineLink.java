package dicegate.fleet;

import dicegate.fleet.ReplyReader.Received;
import dicegate.telemetry.Metrics;
import dicegate.wire.frames.EngineFrames;
import dicegate.wire.frames.EngineReply;
import dicegate.wire.frames.LegacyFrames;
import dicegate.wire.frames.RequestId;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.EngineInfo;
import dicegate.wire.json.JsonCodec;
import dicegate.zmq.CurveClient;
import dicegate.zmq.Load;
import dicegate.zmq.Message;
import dicegate.zmq.SocketContext;
import dicegate.zmq.Wakeup;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The link to one engine: its connection, and its state.
 *
 * <pre>
 *           open              probe answered
 *   DOWN ---------&gt; PROBING ---------------&gt; READY
 *     ^                |  no answer            |  disconnected, silent, invalid replies
 *     +- 0.2 to 0.5 s -+-----------------------+
 * </pre>
 *
 * <p>{@link ProbeBackoff} has the time limits of each step. {@link InFlightRequests} has the
 * requests of a ready engine, {@link RequestBatches} those sent together, and {@link ReplyReader}
 * matches the replies to them; all three are new each time it becomes ready. Confined to the
 * fleet's thread.
 */
final class EngineLink {

  private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private static final String BATCH_FEATURE = Verb.BATCH.feature().orElseThrow();

  /** An engine without it might roll random dice, which would be marked as real ones. */
  private static final String BY_HAND_FEATURE = Verb.BY_HAND.feature().orElseThrow();

  private static final String SEEDED_FEATURE = Verb.SEEDED.feature().orElseThrow();

  private static final System.Logger LOG = System.getLogger(EngineLink.class.getName());

  private final EngineEndpoint endpoint;
  private final List<String> embeddedWorkers;
  private final Optional<CurveClient> curve;
  private final long timeoutNanos;
  private final SocketContext inproc;
  private final JsonCodec json;
  private final Metrics metrics;
  private final ProbeBackoff backoff;
  private final Supplier<RequestId> ids;
  private SocketContext context;
  private State state = State.DOWN;
  private InFlightRequests inFlight;
  private RequestBatches batches;
  private ReplyReader replies;
  private @Nullable EngineConnection socket;
  private @Nullable RequestId probe;
  private EngineInfo info = EngineInfo.UNKNOWN;
  private int connection;
  private boolean retired;
  private long sinceNanos;

  /** The state of an engine as the fleet sees it. */
  enum State {
    /** Not connected; waits before the next attempt. */
    DOWN,
    /** Connecting, or waiting for the reply to a probe. */
    PROBING,
    /** Takes requests. */
    READY
  }

  EngineLink(
      EngineEndpoint endpoint,
      FleetSettings settings,
      SocketContext inproc,
      JsonCodec json,
      Metrics metrics,
      Supplier<RequestId> ids,
      long nowNanos) {
    this.endpoint = endpoint;
    this.embeddedWorkers = settings.embeddedWorkers();
    this.ids = ids;
    boolean encrypted = !endpoint.embedded() && endpoint.protocol().encryptable();
    this.curve = encrypted ? settings.curve() : Optional.empty();
    this.timeoutNanos = settings.timeout().toNanos();
    this.json = json;
    this.metrics = metrics;
    this.sinceNanos = nowNanos;
    this.inproc = inproc;
    this.context = newContext();
    this.backoff = new ProbeBackoff(timeoutNanos);
    this.inFlight = newInFlight(0, nowNanos);
    this.batches = new RequestBatches();
    this.replies = newReplies();
  }

  EngineEndpoint endpoint() {
    return endpoint;
  }

  State state() {
    return state;
  }

  /** Returns the engine's current status. */
  EngineStatus status() {
    return new EngineStatus(
        endpoint.toString(),
        state.name().toLowerCase(Locale.ROOT),
        state == State.READY,
        inFlight.window(),
        inFlight.inFlight());
  }

  /** Sets whether the engine is retired: a retired engine gets no more requests. */
  void retire(boolean retire) {
    retired = retire;
  }

  /**
   * Returns whether the link can be removed: the engine is retired and has no request in flight.
   */
  boolean isFinished() {
    return retired && (state != State.READY || inFlight.isEmpty());
  }

  /** Returns whether it is time to connect again. */
  boolean isDueToOpen(long nowNanos) {
    return state == State.DOWN && nowNanos - sinceNanos >= backoff.backOffNanos();
  }

  /**
   * Connects; {@link #probe} follows.
   *
   * @param wakeup the sleep of the fleet's thread
   * @param onEvent called when the connection is made or lost, on another thread
   */
  void open(Wakeup wakeup, Runnable onEvent, long nowNanos) {
    if (context.broken()) {
      context.release();
      context = newContext();
    }
    socket =
        endpoint.embedded()
            ? new EmbeddedConnection(embeddedWorkers, context, wakeup)
            : new EngineSocket(
                endpoint.address(),
                curve,
                backoff.handshakeLimit(),
                2 * EngineInfo.MAX_WINDOW,
                context,
                wakeup,
                onEvent);
    state = State.PROBING;
    sinceNanos = nowNanos;
    probe = null;
  }

  /**
   * Returns whether to send the probe: the handshake is done and no probe was sent.
   *
   * <p>Not sooner: JeroMQ 0.7.0 stops polling a new connection if a command's signal reaches its
   * I/O thread in the iteration that makes the connection. So each link has an I/O thread of its
   * own, and a handshake that stalls is given up soon: ZeroMQ then connects again by its own timer,
   * when no command is on its way.
   */
  boolean isDueToProbe() {
    return state == State.PROBING && probe == null && socket != null && socket.handshaken();
  }

  /** Sends a probe, which asks the engine to reply without rolling. */
  void probe(long nowNanos) {
    EngineConnection probed = Objects.requireNonNull(socket, "open");
    RequestId probeId = ids.get();
    probe = probeId;
    connection = probed.connection();
    long ttlMillis = TimeUnit.NANOSECONDS.toMillis(timeoutNanos);
    probed.send(endpoint.protocol().probe(probeId, ttlMillis), Load.LIGHT);
    probed.flush();
  }

  /**
   * Releases the context of a closed link, which is not used again.
   *
   * @param waits whether to wait for the end of its I/O thread, some seconds at most
   */
  void dispose(boolean waits) {
    if (waits) {
      context.release();
    } else {
      context.abandon();
    }
  }

  private SocketContext newContext() {
    SocketContext made = endpoint.embedded() ? inproc : new SocketContext("fleet " + endpoint);
    made.retain();
    return made;
  }

  private InFlightRequests newInFlight(int window, long nowNanos) {
    int workers = endpoint.embedded() ? embeddedWorkers.size() : info.workers().orElse(1);
    return new InFlightRequests(window, workers, endpoint.embedded(), timeoutNanos, nowNanos);
  }

  private ReplyReader newReplies() {
    return new ReplyReader(endpoint, json, metrics, backoff, inFlight, batches);
  }

  /** Forgets all requests, and what their replies showed, for the next connection. */
  private void clearRequests(int window, long nowNanos) {
    inFlight = newInFlight(window, nowNanos);
    batches = new RequestBatches();
    replies = newReplies();
  }

  /** Returns whether the engine takes requests with this verb, whether or not it has room. */
  boolean serves(Verb verb) {
    return state == State.READY
        && !retired
        && endpoint.protocol().supports(asAsked(verb))
        && (verb == Verb.BY_HAND
            ? info.names(BY_HAND_FEATURE)
            : asAsked(verb).feature().map(info::mayServe).orElse(true));
  }

  /**
   * Returns the verb by which the engine is asked: one that knows no seeds rolls dice of its own.
   */
  private Verb asAsked(Verb verb) {
    return verb == Verb.SEEDED && !info.names(SEEDED_FEATURE) ? Verb.ROLL : verb;
  }

  /** Returns whether a request has no seed, or the engine uses it. */
  boolean usesSeedOf(PendingRequest request) {
    return asAsked(request.verb()) == request.verb();
  }

  /** Returns the engine's name for itself; empty if it has none. */
  String name() {
    return info.name();
  }

  /** Returns whether the engine can take this request now. */
  boolean hasRoom(PendingRequest request, long nowNanos) {
    if (socket == null || !inFlight.hasRoom(request.workClass(), nowNanos)) {
      return false;
    }
    boolean joinsBatch = !batches.isEmpty() && request.isBatchable() && !batches.isFull();
    return joinsBatch || socket.hasRoom(request.workClass().load());
  }

  /** Sets whether it is the turn of a heavy request, for which one worker must become idle. */
  void keepLastWorker(boolean keeps) {
    if (socket != null) {
      socket.keepLast(keeps);
    }
  }

  /** Returns the expected latency of a request sent now, in nanoseconds. */
  double expectedNanos(long nowNanos) {
    return inFlight.expectedNanos(nowNanos);
  }

  /**
   * Takes a request for which it has room; {@link #flush} sends it. A request that the protocol
   * cannot carry is completed as refused.
   *
   * @return the requests that could not be sent because the socket is blocked
   */
  List<PendingRequest> take(PendingRequest request, long nowNanos) {
    String body = usesSeedOf(request) ? request.body() : request.expression();
    Optional<byte[]> encoded =
        endpoint
            .protocol()
            .request(asAsked(request.verb()), request.id(), ttlMillis(request, nowNanos), body);
    if (encoded.isEmpty()) {
      String unseededBy = usesSeedOf(request) ? null : name();
      request.complete(new EngineAnswer.Refused(LegacyFrames.REFUSAL, unseededBy));
      return List.of();
    }
    byte[] frame = encoded.get();
    boolean batchable =
        info.names(BATCH_FEATURE)
            && !replies.hasRefusedBatch()
            && request.isBatchable()
            && EngineFrames.fitsBatch(frame);
    // What was collected before goes first, and so does a batch that is full.
    List<PendingRequest> unsent = batchable && !batches.isFull() ? List.of() : sendBatch(nowNanos);
    batches.add(request, frame);
    if (batchable && request.account().isSuspect(nowNanos)) {
      batches.sendAsBatch();
    }
    inFlight.add(request, nowNanos);
    if (batchable) {
      return unsent;
    }
    List<PendingRequest> alsoUnsent = sendBatch(nowNanos);
    return unsent.isEmpty() ? alsoUnsent : concat(unsent, alsoUnsent);
  }

  /**
   * Sends what was taken and is not sent yet.
   *
   * @return the requests that could not be sent because the socket is blocked
   */
  List<PendingRequest> flush(long nowNanos) {
    List<PendingRequest> unsent = sendBatch(nowNanos);
    if (socket != null) {
      socket.flush();
    }
    return unsent;
  }

  /** Returns whether replies of a batch that was received wait for {@link #receive}. */
  boolean isInsideBatch() {
    return replies.hasNext();
  }

  /** Receives the next message; null if none is waiting. */
  @Nullable Received receive(long nowNanos) {
    Received next = replies.next();
    EngineConnection current = socket;
    if (next != null || current == null) {
      return next;
    }
    Message message = current.receive();
    return message == null ? null : read(message.frames(), current.workedNanos(), nowNanos);
  }

  /**
   * Returns the reason to close the link, as text for the log.
   *
   * @param sole whether no other engine could take over
   * @return null if there is no reason
   */
  @Nullable String fault(boolean sole, long nowNanos) {
    if (socket == null) {
      return null;
    }
    if (socket.broken()) {
      return "the i/o thread died";
    }
    boolean asked = state == State.READY || probe != null;
    if (asked && socket.lost(connection)) {
      return "disconnected";
    }
    return switch (state) {
      case DOWN -> null;
      case PROBING -> probeFault(socket, nowNanos);
      case READY -> inFlight.fault(sole, nowNanos);
    };
  }

  /**
   * Closes the socket and starts the back-off, which grows each time the probe failed.
   *
   * @return the requests that were in flight and are not completed
   */
  List<PendingRequest> close(long nowNanos) {
    if (state == State.READY && !inFlight.isEmpty() && !inFlight.hasReplies()) {
      backoff.onTrialFailed();
    } else if (state == State.READY) {
      backoff.onConnectionLost();
    } else {
      backoff.onProbeFailed();
    }
    state = State.DOWN;
    sinceNanos = nowNanos;
    List<PendingRequest> left = inFlight.pending();
    clearRequests(0, nowNanos);
    if (socket != null) {
      socket.close();
      socket = null;
    }
    return left;
  }

  /** Returns whether the engine is ready and has replied to a request. */
  boolean isProven() {
    return state == State.READY && inFlight.hasReplies();
  }

  /** Sets whether another engine is proven, so that this one has to be tried first. */
  void setOnTrial(boolean trial) {
    inFlight.setOnTrial(trial);
  }

  /** Returns requests that an engine on trial has not answered soon, each once. */
  List<PendingRequest> takeOverdueTrials(long nowNanos) {
    return inFlight.takeOverdueTrials(nowNanos);
  }

  /** Discounts the time in which this process itself did not run from the engine's silence. */
  void discountStall(long stallNanos, long nowNanos) {
    inFlight.discountStall(stallNanos, nowNanos);
  }

  /** Removes requests whose deadline is long over, so that a lost reply costs no place for ever. */
  void removeExpired(long nowNanos) {
    batches.removeSentBefore(inFlight.removeExpired(nowNanos));
  }

  private static long ttlMillis(PendingRequest request, long nowNanos) {
    // Rounded up, so that an engine that skips expired requests does not skip this one too soon.
    return Math.max(Math.ceilDiv(request.deadlineNanos() - nowNanos, NANOS_PER_MILLI), 0);
  }

  private List<PendingRequest> sendBatch(long nowNanos) {
    if (batches.isEmpty()) {
      return List.of();
    }
    RequestId batchId = ids.get();
    long ttlMillis = TimeUnit.NANOSECONDS.toMillis(timeoutNanos);
    Load load = batches.requests().get(0).workClass().load();
    if (socket != null && socket.send(batches.frame(batchId, ttlMillis), load)) {
      batches.onSent(batchId, nowNanos);
      return List.of();
    }
    inFlight.onSendBlocked();
    List<PendingRequest> unsent = batches.requests();
    unsent.forEach(request -> inFlight.remove(request.id()));
    batches.clear();
    return unsent;
  }

  private static List<PendingRequest> concat(List<PendingRequest> a, List<PendingRequest> b) {
    return Stream.concat(a.stream(), b.stream()).toList();
  }

  private @Nullable String probeFault(EngineConnection probed, long nowNanos) {
    return nowNanos - sinceNanos >= probeLimitNanos(probed) ? "no answer to the probe" : null;
  }

  private long probeLimitNanos(EngineConnection probed) {
    return endpoint.embedded() ? timeoutNanos : backoff.probeLimitNanos(probed.handshaken());
  }

  private Received read(List<byte[]> frames, long workedNanos, long nowNanos) {
    Optional<RequestId> id =
        frames.size() == 2 && frames.get(0).length == 0
            ? endpoint.protocol().replyId(frames.get(1))
            : Optional.empty();
    if (id.isEmpty()) {
      return replies.onMalformed();
    }
    return id.get().equals(probe)
        ? onProbeReply(frames.get(1), nowNanos)
        : replies.read(id.get(), frames.get(1), workedNanos, nowNanos);
  }

  private Received onProbeReply(byte[] frame, long nowNanos) {
    Optional<EngineReply> reply = replies.decode(frame);
    if (reply.isEmpty()) {
      return replies.onMalformed();
    }
    probe = null;
    info = endpoint.protocol().info(reply.get()).map(json::engineInfo).orElse(EngineInfo.UNKNOWN);
    int window = info.window().orElse(endpoint.protocol().window());
    clearRequests(window, nowNanos);
    state = State.READY;
    sinceNanos = nowNanos;
    LOG.log(System.Logger.Level.INFO, "engine ready engine={0} window={1}", endpoint, window);
    return new Received.Other();
  }
}
