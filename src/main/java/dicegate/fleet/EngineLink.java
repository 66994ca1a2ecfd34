package dicegate.fleet;

import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.telemetry.Timing;
import dicegate.wire.frames.EngineReply;
import dicegate.wire.frames.LegacyFrames;
import dicegate.wire.frames.RequestId;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.EngineInfo;
import dicegate.wire.json.JsonCodec;
import dicegate.zmq.CurveClient;
import dicegate.zmq.Message;
import dicegate.zmq.SocketContext;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One engine: the connection to it, and whether it lives.
 *
 * <pre>
 *           open              probe answered
 *   DOWN ---------&gt; PROBING ---------------&gt; READY
 *     ^                |  no answer            |  disconnected, silent, misbehaving
 *     +- 0.2 to 0.5 s -+-----------------------+
 * </pre>
 *
 * <p>How long each step may take is its {@link ProbeBackoff}; what a ready engine owes is its
 * {@link InFlightRequests}, a new one each time. Confined to the fleet's thread.
 */
final class EngineLink {

  private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private static final System.Logger LOG = System.getLogger(EngineLink.class.getName());

  private final EngineEndpoint endpoint;
  private final String address;
  private final Optional<CurveClient> curve;
  private final long timeoutNanos;
  private final SocketContext inproc;
  private final JsonCodec json;
  private final Metrics metrics;
  private final ProbeBackoff backoff;
  private SocketContext context;
  private State state = State.DOWN;
  private InFlightRequests inFlight;
  private @Nullable EngineSocket socket;
  private @Nullable RequestId probe;
  private EngineInfo info = EngineInfo.UNKNOWN;
  private int connection;
  private boolean retired;
  private long sinceNanos;

  /** What the fleet knows of an engine. */
  enum State {
    /** Not connected; waits to try again. */
    DOWN,
    /** Connecting, and asked for a sign of life. */
    PROBING,
    /** Takes requests. */
    READY
  }

  /** What one message from the engine came to. */
  sealed interface Received {

    /** A reply to a request of ours. */
    record Answered(PendingRequest request, EngineReply reply) implements Received {}

    /** A reply to a request of ours that is no answer. */
    record InvalidReply(PendingRequest request) implements Received {}

    /** Nothing that any request waits for. */
    record Other() implements Received {}
  }

  EngineLink(
      EngineEndpoint endpoint,
      FleetSettings settings,
      SocketContext inproc,
      JsonCodec json,
      Metrics metrics,
      long nowNanos) {
    this.endpoint = endpoint;
    this.address = endpoint.address(settings.embeddedAddress());
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
  }

  EngineEndpoint endpoint() {
    return endpoint;
  }

  State state() {
    return state;
  }

  /** Returns how the engine is now. */
  EngineStatus status() {
    return new EngineStatus(
        endpoint.toString(),
        state.name().toLowerCase(Locale.ROOT),
        state == State.READY,
        inFlight.window(),
        inFlight.inFlight());
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
  boolean isFinished() {
    return retired && (state != State.READY || inFlight.isEmpty());
  }

  /** Tells whether it is time to connect again. */
  boolean isDueToOpen(long nowNanos) {
    return state == State.DOWN && nowNanos - sinceNanos >= backoff.backOffNanos();
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
            backoff.handshakeLimit(),
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
  boolean isDueToProbe() {
    return state == State.PROBING && probe == null && socket != null && socket.handshaken();
  }

  /** Asks for a sign of life. */
  void probe(RequestId probeId) {
    EngineSocket probed = Objects.requireNonNull(socket, "open");
    probe = probeId;
    connection = probed.connection();
    long ttlMillis = TimeUnit.NANOSECONDS.toMillis(timeoutNanos);
    probed.send(endpoint.protocol().probe(probeId, ttlMillis));
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

  private InFlightRequests newInFlight(int window, long nowNanos) {
    return new InFlightRequests(window, endpoint.embedded(), timeoutNanos, nowNanos);
  }

  /** Tells whether the engine takes requests with this verb at all. */
  boolean serves(Verb verb) {
    return state == State.READY
        && !retired
        && endpoint.protocol().supports(verb)
        && info.mayServe(verb.name());
  }

  boolean hasRoom() {
    return inFlight.hasRoom();
  }

  /** Returns how long a request would take that is sent now, in nanoseconds; an estimate. */
  double expectedNanos(long nowNanos) {
    return inFlight.expectedNanos(nowNanos);
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
            .protocol()
            .request(request.verb(), request.id(), Math.max(ttlMillis, 0), request.expression());
    if (body.isEmpty()) {
      request.complete(new EngineAnswer.Refused(LegacyFrames.REFUSAL));
      return true;
    }
    if (socket == null || !socket.send(body.get())) {
      inFlight.onSendBlocked();
      return false;
    }
    inFlight.add(request, nowNanos);
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
    return state == State.PROBING ? probeFault(socket, nowNanos) : inFlight.fault(sole, nowNanos);
  }

  /**
   * Closes the socket and waits a while, longer each time the engine was not ready between.
   *
   * @return the requests that were in flight and are not settled
   */
  List<PendingRequest> close(long nowNanos) {
    if (state == State.READY) {
      backoff.onConnectionLost();
    } else {
      backoff.onProbeFailed();
    }
    state = State.DOWN;
    sinceNanos = nowNanos;
    List<PendingRequest> left = inFlight.pending();
    inFlight = newInFlight(0, nowNanos);
    if (socket != null) {
      socket.close();
      socket = null;
    }
    return left;
  }

  /** Does not hold against the engine that we ourselves did not run for a while. */
  void discountStall(long stallNanos, long nowNanos) {
    inFlight.discountStall(stallNanos, nowNanos);
  }

  /** Lets go of requests whose deadline is long over, so that a lost reply costs no place. */
  void removeExpired(long nowNanos) {
    inFlight.removeExpired(nowNanos);
  }

  private @Nullable String probeFault(EngineSocket probed, long nowNanos) {
    return nowNanos - sinceNanos >= probeLimitNanos(probed) ? "no answer to the probe" : null;
  }

  private long probeLimitNanos(EngineSocket probed) {
    return endpoint.embedded() ? timeoutNanos : backoff.probeLimitNanos(probed.handshaken());
  }

  private Received read(List<byte[]> frames, long nowNanos) {
    Optional<RequestId> id =
        frames.size() == 2 && frames.get(0).length == 0
            ? endpoint.protocol().replyId(frames.get(1))
            : Optional.empty();
    if (id.isEmpty()) {
      return onMalformed();
    }
    if (id.get().equals(probe)) {
      return onProbeReply(frames.get(1), nowNanos);
    }
    // The id first: a liar's long replies are not worth reading.
    PendingRequest request = inFlight.inFlight(id.get());
    if (request == null) {
      metrics.count(Counter.REPLIES_UNEXPECTED);
      return new Received.Other();
    }
    Optional<EngineReply> reply = decode(frames.get(1));
    if (reply.isEmpty()) {
      inFlight.remove(id.get());
      onMalformed();
      return new Received.InvalidReply(request);
    }
    metrics.record(Timing.ENGINE, inFlight.onReply(id.get(), nowNanos));
    if (request.isCompleted()) {
      metrics.count(Counter.REPLIES_UNEXPECTED);
      return new Received.Other();
    }
    return new Received.Answered(request, reply.get());
  }

  /**
   * Decodes a reply; empty if it breaks the contract. The embedded engine is our own code; what
   * comes from elsewhere is checked before it travels.
   */
  private Optional<EngineReply> decode(byte[] frame) {
    return endpoint
        .protocol()
        .reply(frame)
        .filter(reply -> endpoint.embedded() || json.isValue(reply.body()));
  }

  private Received onMalformed() {
    inFlight.onInvalidReply();
    metrics.count(Counter.REPLIES_MALFORMED);
    return new Received.Other();
  }

  private Received onProbeReply(byte[] frame, long nowNanos) {
    Optional<EngineReply> reply = decode(frame);
    if (reply.isEmpty()) {
      return onMalformed();
    }
    probe = null;
    info = endpoint.protocol().info(reply.get()).map(json::engineInfo).orElse(EngineInfo.UNKNOWN);
    int window = info.window().orElse(endpoint.protocol().window());
    inFlight = newInFlight(window, nowNanos);
    state = State.READY;
    sinceNanos = nowNanos;
    LOG.log(System.Logger.Level.INFO, "engine ready engine={0} window={1}", endpoint, window);
    return new Received.Other();
  }
}
