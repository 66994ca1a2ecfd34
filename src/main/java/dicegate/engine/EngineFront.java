package dicegate.engine;

import dicegate.telemetry.Metrics;
import dicegate.zmq.Message;
import dicegate.zmq.SocketContext;
import dicegate.zmq.SocketLoop;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * The engine's front: a broker that passes requests from its listeners to the workers in turn, and
 * each reply back to the listener of its request.
 *
 * <pre>
 *   own gateway ----inproc--&gt; EngineListener (ROUTER) \                  / EngineWorker (REP)
 *                                                      DEALER --inproc-- | EngineWorker (REP)
 *   other gateways ----tcp--&gt; EngineListener (ROUTER) /                  \ ...
 * </pre>
 *
 * <p>A reply whose peer is gone or full is dropped and counted. A request for which no worker has
 * room is held, and the listeners are not read until it is sent: so the sockets' own limits hold
 * back the rest.
 *
 * <p>Before a stop the front can {@link #drain()}: it reads no more requests, so the workers can
 * finish theirs. Unread requests go to other engines when the gateways see the connections close.
 *
 * <p>The tcp listener has a context of its own. A peer that kills its I/O thread breaks that
 * listener alone, which is then opened again; inproc goes on.
 *
 * @see <a
 *     href="https://zguide.zeromq.org/docs/chapter2/#Shared-Queue-DEALER-and-ROUTER-sockets">the
 *     zguide's Shared Queue, chapter 2</a>
 */
final class EngineFront implements SocketLoop.Work {

  /** The address to which the workers connect. */
  static final String WORKERS_ADDRESS = "inproc://dicegate.engine.workers";

  private static final byte INPROC_TAG = 1;
  private static final byte TCP_TAG = 2;

  /** Messages that one socket passes at most before the others have their turn. */
  private static final int BATCH = 64;

  /** The workers' socket, two listeners, one ZAP handler. */
  private static final int MAX_POLLED = 4;

  private static final long SLEEP_MILLIS = 100;

  private static final long REOPEN_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final Logger LOG = System.getLogger(EngineFront.class.getName());

  private final EngineSettings settings;
  private final SocketContext inproc;
  private final Metrics metrics;
  private final LongSupplier nanoClock;
  private final List<EngineListener> listeners = new ArrayList<>();
  private ZMQ.@Nullable Socket dealer;
  private ZMQ.@Nullable Poller poller;
  private ZMQ.@Nullable Poller roomPoller;
  private @Nullable Message held;
  private long reopenNanos;
  private volatile String tcpEndpoint;
  private final AtomicInteger tcpListenersOpened = new AtomicInteger();
  private final AtomicInteger generation = new AtomicInteger();
  private volatile boolean draining;
  private final CountDownLatch drained = new CountDownLatch(1);

  /** Requests sent to the workers and not answered yet. */
  private int unanswered;

  private boolean listenersPaused;

  EngineFront(
      EngineSettings settings, SocketContext inproc, Metrics metrics, LongSupplier nanoClock) {
    this.settings = settings;
    this.inproc = inproc;
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

  /** Returns a number that changes whenever the socket that workers connect to is a new one. */
  int generation() {
    return generation.get();
  }

  /** Asks the front to read no more requests; from any thread. */
  void drain() {
    draining = true;
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
    generation.incrementAndGet();
    unanswered = 0;
    ZMQ.Socket backend = inproc.context().createSocket(SocketType.DEALER);
    dealer = backend;
    backend.setLinger(0);
    backend.bind(WORKERS_ADDRESS);
    listeners.add(
        new EngineListener(INPROC_TAG, Engine.INPROC_ADDRESS, inproc, null, metrics, nanoClock));
    if (settings.bindsTcp()) {
      listeners.add(openTcpListener());
    }
    openPollers(backend);
  }

  @Override
  public void pollOnce() {
    ZMQ.Socket backend = Objects.requireNonNull(dealer, "open");
    int moved = 0;
    for (EngineListener listener : listeners) {
      listener.answerZap();
      moved += passRequests(listener, backend);
    }
    moved += passReplies(backend);
    if (draining) {
      continueDrain(backend);
    }
    if (anyListenerBroken()) {
      closeBrokenListeners(backend);
    }
    reopenTcpListener(backend);
    if (moved == 0) {
      // Listeners are not read while a request is held, so they must not wake the loop either.
      ZMQ.Poller idle = held == null ? poller : roomPoller;
      Objects.requireNonNull(idle, "open").poll(SLEEP_MILLIS);
    }
  }

  @Override
  public void wake() {
    // Work reaches the front by sockets alone; it sees a stop within SLEEP_MILLIS.
  }

  @Override
  public void close() {
    held = null;
    closePollers();
    listeners.forEach(EngineListener::close);
    listeners.clear();
    if (dealer != null) {
      dealer.close();
      dealer = null;
    }
  }

  private EngineListener openTcpListener() {
    try {
      EngineListener listener =
          new EngineListener(
              TCP_TAG,
              settings.bind(),
              new SocketContext("engine-tcp"),
              settings.curve(),
              metrics,
              nanoClock);
      tcpEndpoint = listener.boundAddress();
      tcpListenersOpened.incrementAndGet();
      return listener;
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

  private ZMQ.Poller pollerOf(ZMQ.Socket backend) {
    ZMQ.Poller made = inproc.context().createPoller(MAX_POLLED);
    made.register(backend, ZMQ.Poller.POLLIN);
    if (!listenersPaused) {
      listeners.forEach(listener -> listener.register(made));
    }
    return made;
  }

  private ZMQ.Poller roomPollerOf(ZMQ.Socket backend) {
    ZMQ.Poller made = inproc.context().createPoller(MAX_POLLED);
    made.register(backend, ZMQ.Poller.POLLIN | ZMQ.Poller.POLLOUT);
    listeners.forEach(listener -> listener.registerZap(made));
    return made;
  }

  private int passRequests(EngineListener listener, ZMQ.Socket backend) {
    int moved = 0;
    while (moved < BATCH) {
      Message request = held != null || draining ? held : listener.receive();
      if (request == null) {
        break;
      }
      held = request.send(backend) ? null : request;
      if (held != null) {
        break;
      }
      unanswered++;
      moved++;
    }
    return moved;
  }

  private int passReplies(ZMQ.Socket backend) {
    int moved = 0;
    Message reply;
    while (moved < BATCH && (reply = Message.receive(backend)) != null) {
      byte tag = reply.frames().get(0)[0];
      for (EngineListener listener : listeners) {
        if (listener.tag() == tag) {
          listener.send(reply);
        }
      }
      unanswered--;
      moved++;
    }
    return moved;
  }

  private void continueDrain(ZMQ.Socket backend) {
    if (!listenersPaused) {
      listenersPaused = true;
      listeners.forEach(EngineListener::flushReplies);
      closePollers();
      openPollers(backend);
    }
    if (unanswered == 0 && held == null) {
      drained.countDown();
    }
  }

  private boolean anyListenerBroken() {
    for (EngineListener listener : listeners) {
      if (isBrokenTcp(listener)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a listener receives nothing any more; inproc needs no I/O thread. */
  private static boolean isBrokenTcp(EngineListener listener) {
    return listener.tag() == TCP_TAG && listener.broken();
  }

  private void closeBrokenListeners(ZMQ.Socket backend) {
    closePollers();
    for (int i = listeners.size() - 1; i >= 0; i--) {
      if (isBrokenTcp(listeners.get(i))) {
        listeners.remove(i).close();
      }
    }
    openPollers(backend);
  }

  /* The broken listener's context may hold the port for a while; inproc is served meanwhile. */
  private void reopenTcpListener(ZMQ.Socket backend) {
    boolean missing = settings.bindsTcp() && listeners.size() < 2 && !draining;
    if (!missing || nanoClock.getAsLong() - reopenNanos < REOPEN_PAUSE_NANOS) {
      return;
    }
    reopenNanos = nanoClock.getAsLong();
    try {
      listeners.add(openTcpListener());
    } catch (IllegalStateException e) {
      LOG.log(Level.WARNING, "engine listener not reopened, tries again in 1 s", e);
      return;
    }
    closePollers();
    openPollers(backend);
  }

  private void openPollers(ZMQ.Socket backend) {
    poller = pollerOf(backend);
    roomPoller = roomPollerOf(backend);
  }

  private void closePollers() {
    if (poller != null) {
      poller.close();
      poller = null;
    }
    if (roomPoller != null) {
      roomPoller.close();
      roomPoller = null;
    }
  }
}
