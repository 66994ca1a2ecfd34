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
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** One REP socket behind the front: takes a request, thinks, answers, takes the next. */
final class EngineWorker implements SocketLoop.Work {

  /** How long a receive waits before the loop looks whether it is to end. */
  private static final int RECEIVE_LIMIT_MILLIS = 100;

  private final SocketContext inproc;
  private final Responder responder;
  private final Duration thinkTime;
  private final CountDownLatch woken = new CountDownLatch(1);
  private final IntSupplier frontGeneration;
  private ZMQ.@Nullable Socket rep;
  private int connectedGeneration;

  /**
   * Makes a worker.
   *
   * @param frontGeneration changes when the front is new; inproc connections do not reconnect
   */
  EngineWorker(
      SocketContext inproc, Responder responder, Duration thinkTime, IntSupplier frontGeneration) {
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
    byte[] frame = socket.recv();
    if (frame == null) {
      if (connectedGeneration != frontGeneration.getAsInt()) {
        close();
        open();
      }
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
    if (responder.rolls(request) && !thought()) {
      return;
    }
    // A contract's request is one frame; of more the first names the asker, who still gets a reply.
    socket.send(single ? responder.answer(request) : responder.refuse(request));
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

  /** Returns after the think-time; false if the loop is to end before it has passed. */
  private boolean thought() {
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
