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
 * The engine's front: gives requests from its doors to the workers in turn, and replies back to the
 * door they came by.
 *
 * <pre>
 *   gateway in this WAR == inproc ==&gt; EngineDoor (ROUTER) \                     / EngineWorker (REP)
 *                                                          DEALER == inproc ==  | EngineWorker (REP)
 *   other gateways      == tcp    ==&gt; EngineDoor (ROUTER) /                     \ ...
 * </pre>
 *
 * <p>A reply that nobody takes is dropped and counted. A request that no worker has room for is
 * held, and the doors are not read until it went: so the sockets' own limits hold the rest back.
 *
 * <p>Before a stop it may be told to {@link #drain()}: it reads no more requests then, so that what
 * the workers have can be answered. What lies unread goes to other engines, once the gateways see
 * the connections end.
 *
 * <p>The tcp door has a context of its own: a peer that kills its I/O thread closes that door,
 * which is opened anew, and leaves inproc alone.
 *
 * @see <a
 *     href="https://zguide.zeromq.org/docs/chapter2/#Shared-Queue-DEALER-and-ROUTER-sockets">the
 *     zguide's Shared Queue, chapter 2</a>
 */
final class EngineFront implements SocketLoop.Work {

  /** Where the workers connect. */
  static final String WORKERS_ADDRESS = "inproc://dicegate.engine.workers";

  private static final byte INPROC_TAG = 1;
  private static final byte TCP_TAG = 2;

  /** How many messages one socket may pass before the others have their turn. */
  private static final int BATCH = 64;

  /** The workers' socket, two doors, one guard. */
  private static final int MAX_POLLED = 4;

  private static final long SLEEP_MILLIS = 100;

  private static final long REOPEN_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final Logger LOG = System.getLogger(EngineFront.class.getName());

  private final EngineSettings settings;
  private final SocketContext inproc;
  private final Metrics metrics;
  private final LongSupplier nanoClock;
  private final List<EngineListener> doors = new ArrayList<>();
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

  /** Requests that went to the workers and have no reply yet. */
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

  /** Returns how often the tcp door was opened; more than once if its I/O thread has died. */
  int tcpListenersOpened() {
    return tcpListenersOpened.get();
  }

  /** Returns a number that changes whenever the sockets that workers connect to are new ones. */
  int generation() {
    return generation.get();
  }

  /** Asks for no more requests to be read; from any thread. */
  void drain() {
    draining = true;
  }

  /**
   * Waits until all that was read before {@link #drain()} is answered; from any thread.
   *
   * @return whether it is, within the limit
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
    doors.add(
        new EngineListener(INPROC_TAG, Engine.INPROC_ADDRESS, inproc, null, metrics, nanoClock));
    if (settings.bindsTcp()) {
      doors.add(openTcpListener());
    }
    openPollers(backend);
  }

  @Override
  public void pollOnce() {
    ZMQ.Socket backend = Objects.requireNonNull(dealer, "open");
    int moved = 0;
    for (EngineListener door : doors) {
      door.answerZap();
      moved += passRequests(door, backend);
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
      // The doors are not read while a request is held, so they must not wake the loop either.
      ZMQ.Poller idle = held == null ? poller : roomPoller;
      Objects.requireNonNull(idle, "open").poll(SLEEP_MILLIS);
    }
  }

  @Override
  public void wake() {
    // Nothing is handed to the front but by sockets; a stop is seen within SLEEP_MILLIS.
  }

  @Override
  public void close() {
    held = null;
    closePollers();
    doors.forEach(EngineListener::close);
    doors.clear();
    if (dealer != null) {
      dealer.close();
      dealer = null;
    }
  }

  private EngineListener openTcpListener() {
    try {
      EngineListener door =
          new EngineListener(
              TCP_TAG,
              settings.bind(),
              new SocketContext("engine-tcp"),
              settings.curve(),
              metrics,
              nanoClock);
      tcpEndpoint = door.boundAddress();
      tcpListenersOpened.incrementAndGet();
      return door;
    } catch (ZMQException e) {
      throw new IllegalStateException(
          "cannot bind dicegate.engine.bind=%s: %s".formatted(settings.bind(), reason(e)), e);
    }
  }

  /** Words where JeroMQ has but a number. */
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
      doors.forEach(door -> door.register(made));
    }
    return made;
  }

  private ZMQ.Poller roomPollerOf(ZMQ.Socket backend) {
    ZMQ.Poller made = inproc.context().createPoller(MAX_POLLED);
    made.register(backend, ZMQ.Poller.POLLIN | ZMQ.Poller.POLLOUT);
    doors.forEach(door -> door.registerZap(made));
    return made;
  }

  private int passRequests(EngineListener door, ZMQ.Socket backend) {
    int moved = 0;
    while (moved < BATCH) {
      Message request = held != null || draining ? held : door.receive();
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
      for (EngineListener door : doors) {
        if (door.tag() == tag) {
          door.send(reply);
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
      doors.forEach(EngineListener::flushReplies);
      closePollers();
      openPollers(backend);
    }
    if (unanswered == 0 && held == null) {
      drained.countDown();
    }
  }

  private boolean anyListenerBroken() {
    for (EngineListener door : doors) {
      if (isBrokenTcp(door)) {
        return true;
      }
    }
    return false;
  }

  /** Tells a door that is deaf for good; inproc needs no I/O thread, so it never is. */
  private static boolean isBrokenTcp(EngineListener door) {
    return door.tag() == TCP_TAG && door.broken();
  }

  private void closeBrokenListeners(ZMQ.Socket backend) {
    closePollers();
    for (int i = doors.size() - 1; i >= 0; i--) {
      if (isBrokenTcp(doors.get(i))) {
        doors.remove(i).close();
      }
    }
    openPollers(backend);
  }

  /* The broken door's listener may hold the port for a while; inproc is served meanwhile. */
  private void reopenTcpListener(ZMQ.Socket backend) {
    boolean missing = settings.bindsTcp() && doors.size() < 2 && !draining;
    if (!missing || nanoClock.getAsLong() - reopenNanos < REOPEN_PAUSE_NANOS) {
      return;
    }
    reopenNanos = nanoClock.getAsLong();
    try {
      doors.add(openTcpListener());
    } catch (IllegalStateException e) {
      LOG.log(Level.WARNING, "engine door not reopened, tries again", e);
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
