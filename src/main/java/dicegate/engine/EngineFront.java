package dicegate.engine;

import dicegate.telemetry.Meters;
import dicegate.zmq.Message;
import dicegate.zmq.SocketContext;
import dicegate.zmq.SocketLoop;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

  private static final byte INPROC_MARK = 1;
  private static final byte TCP_MARK = 2;

  /** How many messages one socket may pass before the others have their turn. */
  private static final int BATCH = 64;

  private static final long SLEEP_MILLIS = 100;

  private static final long REOPEN_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final Logger LOG = System.getLogger(EngineFront.class.getName());

  private final EngineSettings settings;
  private final SocketContext inproc;
  private final Meters meters;
  private final List<EngineDoor> doors = new ArrayList<>();
  private ZMQ.@Nullable Socket dealer;
  private ZMQ.@Nullable Poller poller;
  private ZMQ.@Nullable Poller roomPoller;
  private @Nullable Message held;
  private long reopenNanos;
  private volatile String tcpEndpoint;
  private final AtomicInteger generation = new AtomicInteger();

  EngineFront(EngineSettings settings, SocketContext inproc, Meters meters) {
    this.settings = settings;
    this.inproc = inproc;
    this.meters = meters;
    tcpEndpoint = settings.bind();
  }

  String tcpEndpoint() {
    return tcpEndpoint;
  }

  /** Returns a number that changes whenever the sockets that workers connect to are new ones. */
  int generation() {
    return generation.get();
  }

  @Override
  public void open() {
    generation.incrementAndGet();
    ZMQ.Socket backend = inproc.context().createSocket(SocketType.DEALER);
    dealer = backend;
    backend.setLinger(0);
    backend.bind(WORKERS_ADDRESS);
    doors.add(new EngineDoor(INPROC_MARK, Engine.INPROC_ADDRESS, inproc, meters));
    if (settings.bindsTcp()) {
      doors.add(openTcpDoor());
    }
    poller = pollerOf(backend);
    roomPoller = roomPollerOf(backend);
  }

  @Override
  public void pollOnce() {
    ZMQ.Socket backend = Objects.requireNonNull(dealer, "open");
    int moved = 0;
    for (EngineDoor door : doors) {
      moved += passRequests(door, backend);
    }
    moved += passReplies(backend);
    if (anyDoorBroken()) {
      closeBrokenDoors(backend);
    }
    reopenTcpDoor(backend);
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
    closePoller();
    if (roomPoller != null) {
      roomPoller.close();
      roomPoller = null;
    }
    doors.forEach(EngineDoor::close);
    doors.clear();
    if (dealer != null) {
      dealer.close();
      dealer = null;
    }
  }

  private EngineDoor openTcpDoor() {
    try {
      EngineDoor door =
          new EngineDoor(TCP_MARK, settings.bind(), new SocketContext("engine-tcp"), meters);
      tcpEndpoint = door.boundAddress();
      return door;
    } catch (ZMQException e) {
      throw new IllegalStateException(
          "cannot bind dicegate.engine.bind=%s: %s".formatted(settings.bind(), e.getMessage()), e);
    }
  }

  private ZMQ.Poller pollerOf(ZMQ.Socket backend) {
    ZMQ.Poller made = inproc.context().createPoller(doors.size() + 1);
    made.register(backend, ZMQ.Poller.POLLIN);
    for (EngineDoor door : doors) {
      made.register(door.socket(), ZMQ.Poller.POLLIN);
    }
    return made;
  }

  private ZMQ.Poller roomPollerOf(ZMQ.Socket backend) {
    ZMQ.Poller made = inproc.context().createPoller(1);
    made.register(backend, ZMQ.Poller.POLLIN | ZMQ.Poller.POLLOUT);
    return made;
  }

  private int passRequests(EngineDoor door, ZMQ.Socket backend) {
    int moved = 0;
    while (moved < BATCH) {
      Message request = held != null ? held : door.receive();
      if (request == null) {
        break;
      }
      held = request.send(backend) ? null : request;
      if (held != null) {
        break;
      }
      moved++;
    }
    return moved;
  }

  private int passReplies(ZMQ.Socket backend) {
    int moved = 0;
    Message reply;
    while (moved < BATCH && (reply = Message.receive(backend)) != null) {
      byte mark = reply.frames().get(0)[0];
      for (EngineDoor door : doors) {
        if (door.mark() == mark) {
          door.send(reply);
        }
      }
      moved++;
    }
    return moved;
  }

  private boolean anyDoorBroken() {
    for (EngineDoor door : doors) {
      if (isBrokenTcp(door)) {
        return true;
      }
    }
    return false;
  }

  /** Tells a door that is deaf for good; inproc needs no I/O thread, so it never is. */
  private static boolean isBrokenTcp(EngineDoor door) {
    return door.mark() == TCP_MARK && door.broken();
  }

  private void closeBrokenDoors(ZMQ.Socket backend) {
    closePoller();
    for (int i = doors.size() - 1; i >= 0; i--) {
      if (isBrokenTcp(doors.get(i))) {
        doors.remove(i).close();
      }
    }
    poller = pollerOf(backend);
  }

  /* The broken door's listener may hold the port for a while; inproc is served meanwhile. */
  private void reopenTcpDoor(ZMQ.Socket backend) {
    boolean missing = settings.bindsTcp() && doors.size() < 2;
    if (!missing || System.nanoTime() - reopenNanos < REOPEN_PAUSE_NANOS) {
      return;
    }
    reopenNanos = System.nanoTime();
    try {
      doors.add(openTcpDoor());
    } catch (IllegalStateException e) {
      LOG.log(Level.WARNING, "engine door not reopened, tries again", e);
      return;
    }
    closePoller();
    poller = pollerOf(backend);
  }

  private void closePoller() {
    if (poller != null) {
      poller.close();
      poller = null;
    }
  }
}
