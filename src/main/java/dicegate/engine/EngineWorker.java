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
 * One REP socket behind the front: takes a request, thinks, answers, takes the next. What has
 * outlived its time meanwhile is answered without thought and without a roll.
 */
final class EngineWorker implements SocketLoop.Work {

  /** How long a receive waits before the loop looks whether it is to end. */
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
   * @param frontGeneration changes when the front is new; inproc connections do not reconnect
   * @param nanoClock the clock by which the front tells when it read a request
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
    // A contract's request is one frame; of more the first names the asker, who still gets a reply.
    socket.send(single ? reply(request, receivedAt) : responder.refuse(request));
  }

  /** Ends the think-time; comes with a stop alone. */
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

  /** Tells whether nobody waits for the roll any more; what is no roll costs little to answer. */
  private boolean expired(EngineRequest.V1 request, ReceivedAt receivedAt) {
    return responder.rolls(request) && request.expired(nanoClock.getAsLong() - receivedAt.nanos());
  }

  /** Returns after the think-time; false if the loop is to end before it has passed. */
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
