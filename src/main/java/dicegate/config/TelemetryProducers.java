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

/** Makes what an operator sees of the parts, none of which knows it is seen. */
@ApplicationScoped
public class TelemetryProducers {

  @Produces
  @Singleton
  Health health(
      ZmqEngineFleet fleet, Engine engine, ClientRegistry registry, MaintenanceLoop clock) {
    Probe engineOpen = () -> Check.of("engine", engine.isOpen());
    Probe fleetOpen = () -> Check.of("fleet", fleet.isOpen());
    return new Health(
        List.of(
            () -> Check.of("engine-loop", engine.isAlive()),
            () -> Check.of("fleet-loop", fleet.isAlive()),
            () -> Check.of("clock-loop", clock.isAlive())),
        List.of(
            () -> Check.of("gateway", !registry.isDraining()),
            fleetOpen,
            engineOpen,
            () -> engines(fleet.engines())),
        List.of(fleetOpen, engineOpen));
  }

  @Produces
  @Singleton
  MetricsExposition scrape(
      Settings settings,
      Metrics metrics,
      ClientRegistry registry,
      Tables tables,
      ZmqEngineFleet fleet) {
    return new MetricsExposition(
        metrics,
        settings.gateway().version(),
        List.of(
            Gauge.of("connections", "WebSockets that are open.", registry::size),
            Gauge.of("sessions", "Sessions remembered, connected ones too.", registry::sessions),
            Gauge.of("draining", "1 while it goes down.", () -> registry.isDraining() ? 1 : 0),
            Gauge.of("tables", "Tables that somebody on this node sits at.", tables::size),
            Gauge.of("table_seats", "Seats at tables on this node.", tables::seats),
            Gauge.of("requests_unanswered", "Requests without an answer yet.", fleet::unanswered),
            perEngine(fleet, "engine_ready", "1 if it takes requests.", one -> one.ready() ? 1 : 0),
            perEngine(fleet, "engine_in_flight", "Requests it has.", EngineStatus::inFlight),
            perEngine(fleet, "engine_window", "Requests it may have.", EngineStatus::window)));
  }

  @Produces
  @Singleton
  ServiceInfo serviceInfo(Settings settings, ZmqEngineFleet fleet) {
    return new ServiceInfo(
        settings.gateway().version(),
        settings.effective(),
        () -> fleet.engines().stream().map(TelemetryProducers::shown).toList());
  }

  /* A check and no gate: without an engine players are told so at once, by a gateway that is well. */
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
          fleet.engines().forEach(one -> values.put(one.engine(), value.apply(one).doubleValue()));
          return values;
        });
  }

  private static Map<String, Object> shown(EngineStatus engine) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("engine", engine.engine());
    shown.put("state", engine.state());
    shown.put("window", engine.window());
    shown.put("inFlight", engine.inFlight());
    return shown;
  }
}
