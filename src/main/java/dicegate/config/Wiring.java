package dicegate.config;

import dicegate.engine.Engine;
import dicegate.fleet.ZmqEngineFleet;
import dicegate.gateway.AddressUsages;
import dicegate.gateway.ClientRegistry;
import dicegate.gateway.CloseExecutor;
import dicegate.gateway.ConnectionDrain;
import dicegate.gateway.EngineRequester;
import dicegate.gateway.GatewaySettings;
import dicegate.gateway.HttpRollHandler;
import dicegate.gateway.HttpTableRollHandler;
import dicegate.gateway.MaintenanceLoop;
import dicegate.gateway.ShutdownFlag;
import dicegate.gateway.Transports;
import dicegate.gateway.TyrusIdleTimeouts;
import dicegate.http.HttpExchanges;
import dicegate.ops.OpsSettings;
import dicegate.site.FrameAncestors;
import dicegate.table.Tables;
import dicegate.table.log.LocalTableBus;
import dicegate.table.log.TableBus;
import dicegate.table.valkey.ValkeyTableBus;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Metrics;
import dicegate.verify.SeriesSource;
import dicegate.webhook.WebhookDispatcher;
import dicegate.wire.json.JsonCodec;
import dicegate.zmq.SocketContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Produces the beans of this application. They are {@code @Singleton} instead of
 * {@code @ApplicationScoped}, which would require no-argument constructors for its proxies.
 */
@ApplicationScoped
public class Wiring {

  /** The exit code for invalid configuration, EX_CONFIG of BSD's sysexits.h. */
  private static final int EXIT_CONFIGURATION = 78;

  @Produces
  @Singleton
  Settings settings() {
    Config config = ConfigProvider.getConfig();
    try {
      return Settings.read(
          key -> config.getOptionalValue(key, String.class),
          config.getPropertyNames(),
          Version.read());
    } catch (SettingsException e) {
      if (e.exits()) {
        exit(e);
      }
      throw e;
    }
  }

  /**
   * Ends the process: Payara Micro would continue without the application. At once, since an
   * orderly end waits for the start that is under way. To standard error, since the log may not be
   * written any more.
   */
  @SuppressWarnings("SystemOut") // explained above
  private static void exit(SettingsException e) {
    System.err.println(e.text());
    Runtime.getRuntime().halt(EXIT_CONFIGURATION);
  }

  /** Produces the embedded engine, which its lifecycle starts and closes. */
  @Produces
  @Singleton
  Engine engine(Settings settings, SocketContext inproc, Metrics metrics) {
    return new Engine(settings.engine(), inproc, metrics);
  }

  @Produces
  @Singleton
  GatewaySettings gatewaySettings(Settings settings) {
    return settings.gateway();
  }

  @Produces
  @Singleton
  FrameAncestors frameAncestors(Settings settings) {
    return settings.frameAncestors();
  }

  @Produces
  @Singleton
  OpsSettings opsSettings(Settings settings) {
    return settings.ops();
  }

  @Produces
  @Singleton
  Metrics metrics() {
    return new Metrics();
  }

  @Produces
  @Singleton
  Incidents incidents(Metrics metrics) {
    return new Incidents(metrics);
  }

  @Produces
  @Singleton
  JsonCodec json() {
    return new JsonCodec();
  }

  void close(@Disposes JsonCodec json) {
    json.close();
  }

  /** Produces the ZeroMQ context that the gateway and the embedded engine share; they close it. */
  @Produces
  @Singleton
  SocketContext inproc() {
    return new SocketContext("inproc");
  }

  /** Produces the fleet, which {@link Lifecycle} starts and closes. */
  @Produces
  @Singleton
  ZmqEngineFleet fleet(Settings settings, SocketContext inproc, JsonCodec json, Metrics metrics) {
    return new ZmqEngineFleet(settings.fleet(), inproc, json, metrics, System::nanoTime);
  }

  /** Produces the tables, which {@link Lifecycle} starts and closes. */
  @Produces
  @Singleton
  Tables tables(
      Settings settings,
      JsonCodec json,
      WebhookWorkers workers,
      Metrics metrics,
      Incidents incidents) {
    TableBus bus =
        settings
            .bus()
            .<TableBus>map(
                address ->
                    new ValkeyTableBus(
                        address, settings.tables(), metrics, incidents, System::nanoTime))
            .orElseGet(() -> new LocalTableBus(settings.tables(), metrics, System::nanoTime));
    WebhookDispatcher webhooks =
        settings.webhooks()
            ? new WebhookDispatcher(
                workers,
                metrics,
                incidents,
                System::nanoTime,
                System::currentTimeMillis,
                new SecureRandom())
            : null;
    return new Tables(
        bus,
        settings.tables(),
        json,
        metrics,
        webhooks,
        System::nanoTime,
        System::currentTimeMillis);
  }

  @Produces
  @Singleton
  EngineRequester engineRequester(
      ZmqEngineFleet fleet, JsonCodec json, Incidents incidents, Metrics metrics) {
    return new EngineRequester(fleet, json, incidents, metrics);
  }

  @Produces
  @Singleton
  SeriesSource seriesSource() {
    return new SeriesSource(new SecureRandom());
  }

  @Produces
  @Singleton
  ShutdownFlag shutdownFlag() {
    return new ShutdownFlag();
  }

  @Produces
  @Singleton
  AddressUsages addressUsages(Settings settings) {
    return new AddressUsages(settings.addresses(), System::nanoTime);
  }

  @Produces
  @Singleton
  ClientRegistry clientRegistry(
      EngineRequester requester,
      Tables tables,
      SeriesSource seriesSource,
      ShutdownFlag shutdownFlag,
      JsonCodec json,
      GatewaySettings settings,
      AddressUsages addressUsages,
      Metrics metrics) {
    return new ClientRegistry(
        requester,
        tables,
        seriesSource,
        shutdownFlag,
        json,
        settings,
        addressUsages,
        metrics,
        System::nanoTime);
  }

  @Produces
  @Singleton
  HttpRollHandler httpRollHandler(
      EngineRequester requester,
      SeriesSource seriesSource,
      ShutdownFlag shutdownFlag,
      GatewaySettings settings,
      AddressUsages addressUsages,
      Metrics metrics) {
    return new HttpRollHandler(
        requester,
        seriesSource,
        shutdownFlag,
        settings.limits(),
        addressUsages,
        metrics,
        System::nanoTime);
  }

  @Produces
  @Singleton
  HttpTableRollHandler httpTableRollHandler(
      HttpRollHandler rolls,
      EngineRequester requester,
      Tables tables,
      ClientRegistry registry,
      JsonCodec json,
      Metrics metrics) {
    return new HttpTableRollHandler(rolls, requester, tables, registry, json, metrics);
  }

  @Produces
  @Singleton
  Transports transports(GatewaySettings settings, CloseExecutor closeExecutor, Metrics metrics) {
    return new Transports(settings.limits(), closeExecutor, metrics);
  }

  @Produces
  @Singleton
  HttpExchanges httpExchanges(
      ClientRegistry registry, CloseExecutor closeExecutor, Metrics metrics) {
    return new HttpExchanges(registry.limiter(), metrics, System::nanoTime, closeExecutor);
  }

  /** Produces the drain of the connections, which {@link Lifecycle} runs. */
  @Produces
  @Singleton
  ConnectionDrain connectionDrain(ClientRegistry registry, ShutdownFlag shutdownFlag) {
    return new ConnectionDrain(registry, shutdownFlag, System::nanoTime);
  }

  /** Produces the relief of Payara's WebSocket container, which {@link Lifecycle} starts. */
  @Produces
  @Singleton
  TyrusIdleTimeouts tyrusIdleTimeouts(Settings settings) {
    return new TyrusIdleTimeouts(settings.skipEmptyTimeouts());
  }

  /** Produces the gateway's maintenance, which {@link Lifecycle} starts and closes. */
  @Produces
  @Singleton
  MaintenanceLoop maintenanceLoop(
      ClientRegistry registry, Tables tables, HttpExchanges exchanges, Incidents incidents) {
    return new MaintenanceLoop(registry, tables, exchanges, incidents);
  }
}
