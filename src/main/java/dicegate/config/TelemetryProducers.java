package dicegate.config;

import dicegate.engine.Engine;
import dicegate.fleet.EngineStatus;
import dicegate.fleet.ZmqEngineFleet;
import dicegate.gateway.ClientRegistry;
import dicegate.gateway.MaintenanceLoop;
import dicegate.ops.ServiceInfo;
import dicegate.table.Tables;
import dicegate.telemetry.Gauge;
import dicegate.telemetry.Health;
import dicegate.telemetry.Metrics;
import dicegate.telemetry.MetricsExposition;
import dicegate.telemetry.Probe;
import dicegate.telemetry.Probe.Check;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Produces health, metrics and information for operators from the other parts, which do not depend
 * on them.
 */
@ApplicationScoped
public class TelemetryProducers {

  @Produces
  @Singleton
  Health health(
      ZmqEngineFleet fleet,
      Engine engine,
      ClientRegistry registry,
      MaintenanceLoop clock,
      Tables tables) {
    Probe engineOpen = () -> Check.of("engine", engine.isOpen());
    Probe fleetOpen = () -> Check.of("fleet", fleet.isOpen());
    return new Health(
        List.of(
            () -> Check.of("engine-loop", engine.isAlive()),
            () -> Check.of("fleet-loop", fleet.isAlive()),
            () -> Check.of("clock-loop", clock.isAlive()),
            () -> Check.of("bus-loop", tables.isAlive())),
        List.of(
            () -> Check.of("gateway", !registry.isDraining()),
            fleetOpen,
            engineOpen,
            () -> engines(fleet.engines())),
        List.of(fleetOpen, engineOpen));
  }

  @Produces
  @Singleton
  MetricsExposition exposition(
      Settings settings,
      Metrics metrics,
      ClientRegistry registry,
      Tables tables,
      ZmqEngineFleet fleet) {
    return new MetricsExposition(
        metrics,
        settings.gateway().version(),
        List.of(
            Gauge.of("connections", "Open WebSocket connections.", registry::size),
            Gauge.of("sessions", "Sessions, with and without a connection.", registry::sessions),
            Gauge.of(
                "draining",
                "1 while draining at shutdown, else 0.",
                () -> registry.isDraining() ? 1 : 0),
            Gauge.of("tables", "Tables with members on this node.", tables::size),
            Gauge.of("table_seats", "Members of tables on this node.", tables::seats),
            Gauge.of(
                "bus_memory_used",
                "Used part of the memory that the tables' server may use, 0 to 1.",
                tables::memoryUsed),
            Gauge.of(
                "webhooks_active",
                "Webhooks of tables to which this node delivers.",
                tables::webhooks),
            Gauge.of(
                "webhook_lag_seconds",
                "Age of the oldest entry that waits for a webhook of this node.",
                tables::webhookLagSeconds),
            Gauge.of("requests_unanswered", "Unanswered requests.", fleet::unanswered),
            perEngine(
                fleet,
                "engine_ready",
                "1 if the engine accepts requests, else 0.",
                engine -> engine.ready() ? 1 : 0),
            perEngine(
                fleet,
                "engine_in_flight",
                "Requests that the engine is processing.",
                EngineStatus::inFlight),
            perEngine(
                fleet,
                "engine_window",
                "The most requests that the engine gets at a time.",
                EngineStatus::window)));
  }

  @Produces
  @Singleton
  ServiceInfo serviceInfo(Settings settings, ZmqEngineFleet fleet) {
    return new ServiceInfo(
        settings.gateway().version(),
        settings.effective(),
        () -> fleet.engines().stream().map(TelemetryProducers::json).toList());
  }

  /* Always up: without an engine, a healthy gateway answers no_engine at once. */
  private static Check engines(List<EngineStatus> engines) {
    long ready = engines.stream().filter(EngineStatus::ready).count();
    return new Check("engines", true, Map.of("ready", ready, "known", engines.size()));
  }

  private static Gauge perEngine(
      ZmqEngineFleet fleet, String name, String help, Function<EngineStatus, Integer> value) {
    return Gauge.of(
        name,
        help,
        "engine",
        () -> {
          Map<String, Double> values = new TreeMap<>();
          fleet
              .engines()
              .forEach(engine -> values.put(engine.engine(), value.apply(engine).doubleValue()));
          return values;
        });
  }

  private static Map<String, Object> json(EngineStatus engine) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("engine", engine.engine());
    members.put("state", engine.state());
    members.put("window", engine.window());
    members.put("inFlight", engine.inFlight());
    return members;
  }
}
