package dicegate.fleet;

import dicegate.telemetry.Meter;
import dicegate.telemetry.Meters;
import dicegate.wire.frames.Contract;
import dicegate.wire.frames.EngineReply;
import dicegate.wire.frames.RequestId;
import dicegate.wire.frames.SeedFrames;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.EngineInfo;
import dicegate.wire.json.JsonCodec;
import dicegate.zmq.CurveClient;
import dicegate.zmq.Message;
import dicegate.zmq.SocketContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One engine: whether it lives, what it has in flight, and how fast it is.
 *
 * <pre>
 *           open              probe answered
 *   DOWN ---------&gt; PROBING ---------------&gt; READY
 *     ^                |  no answer            |  disconnected, silent, misbehaving
 *     +- 0.2 to 0.5 s -+-----------------------+
 * </pre>
 *
 * <p>At most a window of requests is in flight, so ZeroMQ's own queues never fill and nothing is
 * lost in them. A request that has timed out keeps its place until its reply comes, or long after:
 * the engine still has it. Confined to the fleet's thread.
 */
final class EngineLink {

  /** Of an engine that tells no window. */
  private static final int DEFAULT_WINDOW = 16;

  /** The original answers one at a time; a second one waits at its door. */
  private static final int SEED_WINDOW = 2;

  /** What a seed engine is probed with: no dice, {@code []}. It has no INFO. */
  private static final String SEED_PROBE = "0d6";

  /** How long the first probe may take; also how long the greeting may, each time. */
  private static final long PROBE_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How long the first connections may go without a greeting; enough for half the globe. */
  private static final long FIRST_GREETING_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  /** So often the limits are doubled, once each time that the probe fails. */
  private static final int MAX_DOUBLINGS = 4;

  private static final long MIN_BACK_OFF_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long MAX_BACK_OFF_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** With no other engine to go to, silence must last so long to be worth a new connection. */
  private static final long SOLE_SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** So many unusable replies without a good one between them are no accident. */
  private static final int MAX_MALFORMED = 64;

  /** After so many times its deadline, a request is no longer counted as in flight. */
  private static final int FORGOTTEN_AFTER = 4;

  private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private static final System.Logger LOG = System.getLogger(EngineLink.class.getName());

  private final EngineEndpoint endpoint;
  private final String address;
  private final Optional<CurveClient> curve;
  private final long timeoutNanos;
  private final SocketContext inproc;
  private final JsonCodec json;
  private final Meters meters;
  private final Map<RequestId, Sent> inFlight = new LinkedHashMap<>();
  private SocketContext context;
  private State state = State.DOWN;
  private Pace pace = new Pace();
  private @Nullable EngineSocket socket;
  private @Nullable RequestId probe;
  private EngineInfo info = EngineInfo.UNKNOWN;
  private int oddsInFlight;
  private int window;
  private int connection;
  private int failedProbes;
  private int malformed;
  private boolean full;
  private boolean retired;
  private long heardNanos;
  private long sinceNanos;
  private long backOffNanos;

  /** What the fleet knows of an engine. */
  enum State {
    /** Not connected; waits to try again. */
    DOWN,
    /** Connecting, and asked for a sign of life. */
    PROBING,
    /** Takes requests. */
    READY
  }

  private record Sent(PendingRequest request, long atNanos, int place) {}

  /** What one message from the engine came to. */
  sealed interface Received {

    /** A reply to a request of ours. */
    record Answered(PendingRequest request, EngineReply reply) implements Received {}

    /** A reply to a request of ours that is no answer. */
    record Unusable(PendingRequest request) implements Received {}

    /** Nothing that any request waits for. */
    record Other() implements Received {}
  }

  EngineLink(
      EngineEndpoint endpoint,
      FleetSettings settings,
      SocketContext inproc,
      JsonCodec json,
      Meters meters,
      long nowNanos) {
    this.endpoint = endpoint;
    this.address = endpoint.address(settings.embeddedAddress());
    boolean encrypted = !endpoint.embedded() && endpoint.contract() == Contract.V1;
    this.curve = encrypted ? settings.curve() : Optional.empty();
    this.timeoutNanos = settings.timeout().toNanos();
    this.json = json;
    this.meters = meters;
    this.sinceNanos = nowNanos;
    this.inproc = inproc;
    this.context = newContext();
  }

  EngineEndpoint endpoint() {
    return endpoint;
  }

  State state() {
    return state;
  }

  /** Returns the socket to poll; null while the engine is down. */
  @Nullable EngineSocket socket() {
    return socket;
  }

  /** Says whether the engine is no longer to be used: then it gets no more requests. */
  void retire(boolean now) {
    retired = now;
  }

  /** Tells whether the engine can be let go of: it is no longer to be used, and owes nothing. */
  boolean finished() {
    return retired && (state != State.READY || inFlight.isEmpty());
  }

  /** Tells whether it is time to connect again. */
  boolean dueToOpen(long nowNanos) {
    return state == State.DOWN && nowNanos - sinceNanos >= backOffNanos;
  }

  /** Connects; {@link #probe} follows. */
  void open(Runnable wake, long nowNanos) {
    if (context.broken()) {
      context.release();
      context = newContext();
    }
    socket =
        new EngineSocket(
            address,
            endpoint.embedded(),
            curve,
            Duration.ofNanos(FIRST_GREETING_NANOS << failedProbes),
            2 * EngineInfo.MAX_WINDOW,
            context,
            wake);
    state = State.PROBING;
    sinceNanos = nowNanos;
    probe = null;
  }

  /**
   * Tells whether somebody is at the other end who is to be asked for a sign of life.
   *
   * <p>Not sooner: JeroMQ 0.7.0 stops polling a new connection if a command's signal reaches its
   * I/O thread in the turn in which the connection is made. So each link has an I/O thread of its
   * own, and a greeting that does not come is not waited for: the connection that ZeroMQ then makes
   * by its own timer has no such company.
   */
  boolean dueToProbe() {
    return state == State.PROBING && probe == null && socket != null && socket.greeted();
  }

  /** Asks for a sign of life. */
  void probe(RequestId probeId) {
    EngineSocket probed = Objects.requireNonNull(socket, "open");
    probe = probeId;
    connection = probed.connection();
    Verb verb = endpoint.contract() == Contract.SEED ? Verb.ROLL : Verb.INFO;
    String body = endpoint.contract() == Contract.SEED ? SEED_PROBE : "";
    long ttlMillis = TimeUnit.NANOSECONDS.toMillis(timeoutNanos);
    endpoint.contract().request(verb, probeId, ttlMillis, body).ifPresent(probed::send);
  }

  /**
   * Lets go of the link for good, once closed.
   *
   * @param waits whether to wait until its I/O thread has ended, up to seconds
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

  /** Tells whether the engine takes requests with this verb at all. */
  boolean serves(Verb verb) {
    return state == State.READY
        && !retired
        && endpoint.contract().knows(verb)
        && info.mayServe(verb.name());
  }

  boolean hasRoom() {
    return inFlight.size() < window && !full;
  }

  /** Returns how long a request would take that is sent now, in nanoseconds; an estimate. */
  double expectedNanos(long nowNanos) {
    return pace.expectedNanos(inFlight.size(), nowNanos);
  }

  /**
   * Sends the request, if its contract can carry it and the socket takes it.
   *
   * @return whether the request is dealt with: sent, or settled because the contract cannot carry
   *     it
   */
  boolean send(PendingRequest request, long nowNanos) {
    // Rounded up: an engine that leaves expired requests unrolled must not do so too soon.
    long ttlMillis = Math.ceilDiv(request.deadlineNanos() - nowNanos, NANOS_PER_MILLI);
    Optional<byte[]> body =
        endpoint
            .contract()
            .request(request.verb(), request.id(), Math.max(ttlMillis, 0), request.expression());
    if (body.isEmpty()) {
      request.settle(new EngineAnswer.Refused(SeedFrames.REFUSAL));
      return true;
    }
    if (socket == null || !socket.send(body.get())) {
      // Its peer takes nothing off the wire; a reply shows that it does again.
      full = true;
      return false;
    }
    inFlight.put(request.id(), new Sent(request, nowNanos, inFlight.size() + 1));
    oddsInFlight += request.verb() == Verb.ODDS ? 1 : 0;
    return true;
  }

  /** Takes the next message; null if none is waiting. */
  @Nullable Received receive(long nowNanos) {
    Message message = socket == null ? null : socket.receive();
    return message == null ? null : read(message.frames(), nowNanos);
  }

  /**
   * Returns why the engine is to be given up, in words for the log.
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
    return state == State.PROBING ? probeFault(socket, nowNanos) : readyFault(sole, nowNanos);
  }

  /**
   * Closes the socket and waits a while, longer each time the engine was not ready between.
   *
   * @return the requests that were in flight and are not settled
   */
  List<PendingRequest> close(long nowNanos) {
    failedProbes = state == State.PROBING ? Math.min(failedProbes + 1, MAX_DOUBLINGS) : 0;
    backOffNanos =
        state == State.READY
            ? MIN_BACK_OFF_NANOS
            : Math.min(Math.max(backOffNanos * 2, MIN_BACK_OFF_NANOS), MAX_BACK_OFF_NANOS);
    state = State.DOWN;
    sinceNanos = nowNanos;
    List<PendingRequest> left = new ArrayList<>();
    for (Sent sent : inFlight.values()) {
      if (!sent.request().settled()) {
        left.add(sent.request());
      }
    }
    inFlight.clear();
    oddsInFlight = 0;
    if (socket != null) {
      socket.close();
      socket = null;
    }
    return left;
  }

  /** Does not hold against the engine that we ourselves did not run for a while. */
  void forgive(long stallNanos, long nowNanos) {
    heardNanos = Math.min(nowNanos, Math.max(heardNanos, eldestNanos(nowNanos)) + stallNanos);
  }

  /** Lets go of requests whose deadline is long over, so that a lost reply costs no place. */
  void forgetOld(long nowNanos) {
    while (nowNanos - eldestNanos(nowNanos) >= timeoutNanos * FORGOTTEN_AFTER) {
      landed(inFlight.keySet().iterator().next());
    }
  }

  private @Nullable String probeFault(EngineSocket probed, long nowNanos) {
    return nowNanos - sinceNanos >= probeLimitNanos(probed) ? "no answer to the probe" : null;
  }

  /** A busy engine answers its probe late, a handshake that JeroMQ lost never: so ever longer. */
  private long probeLimitNanos(EngineSocket probed) {
    if (endpoint.embedded()) {
      return timeoutNanos;
    }
    return probed.greeted()
        ? Math.min(PROBE_LIMIT_NANOS << failedProbes, Math.max(timeoutNanos, PROBE_LIMIT_NANOS))
        : Math.max(PROBE_LIMIT_NANOS, 2 * (FIRST_GREETING_NANOS << failedProbes));
  }

  private @Nullable String readyFault(boolean sole, long nowNanos) {
    if (malformed >= MAX_MALFORMED) {
      return "unusable replies";
    }
    if (inFlight.isEmpty()) {
      return null;
    }
    return gapNanos(nowNanos) >= silenceLimitNanos(sole) ? "silent" : null;
  }

  private long silenceLimitNanos(boolean sole) {
    long limit = pace.silenceLimitNanos(timeoutNanos);
    // Odds may take all workers as long as a hundred thousand rolls; and what is embedded is not
    // elsewhere, so a new connection to it mends little.
    if (oddsInFlight > 0 || endpoint.embedded()) {
      return Math.max(limit, timeoutNanos / 5 * 4);
    }
    return sole ? Math.max(limit, Math.min(SOLE_SILENCE_NANOS, timeoutNanos)) : limit;
  }

  /** Takes a request off what is in flight. */
  private void landed(RequestId id) {
    Sent sent = inFlight.remove(id);
    oddsInFlight -= sent != null && sent.request().verb() == Verb.ODDS ? 1 : 0;
  }

  /** Returns how long the engine has had work and said nothing. */
  private long gapNanos(long nowNanos) {
    return Math.min(nowNanos - heardNanos, nowNanos - eldestNanos(nowNanos));
  }

  private long eldestNanos(long ifNone) {
    return inFlight.isEmpty() ? ifNone : inFlight.values().iterator().next().atNanos();
  }

  private Received read(List<byte[]> frames, long nowNanos) {
    Optional<RequestId> id =
        frames.size() == 2 && frames.get(0).length == 0
            ? endpoint.contract().replyId(frames.get(1))
            : Optional.empty();
    if (id.isEmpty()) {
      return malformed();
    }
    if (id.get().equals(probe)) {
      return probeAnswered(frames.get(1), nowNanos);
    }
    // The id first: a liar's long replies are not worth reading.
    Sent sent = inFlight.get(id.get());
    if (sent == null) {
      meters.count(Meter.REPLIES_UNEXPECTED);
      return new Received.Other();
    }
    Optional<EngineReply> reply =
        endpoint.contract().reply(frames.get(1)).filter(this::carriesJson);
    if (reply.isEmpty()) {
      landed(id.get());
      malformed();
      return new Received.Unusable(sent.request());
    }
    pace.replied(nowNanos - sent.atNanos(), sent.place(), gapNanos(nowNanos), nowNanos);
    landed(id.get());
    heardNanos = nowNanos;
    malformed = 0;
    full = false;
    if (sent.request().settled()) {
      meters.count(Meter.REPLIES_UNEXPECTED);
      return new Received.Other();
    }
    return new Received.Answered(sent.request(), reply.get());
  }

  /**
   * The embedded engine is our own code; what comes from elsewhere is checked before it travels.
   */
  private boolean carriesJson(EngineReply reply) {
    return endpoint.embedded() || json.isValue(reply.body());
  }

  private Received malformed() {
    malformed++;
    meters.count(Meter.REPLIES_MALFORMED);
    return new Received.Other();
  }

  private Received probeAnswered(byte[] frame, long nowNanos) {
    Optional<EngineReply> reply = endpoint.contract().reply(frame).filter(this::carriesJson);
    if (reply.isEmpty()) {
      return malformed();
    }
    probe = null;
    info =
        reply.get().status() == EngineReply.Status.OK && endpoint.contract() == Contract.V1
            ? json.engineInfo(reply.get().body())
            : EngineInfo.UNKNOWN;
    window =
        endpoint.contract() == Contract.SEED ? SEED_WINDOW : info.window().orElse(DEFAULT_WINDOW);
    state = State.READY;
    sinceNanos = nowNanos;
    heardNanos = nowNanos;
    backOffNanos = 0;
    malformed = 0;
    full = false;
    pace = new Pace();
    LOG.log(System.Logger.Level.INFO, "engine ready engine={0} window={1}", endpoint, window);
    return new Received.Other();
  }
}
