package dicegate.engine;

import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.zmq.CurveServer;
import dicegate.zmq.Message;
import dicegate.zmq.SocketContext;
import dicegate.zmq.ZapHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * One way into the engine: a bound ROUTER, the mark that its requests carry through the workers so
 * that their replies leave by the same door, and the time that tells the workers how old they are.
 *
 * <p>Confined to the front's thread.
 */
final class EngineListener {

  /** The longest request frame: the longest expression in UTF-8, with room for the head. */
  private static final int MAX_REQUEST_BYTES = 64 * 1024;

  private static final int HANDSHAKE_LIMIT_MILLIS = 1_000;
  private static final int HEARTBEAT_MILLIS = 1_000;
  private static final int HEARTBEAT_TIMEOUT_MILLIS = 3_000;
  private static final int FLUSH_LIMIT_MILLIS = 200;

  private final byte tag;
  private final String address;
  private final SocketContext context;
  private final Metrics metrics;
  private final LongSupplier nanoClock;
  private final ZMQ.Socket router;
  private @Nullable ZapHandler zapHandler;

  /**
   * Binds the address. The context is held until {@link #close()}.
   *
   * @param curve who may come in, over CURVE alone; null to let everybody in. At most one door of a
   *     context has it.
   */
  EngineListener(
      byte tag,
      String address,
      SocketContext context,
      @Nullable CurveServer curve,
      Metrics metrics,
      LongSupplier nanoClock) {
    this.tag = tag;
    this.address = address;
    this.context = context;
    this.metrics = metrics;
    this.nanoClock = nanoClock;
    context.retain();
    router = context.context().createSocket(SocketType.ROUTER);
    try {
      router.setLinger(0);
      router.setRouterMandatory(true);
      router.setMaxMsgSize(MAX_REQUEST_BYTES);
      router.setHandshakeIvl(HANDSHAKE_LIMIT_MILLIS);
      router.setHeartbeatIvl(HEARTBEAT_MILLIS);
      router.setHeartbeatTimeout(HEARTBEAT_TIMEOUT_MILLIS);
      if (curve != null) {
        zapHandler = new ZapHandler(context, curve, () -> metrics.count(Counter.CURVE_REFUSED));
        zapHandler.applyTo(router);
      }
      router.bind(address);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  byte tag() {
    return tag;
  }

  /** Adds what wakes the front when somebody wants to come in; also while it takes no requests. */
  void registerZap(ZMQ.Poller poller) {
    if (zapHandler != null) {
      poller.register(zapHandler.socket(), ZMQ.Poller.POLLIN);
    }
  }

  /** Adds what wakes the front when there is a request. */
  void register(ZMQ.Poller poller) {
    poller.register(router, ZMQ.Poller.POLLIN);
    registerZap(poller);
  }

  /** Lets in or turns away who wants to come in. */
  void answerZap() {
    if (zapHandler != null) {
      zapHandler.answer();
    }
  }

  /**
   * Lets what was handed over leave after {@link #close()}, for peers that read it within a moment.
   */
  void flushReplies() {
    router.setLinger(FLUSH_LIMIT_MILLIS);
  }

  /** Returns the address as bound, its port resolved. */
  String boundAddress() {
    String resolved = router.getLastEndpoint();
    return resolved == null ? address : resolved;
  }

  /** Tells whether the door's context lost its I/O thread. */
  boolean broken() {
    return context.broken();
  }

  /**
   * Takes the next request, marked for the workers, with the {@link ReceivedAt} behind its
   * delimiter.
   *
   * @return null if none is waiting, or the next one is not for an engine and was dropped
   */
  @Nullable Message receive() {
    Message request = Message.receive(router);
    if (request == null) {
      return null;
    }
    int body = indexOfBody(request.frames());
    if (request.tooLong() || body < 0) {
      metrics.count(Counter.ENGINE_REQUESTS_DROPPED);
      return null;
    }
    int end = request.frames().size();
    List<byte[]> marked = new ArrayList<>(end + 2);
    marked.add(new byte[] {tag});
    marked.addAll(request.frames().subList(0, body));
    marked.add(new ReceivedAt(nanoClock.getAsLong()).frame());
    marked.addAll(request.frames().subList(body, end));
    return new Message(marked);
  }

  /** Sends a worker's reply, its mark taken off; a peer that is gone or full loses it. */
  void send(Message markedReply) {
    List<byte[]> frames = markedReply.frames();
    if (!new Message(frames.subList(1, frames.size())).send(router)) {
      metrics.count(Counter.ENGINE_REPLIES_DROPPED);
    }
  }

  void close() {
    router.close();
    if (zapHandler != null) {
      zapHandler.close();
      zapHandler = null;
    }
    context.release();
  }

  /**
   * Returns where the body begins, behind the first delimiter; -1 if there is none. A REP socket
   * needs {@code identity, ..., "", body}; anything else would stall it.
   */
  private static int indexOfBody(List<byte[]> frames) {
    for (int i = 1; i < frames.size() - 1; i++) {
      if (frames.get(i).length == 0) {
        return i + 1;
      }
    }
    return -1;
  }
}
