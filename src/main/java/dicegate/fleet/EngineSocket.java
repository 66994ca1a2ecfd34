package dicegate.fleet;

import dicegate.wire.frames.EngineFrames;
import dicegate.zmq.CurveClient;
import dicegate.zmq.Load;
import dicegate.zmq.Message;
import dicegate.zmq.SocketContext;
import dicegate.zmq.Wakeup;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZEvent;
import org.zeromq.ZMQ;
import org.zeromq.ZMonitor.Event;

/**
 * A DEALER connected to one engine over tcp. After a fault a new one replaces it, since a DEALER
 * whose peer broke the protocol never reconnects.
 *
 * <p>Confined to the fleet's thread, except for the connection events of ZeroMQ's I/O thread.
 */
final class EngineSocket implements EngineConnection {

  /** A stopped or unplugged peer is detected after interval plus time-out, about 1 s. */
  private static final int HEARTBEAT_MILLIS = 300;

  private static final int HEARTBEAT_TIMEOUT_MILLIS = 700;

  private static final int RECONNECT_MILLIS = 50;
  private static final int MAX_RECONNECT_MILLIS = 200;

  /** The version that JeroMQ reports for a peer without a ZMTP greeting. */
  private static final int UNVERSIONED = 0;

  private final SocketContext context;
  private final Wakeup wakeup;
  private final Runnable onEvent;
  private final ZMQ.Socket dealer;

  /** Number of connections on which the peer sent a ZMTP greeting. */
  private final AtomicInteger handshakes = new AtomicInteger();

  /** Number of the last such connection that was lost, counted from 1. */
  private final AtomicInteger lost = new AtomicInteger();

  /**
   * Connects, without waiting for the peer.
   *
   * @param curve the keys for an encrypted connection; empty for one in clear
   * @param handshakeLimit the time without the peer's greeting after which ZeroMQ connects again
   * @param highWater the number of messages that ZeroMQ may queue each way
   * @param wakeup the sleep of the fleet's thread, which messages end
   * @param onEvent called when the connection is made or lost, on ZeroMQ's I/O thread
   */
  EngineSocket(
      String address,
      Optional<CurveClient> curve,
      Duration handshakeLimit,
      int highWater,
      SocketContext context,
      Wakeup wakeup,
      Runnable onEvent) {
    this.context = context;
    this.wakeup = wakeup;
    this.onEvent = onEvent;
    context.retain();
    dealer = context.context().createSocket(SocketType.DEALER);
    dealer.setLinger(0);
    dealer.setSendTimeOut(0);
    dealer.setSndHWM(highWater);
    dealer.setRcvHWM(highWater);
    dealer.setReconnectIVL(RECONNECT_MILLIS);
    dealer.setReconnectIVLMax(MAX_RECONNECT_MILLIS);
    dealer.setHandshakeIvl(Math.toIntExact(handshakeLimit.toMillis()));
    dealer.setHeartbeatIvl(HEARTBEAT_MILLIS);
    dealer.setHeartbeatTimeout(HEARTBEAT_TIMEOUT_MILLIS);
    dealer.setMaxMsgSize(EngineFrames.MAX_REPLY_BYTES);
    dealer.setTCPKeepAlive(1);
    dealer.setIPv6(address.startsWith("tcp://["));
    dealer.setEventHook(this::onEvent, ZMQ.EVENT_DISCONNECTED | ZMQ.EVENT_HANDSHAKE_PROTOCOL);
    curve.ifPresent(keys -> keys.applyTo(dealer));
    dealer.connect(address);
    wakeup.watch(dealer);
  }

  /** The window of the engine bounds what is sent; ZeroMQ's queue is longer. */
  @Override
  public boolean hasRoom(Load load) {
    return true;
  }

  @Override
  public void keepLast(boolean keeps) {
    // The engine decides which worker gets a request.
  }

  @Override
  public boolean send(byte[] body, Load load) {
    return Message.of(DELIMITER, body).send(dealer);
  }

  @Override
  public void flush() {
    // ZeroMQ's I/O thread was signalled by the sends.
  }

  @Override
  public @Nullable Message receive() {
    return Message.receive(dealer);
  }

  @Override
  public long workedNanos() {
    return UNKNOWN;
  }

  @Override
  public boolean handshaken() {
    return handshakes.get() > lost.get();
  }

  @Override
  public int connection() {
    return handshakes.get();
  }

  @Override
  public boolean lost(int connection) {
    return lost.get() >= connection;
  }

  /** Returns whether the socket's I/O thread died. */
  @Override
  public boolean broken() {
    return context.broken();
  }

  @Override
  public void close() {
    wakeup.unwatch(dealer);
    dealer.close();
    context.release();
  }

  /* Runs on ZeroMQ's I/O thread. */
  private void onEvent(ZEvent event) {
    if (event.getEvent() == Event.DISCONNECTED) {
      lost.set(handshakes.get());
    } else if (event.<Integer>getValue() > UNVERSIONED) {
      handshakes.incrementAndGet();
    }
    onEvent.run();
  }
}
