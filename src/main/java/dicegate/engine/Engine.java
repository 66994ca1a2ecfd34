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
 * A dice engine: one front, and as many workers as the settings say, each a loop of its own.
 *
 * <p>Needs no container. Thread-safe; started and closed once.
 */
public final class Engine implements AutoCloseable {

  /** Where the engine serves those that share its context. */
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
   * @param inproc the context shared with whoever asks over {@link #INPROC_ADDRESS}
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
   * @param frontExecutor runs the front, one task that ends with the engine
   * @param workerExecutor runs the workers, one such task each
   * @throws IllegalStateException if the address is taken, or a loop got no thread within 10 s; the
   *     engine is closed then
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
          "engine open to anybody endpoint={0}: beyond loopback, and without CURVE",
          tcpEndpoint());
    }
    LOG.log(
        Level.INFO,
        "engine started endpoint={0} workers={1}",
        tcpEndpoint(),
        Integer.toString(workerLoops.size()));
  }

  /** Returns the tcp endpoint as bound, its port resolved; {@code inproc} if there is none. */
  public String tcpEndpoint() {
    return front.tcpEndpoint();
  }

  /** Tells whether the engine's sockets are open, those of each worker too. */
  public boolean isOpen() {
    return serving.get() && frontLoop.isOpen() && workerLoops.stream().allMatch(SocketLoop::isOpen);
  }

  /** Tells whether the front has come round lately; workers may think for longer. */
  public boolean isAlive() {
    return frontLoop.isAlive();
  }

  /** Returns how often the tcp door was opened; more than once if its I/O thread has died. */
  int tcpListenersOpened() {
    return front.tcpListenersOpened();
  }

  /**
   * Reads no more requests, and waits until those that were read are answered; to be followed by
   * {@link #close()}.
   *
   * @return whether they are, within the limit
   */
  public boolean drain(Duration limit) {
    front.drain();
    return front.awaitDrained(limit);
  }

  /** Ends the workers, then the front, waits 2 s at most for each, and lets go of the context. */
  @Override
  public void close() {
    if (!serving.compareAndSet(true, false)) {
      return;
    }
    // Workers first, then the front: JeroMQ's reaper fails when both ends of a pipe close at once.
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
