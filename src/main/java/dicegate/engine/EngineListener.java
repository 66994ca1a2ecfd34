package dicegate.engine;

import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.zmq.CurveServer;
import dicegate.zmq.Message;
import dicegate.zmq.SocketContext;
import dicegate.zmq.Wakeup;
import dicegate.zmq.ZapHandler;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * A bound ROUTER that receives the engine's requests over tcp.
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

  private final String address;
  private final SocketContext context;
  private final Metrics metrics;
  private final ZMQ.Socket router;
  private @Nullable ZapHandler zapHandler;

  /**
   * Binds the address. The context is held until {@link #close()}.
   *
   * @param curve the clients allowed to connect, over CURVE alone; null to admit every peer. At
   *     most one listener of a context may have it.
   */
  EngineListener(
      String address, SocketContext context, @Nullable CurveServer curve, Metrics metrics) {
    this.address = address;
    this.context = context;
    this.metrics = metrics;
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

  /** Lets requests and authentication end the sleep of the front. */
  void watchBy(Wakeup wakeup) {
    wakeup.watch(router);
    if (zapHandler != null) {
      wakeup.watch(zapHandler.socket());
    }
  }

  /** Ends the effect of {@link #watchBy}, before the close. */
  void unwatchBy(Wakeup wakeup) {
    wakeup.unwatch(router);
    if (zapHandler != null) {
      wakeup.unwatch(zapHandler.socket());
    }
  }

  /**
   * Does ZeroMQ's internal work while no request is read, which {@link #receive} does otherwise.
   */
  void processCommands() {
    router.getEvents();
  }

  /** Admits or refuses the peers that wait for authentication. */
  void answerZap() {
    if (zapHandler != null) {
      zapHandler.answer();
    }
  }

  /** Lets {@link #close()} still send the replies in the socket's queue, for 200 ms at most. */
  void flushReplies() {
    router.setLinger(FLUSH_LIMIT_MILLIS);
  }

  /** Returns the bound address, its port resolved. */
  String boundAddress() {
    String resolved = router.getLastEndpoint();
    return resolved == null ? address : resolved;
  }

  /** Returns whether the I/O thread of the listener's context died. */
  boolean broken() {
    return context.broken();
  }

  /**
   * Receives the next request.
   *
   * @return null if no request is waiting, or the next message was not a request and was dropped
   */
  @Nullable ReceivedRequest receive() {
    Message message = Message.receive(router);
    if (message == null) {
      return null;
    }
    int body = indexOfBody(message.frames());
    if (message.tooLong() || body < 0) {
      metrics.count(Counter.ENGINE_REQUESTS_DROPPED);
      return null;
    }
    return new ReceivedRequest(message.frames(), body);
  }

  /** Sends a reply with its envelope; drops it if the peer is gone or full. */
  void send(Message reply) {
    if (!reply.send(router)) {
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
   * Returns the index of the body, which follows the first delimiter; -1 without a delimiter or a
   * body. A REP socket needs {@code identity, ..., "", body}; anything else would stall it.
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
