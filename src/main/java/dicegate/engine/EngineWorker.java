package dicegate.engine;

import dicegate.wire.frames.EngineFrames;
import dicegate.wire.frames.EngineRequest;
import dicegate.zmq.SocketContext;
import dicegate.zmq.SocketLoop;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * A REP socket behind the front: it receives a request, waits the think-time, and sends the reply.
 * A request that expired meanwhile is answered without think-time and without a roll.
 */
final class EngineWorker implements SocketLoop.Work {

  /** The longest wait for a request; the loop then checks for its end. */
  private static final int RECEIVE_LIMIT_MILLIS = 100;

  private final SocketContext inproc;
  private final Responder responder;
  private final Duration thinkTime;
  private final CountDownLatch woken = new CountDownLatch(1);
  private final IntSupplier frontGeneration;
  private final LongSupplier nanoClock;
  private ZMQ.@Nullable Socket rep;
  private int connectedGeneration;

  /**
   * Makes a worker.
   *
   * @param frontGeneration changes when the front has a new socket; inproc does not reconnect by
   *     itself
   * @param nanoClock the same clock as the front's, which stamps requests
   */
  EngineWorker(
      SocketContext inproc,
      Responder responder,
      Duration thinkTime,
      IntSupplier frontGeneration,
      LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.frontGeneration = frontGeneration;
    this.inproc = inproc;
    this.responder = responder;
    this.thinkTime = thinkTime;
  }

  @Override
  public void open() {
    ZMQ.Socket socket = inproc.context().createSocket(SocketType.REP);
    rep = socket;
    socket.setLinger(0);
    socket.setReceiveTimeOut(RECEIVE_LIMIT_MILLIS);
    socket.setSendTimeOut(0);
    connectedGeneration = frontGeneration.getAsInt();
    socket.connect(EngineFront.WORKERS_ADDRESS);
  }

  @Override
  public void pollOnce() {
    ZMQ.Socket socket = Objects.requireNonNull(rep, "open");
    byte[] stamp = socket.recv();
    if (stamp == null) {
      reconnectToFront();
      return;
    }
    ReceivedAt receivedAt = ReceivedAt.of(stamp);
    byte[] frame = socket.recv();
    if (frame == null) {
      return;
    }
    boolean single = true;
    while (socket.hasReceiveMore()) {
      single = false;
      if (socket.recv() == null) {
        return;
      }
    }
    EngineRequest request = EngineFrames.parse(frame);
    boolean late = request instanceof EngineRequest.V1 v1 && expired(v1, receivedAt);
    if (responder.rolls(request) && !late && !awaitThinkTime()) {
      return;
    }
    // A request is one frame; of a longer message the first frame has the id for the error reply.
    socket.send(single ? reply(request, receivedAt) : responder.refuse(request));
  }

  /** Ends the think-time; called only to stop the loop. */
  @Override
  public void wake() {
    woken.countDown();
  }

  @Override
  public void close() {
    if (rep != null) {
      rep.close();
      rep = null;
    }
  }

  private void reconnectToFront() {
    if (connectedGeneration != frontGeneration.getAsInt()) {
      close();
      open();
    }
  }

  private byte[] reply(EngineRequest request, ReceivedAt receivedAt) {
    return request instanceof EngineRequest.V1 v1 && expired(v1, receivedAt)
        ? responder.expire(v1)
        : responder.answer(request);
  }

  /**
   * Returns whether the gateway no longer waits for the roll; requests without dice never expire.
   */
  private boolean expired(EngineRequest.V1 request, ReceivedAt receivedAt) {
    return responder.rolls(request) && request.expired(nanoClock.getAsLong() - receivedAt.nanos());
  }

  /** Waits the think-time; returns false if the loop was stopped before it passed. */
  private boolean awaitThinkTime() {
    if (thinkTime.isZero()) {
      return true;
    }
    try {
      return !woken.await(thinkTime.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
