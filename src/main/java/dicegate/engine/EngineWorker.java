package dicegate.engine;

import dicegate.wire.frames.EngineFrames;
import dicegate.wire.frames.EngineRequest;
import dicegate.wire.frames.NanosFrame;
import dicegate.zmq.InprocService;
import dicegate.zmq.Message;
import dicegate.zmq.SocketContext;
import dicegate.zmq.SocketLoop;
import dicegate.zmq.Wakeup;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * A REP socket bound over inproc: it receives a request, waits the think-time, and sends the reply.
 * A request that expired meanwhile is answered without think-time and without a roll.
 *
 * <p>Its peers are {@link EngineFront}, which puts the time of receipt before the request, and the
 * gateway in this process, whose message is the request, and whose reply has the work before it.
 */
final class EngineWorker implements SocketLoop.Work {

  /** The longest sleep; the loop then checks for its end. */
  private static final Duration SLEEP = Duration.ofMillis(100);

  private final String address;
  private final SocketContext inproc;
  private final Responder responder;
  private final Duration thinkTime;
  private final LongSupplier nanoClock;
  private final WorkMeter work = new WorkMeter(System::nanoTime);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Wakeup wakeup;
  private @Nullable InprocService service;
  private ZMQ.@Nullable Socket rep;

  /**
   * Makes a worker.
   *
   * @param address the inproc address to bind
   * @param nanoClock the same clock as the front's, which stamps requests
   */
  EngineWorker(
      String address,
      SocketContext inproc,
      Responder responder,
      Duration thinkTime,
      LongSupplier nanoClock) {
    this.address = address;
    this.inproc = inproc;
    this.responder = responder;
    this.thinkTime = thinkTime;
    this.nanoClock = nanoClock;
  }

  @Override
  public void open() {
    ZMQ.Socket socket = inproc.context().createSocket(SocketType.REP);
    rep = socket;
    socket.setLinger(0);
    socket.setReceiveTimeOut(0);
    socket.setSendTimeOut(0);
    socket.bind(address);
    Wakeup opened = new Wakeup();
    wakeup = opened;
    InprocService published = new InprocService(opened);
    inproc.publish(address, published);
    service = published;
  }

  @Override
  public void pollOnce() {
    Message message = Message.receive(Objects.requireNonNull(rep, "open"));
    if (message != null) {
      answer(message.frames());
    }
    Objects.requireNonNull(wakeup, "open").idle(message != null, SLEEP);
  }

  /** Ends the sleep and the think-time; called only to stop the loop. */
  @Override
  public void wake() {
    stopped.countDown();
    Wakeup current = wakeup;
    if (current != null) {
      current.signal();
    }
  }

  @Override
  public void close() {
    if (service != null) {
      inproc.withdraw(address, service);
      service = null;
    }
    if (rep != null) {
      rep.close();
      rep = null;
    }
    if (wakeup != null) {
      wakeup.close();
      wakeup = null;
    }
  }

  private void answer(List<byte[]> frames) {
    boolean stamped = frames.size() > 1;
    long receivedNanos = stamped ? NanosFrame.read(frames.get(0)) : nanoClock.getAsLong();
    EngineRequest request = EngineFrames.parse(frames.get(stamped ? 1 : 0));
    work.begin();
    boolean late = responder.isExpired(request, age(receivedNanos));
    if (responder.rolls(request) && !late && !awaitThinkTime()) {
      return;
    }
    // A request is one frame; of a longer message the first frame has the id for the error reply.
    byte[] reply =
        frames.size() > 2
            ? responder.refuse(request)
            : responder.answer(request, age(receivedNanos));
    ZMQ.Socket socket = Objects.requireNonNull(rep, "open");
    if (!stamped) {
      socket.sendMore(NanosFrame.of(work.nanos()));
    }
    socket.send(reply);
    Objects.requireNonNull(service, "open").signalClients();
  }

  private long age(long receivedNanos) {
    return nanoClock.getAsLong() - receivedNanos;
  }

  /** Waits the think-time; returns false if the loop was stopped before it passed. */
  private boolean awaitThinkTime() {
    if (thinkTime.isZero()) {
      return true;
    }
    try {
      work.addThinkTime(thinkTime);
      return !stopped.await(thinkTime.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
