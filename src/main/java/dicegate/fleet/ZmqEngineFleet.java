package dicegate.fleet;

import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.telemetry.Timing;
import dicegate.wire.ErrorCode;
import dicegate.wire.frames.RequestId;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.JsonCodec;
import dicegate.zmq.SocketContext;
import dicegate.zmq.SocketLoop;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The engine fleet over ZeroMQ.
 *
 * <p>Callers put requests into a queue and wake the one thread that owns the sockets. At most
 * {@link FleetSettings#capacity()} requests are unanswered at a time; further ones are refused as
 * busy at once, which bounds the queue and every map behind it.
 *
 * <p>Thread-safe; started and closed once.
 */
public final class ZmqEngineFleet implements EngineFleet, AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

  private static final System.Logger LOG = System.getLogger(ZmqEngineFleet.class.getName());

  private final FleetSettings settings;
  private final Metrics metrics;
  private final LongSupplier nanoClock;
  private final Queue<PendingRequest> inbox = new ConcurrentLinkedQueue<>();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicLong lastId = new AtomicLong();
  private final SocketContext inproc;
  private final EngineResolver resolver;
  private final FleetLoop loop;
  private final SocketLoop thread;
  private volatile boolean open;

  /**
   * Makes a fleet that is not started. Before the start and after {@link #close} it answers {@code
   * stopped}.
   *
   * @param inproc the context shared with the embedded engine; each link over tcp has its own
   * @param nanoClock {@code System::nanoTime}, or a test's
   */
  public ZmqEngineFleet(
      FleetSettings settings,
      SocketContext inproc,
      JsonCodec json,
      Metrics metrics,
      LongSupplier nanoClock) {
    this(settings, inproc, json, metrics, nanoClock, InetAddress::getAllByName);
  }

  ZmqEngineFleet(
      FleetSettings settings,
      SocketContext inproc,
      JsonCodec json,
      Metrics metrics,
      LongSupplier nanoClock,
      EngineResolver.HostLookup lookup) {
    this.settings = settings;
    this.metrics = metrics;
    this.nanoClock = nanoClock;
    this.inproc = inproc;
    resolver = new EngineResolver(settings.engines(), lookup, this::wakeLoop);
    loop =
        new FleetLoop(
            settings, inproc, json, metrics, nanoClock, inbox, this::nextId, resolver::engines);
    thread = new SocketLoop("dicegate-fleet", loop);
  }

  /**
   * Starts the fleet's loop, without waiting for engines.
   *
   * @param executor runs the loop as one task, and a second task if a host name is configured; both
   *     end when the fleet is closed
   * @throws IllegalStateException if the executor gave the loop no thread within 10 s
   */
  public void start(Executor executor) {
    inproc.retain();
    thread.start(executor);
    try {
      thread.awaitOpen(START_LIMIT);
    } catch (IllegalStateException e) {
      thread.stop();
      thread.awaitEnd(STOP_LIMIT);
      inproc.release();
      throw e;
    }
    resolver.start(executor);
    open = true;
    LOG.log(System.Logger.Level.INFO, "fleet started engines={0}", settings.engines());
  }

  @Override
  public CompletableFuture<EngineAnswer> ask(Asker asker, Verb verb, String expression) {
    if (!open) {
      return refusal(ErrorCode.STOPPED);
    }
    if (unanswered.incrementAndGet() > settings.capacity()) {
      unanswered.decrementAndGet();
      metrics.count(Counter.REQUESTS_REFUSED_BUSY);
      return refusal(ErrorCode.BUSY);
    }
    CompletableFuture<EngineAnswer> answer = new CompletableFuture<>();
    long askedNanos = nanoClock.getAsLong();
    inbox.add(
        new PendingRequest(
            nextId(), asker, verb, expression, askedNanos + settings.timeout().toNanos(), answer));
    loop.wake();
    if (!open) {
      completeRemaining();
    }
    return answer.whenComplete(
        (completed, never) -> {
          unanswered.decrementAndGet();
          metrics.record(Timing.GATEWAY, nanoClock.getAsLong() - askedNanos);
        });
  }

  /** Ends the loop, waiting 2 s at most; answers all remaining requests with {@code stopped}. */
  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    resolver.stop();
    loop.announceStop();
    thread.stop();
    if (!thread.awaitEnd(STOP_LIMIT)) {
      LOG.log(System.Logger.Level.ERROR, "fleet loop did not end limit={0}", STOP_LIMIT);
    }
    completeRemaining();
    inproc.release();
    LOG.log(System.Logger.Level.INFO, "fleet stopped");
  }

  /** Returns the number of unanswered requests. */
  public int unanswered() {
    return unanswered.get();
  }

  /** Returns the number of engines that took requests a moment ago. */
  public int readyEngines() {
    return loop.readyEngines();
  }

  /** Returns the status of each engine a moment ago, those without a known address included. */
  public List<EngineStatus> engines() {
    return Stream.concat(
            loop.engines().stream(), resolver.unresolved().stream().map(EngineStatus::unresolved))
        .toList();
  }

  /** Returns whether the fleet is started and its loop has open sockets. */
  public boolean isOpen() {
    return open && thread.isOpen();
  }

  /** Returns whether the fleet's loop is alive, or is reopening its sockets after a fault. */
  public boolean isAlive() {
    return thread.isAlive();
  }

  private RequestId nextId() {
    return new RequestId(lastId.incrementAndGet());
  }

  private void wakeLoop() {
    loop.checkSoon();
  }

  /* A request added while the loop ends is seen by the loop, its asker, or close. */
  private void completeRemaining() {
    PendingRequest late;
    while ((late = inbox.poll()) != null) {
      late.complete(new EngineAnswer.Unavailable(ErrorCode.STOPPED));
    }
  }

  private static CompletableFuture<EngineAnswer> refusal(ErrorCode reason) {
    return CompletableFuture.completedFuture(new EngineAnswer.Unavailable(reason));
  }
}
