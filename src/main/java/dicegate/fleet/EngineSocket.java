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
 * One DEALER to one engine, from connect to close; after a fault a new one takes its place, since a
 * DEALER whose peer broke the protocol never comes back.
 *
 * <p>Confined to the fleet's thread, save what ZeroMQ's I/O thread says of the connection.
 */
final class EngineSocket {

  /** A stopped or unplugged peer is told after these two, about a second. */
  private static final int HEARTBEAT_MILLIS = 300;

  private static final int HEARTBEAT_TIMEOUT_MILLIS = 700;

  private static final int RECONNECT_MILLIS = 50;
  private static final int MAX_RECONNECT_MILLIS = 200;

  /** The version of a greeting that is none; JeroMQ goes on as with a peer of ZMTP 1. */
  private static final int UNVERSIONED = 0;

  private static final byte[] DELIMITER = new byte[0];

  private final SocketContext context;
  private final boolean embedded;
  private final Runnable wake;
  private final ZMQ.Socket dealer;

  /** How many connections there were on which the peer greeted as one who speaks ZeroMQ. */
  private final AtomicInteger handshakes = new AtomicInteger();

  /** The last of them that was lost, counted from 1. */
  private final AtomicInteger lost = new AtomicInteger();

  /**
   * Connects, without waiting for the peer.
   *
   * @param embedded whether the peer is in this process: such a socket needs no I/O thread
   * @param curve the keys, if the connection is to be encrypted
   * @param greetingLimit how long a connection may go without the peer's greeting before ZeroMQ
   *     makes another
   * @param highWater how many messages ZeroMQ may hold each way
   * @param wake wakes the fleet's thread, from any thread
   */
  EngineSocket(
      String address,
      boolean embedded,
      Optional<CurveClient> curve,
      Duration greetingLimit,
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
    dealer.setHandshakeIvl(Math.toIntExact(greetingLimit.toMillis()));
    dealer.setHeartbeatIvl(HEARTBEAT_MILLIS);
    dealer.setHeartbeatTimeout(HEARTBEAT_TIMEOUT_MILLIS);
    dealer.setMaxMsgSize(EngineFrames.MAX_REPLY_BYTES);
    dealer.setTCPKeepAlive(1);
    dealer.setIPv6(address.startsWith("tcp://["));
    dealer.setEventHook(this::onEvent, ZMQ.EVENT_DISCONNECTED | ZMQ.EVENT_HANDSHAKE_PROTOCOL);
    curve.ifPresent(keys -> keys.applyTo(dealer));
    dealer.connect(address);
  }

  /** Returns what the poller needs. */
  ZMQ.Socket pollable() {
    return dealer;
  }

  /** Sends a request behind an empty delimiter; false if ZeroMQ takes no more. */
  boolean send(byte[] body) {
    return Message.of(DELIMITER, body).send(dealer);
  }

  /** Returns the next message; null if none is waiting. */
  @Nullable Message receive() {
    return Message.receive(dealer);
  }

  /** Tells whether somebody who speaks ZeroMQ is at the other end. */
  boolean handshaken() {
    return embedded || handshakes.get() > lost.get();
  }

  /** Returns which connection this is, counted from 1; ZeroMQ makes new ones by itself. */
  int connection() {
    return handshakes.get();
  }

  /** Tells whether the connection was lost, and with it what it carried. */
  boolean lost(int connection) {
    return !embedded && lost.get() >= connection;
  }

  /** Tells whether the socket is deaf for good, its I/O thread dead. */
  boolean broken() {
    return !embedded && context.broken();
  }

  void close() {
    dealer.close();
    context.release();
  }

  /* Comes on ZeroMQ's I/O thread. */
  private void onEvent(ZEvent event) {
    if (event.getEvent() == Event.DISCONNECTED) {
      lost.set(handshakes.get());
    } else if (event.<Integer>getValue() > UNVERSIONED) {
      handshakes.incrementAndGet();
    }
    wake.run();
  }
}
