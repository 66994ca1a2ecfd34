package dicegate.fleet;

import dicegate.wire.frames.EngineFrames;
import dicegate.zmq.CurveClient;
import dicegate.zmq.Message;
import dicegate.zmq.SocketContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZEvent;
import org.zeromq.ZMQ;
import org.zeromq.ZMonitor.Event;

/**
 * A DEALER connected to one engine. After a fault a new one replaces it, since a DEALER whose peer
 * broke the protocol never reconnects.
 *
 * <p>Confined to the fleet's thread, except for the connection events of ZeroMQ's I/O thread.
 */
final class EngineSocket {

  /** A stopped or unplugged peer is detected after interval plus time-out, about 1 s. */
  private static final int HEARTBEAT_MILLIS = 300;

  private static final int HEARTBEAT_TIMEOUT_MILLIS = 700;

  private static final int RECONNECT_MILLIS = 50;
  private static final int MAX_RECONNECT_MILLIS = 200;

  /** The version that JeroMQ reports for a peer without a ZMTP greeting. */
  private static final int UNVERSIONED = 0;

  private static final byte[] DELIMITER = new byte[0];

  private final SocketContext context;
  private final boolean embedded;
  private final Runnable wake;
  private final ZMQ.Socket dealer;

  /** Number of connections on which the peer sent a ZMTP greeting. */
  private final AtomicInteger handshakes = new AtomicInteger();

  /** Number of the last such connection that was lost, counted from 1. */
  private final AtomicInteger lost = new AtomicInteger();

  /**
   * Connects, without waiting for the peer.
   *
   * @param embedded whether the peer is in this process, so that no I/O thread is needed
   * @param curve the keys for an encrypted connection; empty for one in clear
   * @param handshakeLimit the time without the peer's greeting after which ZeroMQ connects again
   * @param highWater the number of messages that ZeroMQ may queue each way
   * @param wake wakes the fleet's thread, from any thread
   */
  EngineSocket(
      String address,
      boolean embedded,
      Optional<CurveClient> curve,
      Duration handshakeLimit,
      int highWater,
      SocketContext context,
      Runnable wake) {
    this.context = context;
    this.embedded = embedded;
    this.wake = wake;
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
  }

  /** Returns the socket for a poller. */
  ZMQ.Socket pollable() {
    return dealer;
  }

  /** Sends a request behind an empty delimiter; returns false if ZeroMQ's queue is full. */
  boolean send(byte[] body) {
    return Message.of(DELIMITER, body).send(dealer);
  }

  /** Receives the next message; null if none is waiting. */
  @Nullable Message receive() {
    return Message.receive(dealer);
  }

  /** Returns whether a peer that speaks ZeroMQ is connected now. */
  boolean handshaken() {
    return embedded || handshakes.get() > lost.get();
  }

  /** Returns the number of the connection, counted from 1; ZeroMQ reconnects by itself. */
  int connection() {
    return handshakes.get();
  }

  /** Returns whether the connection with this number was lost, and its messages with it. */
  boolean lost(int connection) {
    return !embedded && lost.get() >= connection;
  }

  /** Returns whether the socket's I/O thread died, so that it never receives again. */
  boolean broken() {
    return !embedded && context.broken();
  }

  void close() {
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
    wake.run();
  }
}
