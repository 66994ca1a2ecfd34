package dicegate.engine;

import dicegate.dice.SecureDieSource;
import dicegate.telemetry.Metrics;
import dicegate.zmq.SocketContext;
import dicegate.zmq.SocketLoop;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A dice engine: a configured number of workers, each on a loop of its own, and a front if it
 * serves tcp.
 *
 * <p>Needs no container. Thread-safe; started and closed once.
 */
public final class Engine implements AutoCloseable {

  private static final String WORKER_ADDRESS = "inproc://dicegate.engine.";

  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

  /** The longest think-time with which a worker that makes no progress counts as stuck. */
  private static final Duration MAX_WATCHED_THINK_TIME = Duration.ofSeconds(10);

  private static final Logger LOG = System.getLogger(Engine.class.getName());

  private final EngineSettings settings;
  private final SocketContext inproc;
  private final @Nullable EngineFront front;
  private final List<SocketLoop> frontLoops = new ArrayList<>();
  private final List<SocketLoop> workerLoops = new ArrayList<>();
  private final AtomicBoolean serving = new AtomicBoolean();

  /**
   * Makes an engine that is not started.
   *
   * @param inproc the context shared with the peers that connect to {@link #workerAddresses}
   */
  public Engine(EngineSettings settings, SocketContext inproc, Metrics metrics) {
    this.settings = settings;
    this.inproc = inproc;
    List<String> addresses = workerAddresses(settings.workers());
    for (int i = 0; i < addresses.size(); i++) {
      EngineWorker worker =
          new EngineWorker(
              addresses.get(i),
              inproc,
              responder(settings, metrics),
              settings.thinkTime(),
              System::nanoTime);
      workerLoops.add(new SocketLoop("dicegate-engine-worker-" + (i + 1), worker));
    }
    if (settings.bindsTcp()) {
      front =
          new EngineFront(
              settings, addresses, inproc, responder(settings, metrics), metrics, System::nanoTime);
      frontLoops.add(new SocketLoop("dicegate-engine-front", front));
    } else {
      front = null;
    }
  }

  private static Responder responder(EngineSettings settings, Metrics metrics) {
    return new Responder(settings, new SecureDieSource(), metrics);
  }

  /** Returns the addresses of an engine's workers for peers in the same process. */
  public static List<String> workerAddresses(int workers) {
    return IntStream.rangeClosed(1, workers).mapToObj(i -> WORKER_ADDRESS + i).toList();
  }

  /**
   * Starts the loops and waits until the engine serves.
   *
   * @param executor runs the first worker as one task, which ends when the engine is closed
   * @param threads runs each further worker, and the front, as one such task
   * @throws IllegalStateException if the address is in use, or an executor gave a loop no thread
   *     within 10 s; the engine is closed then
   */
  public void start(Executor executor, Executor threads) {
    inproc.retain();
    serving.set(true);
    try {
      Executor next = executor;
      for (SocketLoop workerLoop : workerLoops) {
        workerLoop.start(next);
        next = threads;
      }
      for (SocketLoop workerLoop : workerLoops) {
        workerLoop.awaitOpen(START_LIMIT);
      }
      for (SocketLoop frontLoop : frontLoops) {
        frontLoop.start(threads);
        frontLoop.awaitOpen(START_LIMIT);
      }
    } catch (IllegalStateException e) {
      close();
      throw e;
    }
    if (settings.open()) {
      LOG.log(
          Level.WARNING,
          "engine open to anybody endpoint={0}: bound beyond loopback without CURVE; set"
              + " dicegate.engine.curve.clients, or bind to 127.0.0.1",
          tcpEndpoint());
    }
    LOG.log(
        Level.INFO,
        "engine started endpoint={0} workers={1}",
        tcpEndpoint(),
        Integer.toString(workerLoops.size()));
  }

  /** Returns the bound tcp endpoint, its port resolved; {@code inproc} without a tcp endpoint. */
  public String tcpEndpoint() {
    return front == null ? settings.bind() : front.tcpEndpoint();
  }

  /** Returns whether the sockets of the front and of all workers are open. */
  public boolean isOpen() {
    return serving.get()
        && Stream.concat(frontLoops.stream(), workerLoops.stream()).allMatch(SocketLoop::isOpen);
  }

  /** Returns whether the loops are alive; those of workers unless their think-time is long. */
  public boolean isAlive() {
    boolean workersWatched = settings.thinkTime().compareTo(MAX_WATCHED_THINK_TIME) <= 0;
    return frontLoops.stream().allMatch(SocketLoop::isAlive)
        && (!workersWatched || workerLoops.stream().allMatch(SocketLoop::isAlive));
  }

  /** Returns how often the tcp listener was opened: again after each death of its I/O thread. */
  int tcpListenersOpened() {
    return front == null ? 0 : front.tcpListenersOpened();
  }

  /**
   * Stops reading requests from tcp and waits until those already read are answered. {@link
   * #close()} must follow.
   *
   * @return whether all were answered within the limit
   */
  public boolean drain(Duration limit) {
    if (front == null) {
      return true;
    }
    front.drain();
    return front.awaitDrained(limit);
  }

  /** Ends the workers, then the front, waiting 2 s at most for each; releases the context. */
  @Override
  public void close() {
    if (!serving.compareAndSet(true, false)) {
      return;
    }
    // One after the other: if both ends of an inproc pipe close at the same time, JeroMQ's reaper
    // dies of an assertion (once in 50 stops; in this order never in 600).
    end(workerLoops);
    end(frontLoops);
    inproc.release();
    LOG.log(Level.INFO, "engine stopped");
  }

  private static void end(List<SocketLoop> loops) {
    loops.forEach(SocketLoop::stop);
    long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
    for (SocketLoop loop : loops) {
      if (!loop.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()))) {
        LOG.log(Level.ERROR, "engine loop did not end name={0} limit={1}", loop.name(), STOP_LIMIT);
      }
    }
  }
}
