package dicegate.gateway;

import dicegate.engine.Engine;
import dicegate.engine.EngineSettings;
import dicegate.fleet.EngineEndpoint;
import dicegate.fleet.FleetSettings;
import dicegate.fleet.ZmqEngineFleet;
import dicegate.table.Tables;
import dicegate.table.TestSeries;
import dicegate.table.log.LocalTableBus;
import dicegate.table.log.TableBus;
import dicegate.table.log.TableSettings;
import dicegate.table.valkey.ValkeyAddress;
import dicegate.table.valkey.ValkeyTableBus;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Metrics;
import dicegate.wire.json.JsonCodec;
import dicegate.zmq.SocketContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The gateway without a container: registry, tables, fleet and an embedded engine. */
final class GatewayHarness implements AutoCloseable {

  static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

  /** The default settings. */
  static final TableSettings TABLE_SETTINGS =
      new TableSettings(10_000, 50, 100, Duration.ofHours(24));

  final Metrics metrics = new Metrics();
  final Engine engine;
  final ZmqEngineFleet fleet;
  final Tables tables;
  final ClientRegistry registry;
  final ConnectionDrain drain;
  private final JsonCodec json = new JsonCodec();

  private GatewayHarness(
      EngineSettings engineSettings,
      String endpoint,
      Duration timeout,
      int inFlight,
      @Nullable TableBus bus) {
    SocketContext inproc = new SocketContext("inproc-test");
    engine = new Engine(engineSettings, inproc, metrics);
    engine.start(THREADS, THREADS);
    fleet =
        new ZmqEngineFleet(
            new FleetSettings(
                List.of(EngineEndpoint.parse(endpoint)),
                Engine.workerAddresses(engineSettings.workers()),
                Optional.empty(),
                timeout,
                FleetSettings.DEFAULT_CAPACITY),
            inproc,
            json,
            metrics,
            System::nanoTime);
    fleet.start(THREADS);
    tables = bus == null ? tables(json, metrics) : tables(bus, json, metrics);
    ShutdownFlag shutdownFlag = new ShutdownFlag();
    registry =
        new ClientRegistry(
            new EngineRequester(fleet, json, new Incidents(metrics), metrics),
            tables,
            TestSeries.SOURCE,
            shutdownFlag,
            json,
            new GatewaySettings(new ClientLimits(inFlight, 0, 10_000, 0), List.of(), "1.2.3"),
            new AddressUsages(new AddressLimits(1_024, 0), System::nanoTime),
            metrics,
            System::nanoTime);
    drain = new ConnectionDrain(registry, shutdownFlag, System::nanoTime);
  }

  /** Creates an outbox whose unread text has no limit of its own, and that nobody watches. */
  static Outbox outbox(ClientSocket socket, Metrics metrics, LongSupplier nanoClock) {
    return new Outbox(socket, unread(), metrics, nanoClock, () -> {});
  }

  /** Creates the count of one connection's unread text. */
  static UnreadText unread() {
    return new UnreadText("192.0.2.9", UnreadText.budget(true));
  }

  /** Creates tables of this node alone. */
  static Tables tables(JsonCodec json, Metrics metrics) {
    return tables(new LocalTableBus(TABLE_SETTINGS, metrics, System::nanoTime), json, metrics);
  }

  private static Tables tables(TableBus bus, JsonCodec json, Metrics metrics) {
    return new Tables(
        bus, TABLE_SETTINGS, json, metrics, System::nanoTime, System::currentTimeMillis);
  }

  /** Opens a gateway with the defaults: an embedded engine with two workers. */
  static GatewayHarness open() {
    return embedded(2, Duration.ZERO);
  }

  /** Opens a gateway with an embedded engine of this size and speed. */
  static GatewayHarness embedded(int workers, Duration thinkTime) {
    return new GatewayHarness(
        engineSettings(workers, thinkTime), "inproc", Duration.ofSeconds(20), 256, null);
  }

  /** Opens a gateway with tables on a server of Valkey or Redis. */
  static GatewayHarness open(ValkeyAddress server) {
    Metrics busMetrics = new Metrics();
    return open(
        new ValkeyTableBus(
            server, TABLE_SETTINGS, busMetrics, new Incidents(busMetrics), System::nanoTime));
  }

  /** Opens a gateway with tables on a bus, which is started, and closed with the gateway. */
  static GatewayHarness open(TableBus bus) {
    GatewayHarness harness =
        new GatewayHarness(
            engineSettings(2, Duration.ZERO), "inproc", Duration.ofSeconds(20), 256, bus);
    harness.tables.start(THREADS);
    return harness;
  }

  /** Opens a gateway to an external engine. */
  static GatewayHarness to(String endpoint, Duration timeout) {
    return new GatewayHarness(engineSettings(1, Duration.ZERO), endpoint, timeout, 256, null);
  }

  /** Waits until no request is unanswered; false if some still are after 10 s. */
  boolean awaitIdle() {
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
    drain.run(Duration.ZERO, Duration.ZERO);
    fleet.close();
    tables.close();
    engine.close();
    json.close();
  }
}
