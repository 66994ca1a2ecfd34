package dicegate.engine;

import dicegate.telemetry.Metrics;
import dicegate.wire.frames.EngineFrames;
import dicegate.wire.frames.EngineRequest;
import dicegate.wire.frames.Verb;
import dicegate.zmq.InprocLanes;
import dicegate.zmq.Load;
import dicegate.zmq.Message;
import dicegate.zmq.SocketContext;
import dicegate.zmq.SocketLoop;
import dicegate.zmq.Wakeup;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * The engine's front for gateways in other processes: it reads requests from tcp, answers small
 * ones itself, since it is awake, and passes the others to the workers.
 *
 * <pre>
 *                                         small: Responder
 *   gateways --tcp--&gt; EngineListener (ROUTER) &lt;
 *                                         others: InprocLanes --inproc--&gt; EngineWorker (REP) ...
 * </pre>
 *
 * <p>A reply whose peer is gone or full is dropped and counted. Requests for which no worker has
 * room wait, some hundred at most; beyond that the listener is not read, so that the sockets' own
 * limits hold back the rest.
 *
 * <p>Before a stop the front can {@link #drain()}: it reads no more requests, so the workers can
 * finish theirs. Unread requests go to other engines when the gateways see the connections close.
 *
 * <p>The listener has a context of its own. A peer that kills its I/O thread breaks that listener
 * alone, which is then opened again.
 */
final class EngineFront implements SocketLoop.Work {

  /** Requests read at most before replies have their turn. */
  private static final int BATCH = 64;

  private static final Duration SLEEP = Duration.ofMillis(100);

  private static final long REOPEN_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final Logger LOG = System.getLogger(EngineFront.class.getName());

  private final EngineSettings settings;
  private final List<String> workerAddresses;
  private final SocketContext inproc;
  private final Responder responder;
  private final Metrics metrics;
  private final LongSupplier nanoClock;
  private final WaitingRequests waiting = new WaitingRequests();
  private volatile @Nullable Wakeup wakeup;
  private @Nullable InprocLanes workers;
  private @Nullable EngineListener listener;
  private long reopenNanos;
  private volatile String tcpEndpoint;
  private final AtomicInteger tcpListenersOpened = new AtomicInteger();
  private volatile boolean draining;
  private boolean flushing;
  private final CountDownLatch drained = new CountDownLatch(1);

  /**
   * Makes a front.
   *
   * @param workerAddresses the inproc addresses of the workers
   * @param responder answers small requests on the front's thread
   * @param nanoClock the same clock as the workers'
   */
  EngineFront(
      EngineSettings settings,
      List<String> workerAddresses,
      SocketContext inproc,
      Responder responder,
      Metrics metrics,
      LongSupplier nanoClock) {
    this.settings = settings;
    this.workerAddresses = List.copyOf(workerAddresses);
    this.inproc = inproc;
    this.responder = responder;
    this.metrics = metrics;
    this.nanoClock = nanoClock;
    tcpEndpoint = settings.bind();
  }

  String tcpEndpoint() {
    return tcpEndpoint;
  }

  /** Returns how often the tcp listener was opened: again after each death of its I/O thread. */
  int tcpListenersOpened() {
    return tcpListenersOpened.get();
  }

  /** Asks the front to read no more requests; from any thread. */
  void drain() {
    draining = true;
    wake();
  }

  /**
   * Waits until all requests read before {@link #drain()} are answered; from any thread.
   *
   * @return whether they were, within the limit
   */
  boolean awaitDrained(Duration limit) {
    try {
      return drained.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void open() {
    Wakeup opened = new Wakeup();
    wakeup = opened;
    workers = new InprocLanes(workerAddresses, inproc, opened, false);
    openListener(opened);
  }

  @Override
  public void pollOnce() {
    InprocLanes lanes = Objects.requireNonNull(workers, "open");
    Wakeup sleeper = Objects.requireNonNull(wakeup, "open");
    lanes.reconnectLost();
    boolean moved = passReplies(lanes);
    moved |= waiting.pass(lanes);
    moved |= readRequests(lanes);
    lanes.flush();
    if (draining) {
      continueDrain(lanes);
    }
    reopenListener(sleeper);
    sleeper.idle(moved, SLEEP);
  }

  @Override
  public void wake() {
    Wakeup current = wakeup;
    if (current != null) {
      current.signal();
    }
  }

  @Override
  public void close() {
    waiting.clear();
    closeListener();
    if (workers != null) {
      workers.close();
      workers = null;
    }
    if (wakeup != null) {
      wakeup.close();
      wakeup = null;
    }
  }

  private void openListener(Wakeup sleeper) {
    try {
      EngineListener opened =
          new EngineListener(
              settings.bind(), new SocketContext("engine-tcp"), settings.curve(), metrics);
      listener = opened;
      tcpEndpoint = opened.boundAddress();
      tcpListenersOpened.incrementAndGet();
      opened.watchBy(sleeper);
    } catch (ZMQException e) {
      throw new IllegalStateException(
          "cannot bind dicegate.engine.bind=%s: %s".formatted(settings.bind(), reason(e)), e);
    }
  }

  /** Returns a readable message for JeroMQ's error number. */
  private static String reason(ZMQException failure) {
    int code = failure.getErrorCode();
    if (code == ZMQ.Error.EADDRINUSE.getCode()) {
      return "the address is already in use";
    }
    return code == ZMQ.Error.EADDRNOTAVAIL.getCode()
        ? "this machine does not have the address"
        : String.valueOf(failure.getMessage());
  }

  private boolean readRequests(InprocLanes lanes) {
    EngineListener current = listener;
    if (current == null) {
      return false;
    }
    current.answerZap();
    int taken = 0;
    while (taken < BATCH && mayRead()) {
      ReceivedRequest request = current.receive();
      if (request == null) {
        return taken > 0;
      }
      taken++;
      answerOrPass(request, current, lanes);
    }
    if (!mayRead()) {
      current.processCommands();
    }
    return taken > 0;
  }

  private boolean mayRead() {
    return !draining && !waiting.isFull();
  }

  private void answerOrPass(ReceivedRequest request, EngineListener from, InprocLanes lanes) {
    EngineRequest parsed = EngineFrames.parse(request.body());
    boolean answersItself = request.hasOneBody() && settings.thinkTime().isZero();
    if (answersItself && responder.isQuick(parsed)) {
      from.send(request.reply(responder.answer(parsed)));
      return;
    }
    waiting.passOrAdd(
        request.stamped(nanoClock.getAsLong()), loadOf(parsed), request.bytes(), lanes);
  }

  private static Load loadOf(EngineRequest request) {
    return request instanceof EngineRequest.V1 v1 && v1.verb() == Verb.ODDS
        ? Load.HEAVIEST
        : Load.HEAVY;
  }

  private boolean passReplies(InprocLanes lanes) {
    boolean moved = false;
    Message reply;
    while ((reply = lanes.receive()) != null) {
      if (listener != null) {
        listener.send(reply);
      }
      moved = true;
    }
    return moved;
  }

  private void continueDrain(InprocLanes lanes) {
    if (!flushing && listener != null) {
      flushing = true;
      listener.flushReplies();
    }
    if (waiting.isEmpty() && lanes.inFlight() == 0) {
      drained.countDown();
    }
  }

  /* The broken listener's context may hold the port for a while. */
  private void reopenListener(Wakeup sleeper) {
    if (listener != null && listener.broken()) {
      closeListener();
    }
    if (listener != null || draining || nanoClock.getAsLong() - reopenNanos < REOPEN_PAUSE_NANOS) {
      return;
    }
    reopenNanos = nanoClock.getAsLong();
    try {
      openListener(sleeper);
    } catch (IllegalStateException e) {
      LOG.log(Level.WARNING, "engine listener not reopened, tries again in 1 s", e);
    }
  }

  private void closeListener() {
    EngineListener closed = listener;
    listener = null;
    if (closed != null) {
      if (wakeup != null) {
        closed.unwatchBy(wakeup);
      }
      closed.close();
    }
  }
}
