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

/**
 * A dice engine: one front and a configured number of workers, each on a loop of its own.
 *
 * <p>Needs no container. Thread-safe; started and closed once.
 */
public final class Engine implements AutoCloseable {

  /** The address for peers in the same process, which share the engine's context. */
  public static final String INPROC_ADDRESS = "inproc://dicegate.engine";

  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

  private static final Logger LOG = System.getLogger(Engine.class.getName());

  private final EngineSettings settings;
  private final SocketContext inproc;
  private final EngineFront front;
  private final SocketLoop frontLoop;
  private final List<SocketLoop> workerLoops = new ArrayList<>();
  private final AtomicBoolean serving = new AtomicBoolean();

  /**
   * Makes an engine that is not started.
   *
   * @param inproc the context shared with the peers that connect to {@link #INPROC_ADDRESS}
   */
  public Engine(EngineSettings settings, SocketContext inproc, Metrics metrics) {
    this.settings = settings;
    this.inproc = inproc;
    front = new EngineFront(settings, inproc, metrics, System::nanoTime);
    frontLoop = new SocketLoop("dicegate-engine-front", front);
    for (int i = 1; i <= settings.workers(); i++) {
      Responder responder =
          new Responder(
              settings,
              new CountingDieSource(new SecureDieSource(), metrics.newFaceCounts()),
              metrics);
      EngineWorker worker =
          new EngineWorker(
              inproc, responder, settings.thinkTime(), front::generation, System::nanoTime);
      workerLoops.add(new SocketLoop("dicegate-engine-worker-" + i, worker));
    }
  }

  /**
   * Starts the loops and waits until the engine serves.
   *
   * @param frontExecutor runs the front as one task, which ends when the engine is closed
   * @param workerExecutor runs each worker as one such task
   * @throws IllegalStateException if the address is in use, or an executor gave a loop no thread
   *     within 10 s; the engine is closed then
   */
  public void start(Executor frontExecutor, Executor workerExecutor) {
    inproc.retain();
    serving.set(true);
    frontLoop.start(frontExecutor);
    try {
      frontLoop.awaitOpen(START_LIMIT);
      for (SocketLoop workerLoop : workerLoops) {
        workerLoop.start(workerExecutor);
      }
      for (SocketLoop workerLoop : workerLoops) {
        workerLoop.awaitOpen(START_LIMIT);
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
    return front.tcpEndpoint();
  }

  /** Returns whether the sockets of the front and of all workers are open. */
  public boolean isOpen() {
    return serving.get() && frontLoop.isOpen() && workerLoops.stream().allMatch(SocketLoop::isOpen);
  }

  /** Returns whether the front's loop is alive. Workers are not asked: think-time may be longer. */
  public boolean isAlive() {
    return frontLoop.isAlive();
  }

  /** Returns how often the tcp listener was opened: again after each death of its I/O thread. */
  int tcpListenersOpened() {
    return front.tcpListenersOpened();
  }

  /**
   * Stops reading requests and waits until those already read are answered. {@link #close()} must
   * follow.
   *
   * @return whether all were answered within the limit
   */
  public boolean drain(Duration limit) {
    front.drain();
    return front.awaitDrained(limit);
  }

  /** Ends the workers, then the front, waiting 2 s at most for each; releases the context. */
  @Override
  public void close() {
    if (!serving.compareAndSet(true, false)) {
      return;
    }
    // Workers first, then the front: if both ends of an inproc pipe close at the same time,
    // JeroMQ's
    // reaper dies of an assertion (once in 50 stops; in this order never in 600).
    end(workerLoops);
    end(List.of(frontLoop));
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
