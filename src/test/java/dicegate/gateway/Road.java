package dicegate.gateway;

import dicegate.engine.Engine;
import dicegate.engine.EngineSettings;
import dicegate.fleet.EngineEndpoint;
import dicegate.fleet.FleetSettings;
import dicegate.fleet.ZmqEngineFleet;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Meters;
import dicegate.wire.json.JsonCodec;
import dicegate.zmq.SocketContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The whole road of a roll without a container: registry, fleet and, if wanted, the engine. */
final class Road implements AutoCloseable {

  static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

  final Meters meters = new Meters();
  final Engine engine;
  final ZmqEngineFleet fleet;
  final ClientRegistry registry;
  private final JsonCodec json = new JsonCodec();

  private Road(EngineSettings engineSettings, String endpoint, Duration timeout, int inFlight) {
    SocketContext inproc = new SocketContext("inproc-test");
    engine = new Engine(engineSettings, inproc, meters);
    engine.start(THREADS, THREADS);
    fleet =
        new ZmqEngineFleet(
            new FleetSettings(
                List.of(EngineEndpoint.parse(endpoint)),
                Engine.INPROC_ADDRESS,
                Optional.empty(),
                timeout,
                FleetSettings.DEFAULT_CAPACITY),
            inproc,
            json,
            meters,
            System::nanoTime);
    fleet.start(THREADS);
    registry =
        new ClientRegistry(
            fleet,
            json,
            new GatewaySettings(new ClientLimits(inFlight, 0, 10_000, 0), List.of(), "1.2.3"),
            new Incidents(meters),
            meters,
            System::nanoTime);
  }

  /** Opens the default road: embedded engine, two workers. */
  static Road open() {
    return embedded(2, Duration.ZERO);
  }

  /** Opens a road with an embedded engine of this size and pace. */
  static Road embedded(int workers, Duration thinkTime) {
    return new Road(engineSettings(workers, thinkTime), "inproc", Duration.ofSeconds(20), 256);
  }

  /** Opens a road to an engine elsewhere. */
  static Road to(String endpoint, Duration timeout) {
    return new Road(engineSettings(1, Duration.ZERO), endpoint, timeout, 256);
  }

  /** Waits until no request is unanswered; false if some still are after 10 s. */
  boolean becomesQuiet() {
    long start = System.nanoTime();
    while (fleet.unanswered() > 0 && System.nanoTime() - start < 10_000_000_000L) {
      Thread.onSpinWait();
    }
    return fleet.unanswered() == 0;
  }

  private static EngineSettings engineSettings(int workers, Duration thinkTime) {
    return new EngineSettings("tcp://127.0.0.1:0", workers, thinkTime, "1.2.3");
  }

  @Override
  public void close() {
    registry.drain(Duration.ZERO);
    fleet.close();
    engine.close();
    json.close();
  }
}
