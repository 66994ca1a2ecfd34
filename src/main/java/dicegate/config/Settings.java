package dicegate.config;

import dicegate.engine.Engine;
import dicegate.engine.EngineSettings;
import dicegate.engine.EngineSettingsTable;
import dicegate.fleet.FleetSettings;
import dicegate.gateway.AddressLimits;
import dicegate.gateway.ClientLimits;
import dicegate.gateway.GatewaySettings;
import dicegate.ops.OpsSettings;
import dicegate.site.FrameAncestors;
import dicegate.table.log.TableSettings;
import dicegate.table.valkey.ValkeyAddress;
import dicegate.zmq.CurveClient;
import dicegate.zmq.CurveKey;
import dicegate.zmq.CurveKeyPair;
import dicegate.zmq.CurveServer;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The values of all settings, read and checked once at start. {@link SettingsTable} has the keys,
 * defaults and allowed values.
 *
 * @param engine settings of the embedded engine
 * @param fleet settings of the gateway's connections to engines
 * @param gateway settings of the WebSocket side
 * @param addresses limits on all clients of one address together
 * @param tables limits of tables
 * @param bus the server by which nodes share their tables; empty for a single node
 * @param webhooks whether tables may have webhooks, so that this node connects to other servers
 * @param frameAncestors the sites that may show the page in a frame
 * @param drainTime the drain period at shutdown, over which the connections are closed
 * @param skipEmptyTimeouts whether Tyrus is kept from scheduling empty idle time-outs
 * @param skipDispatch whether Undertow is kept from handing messages to worker threads
 * @param ops settings of the resources for operators
 * @param effective the text of each setting in force by its key; secrets are masked
 */
public record Settings(
    EngineSettings engine,
    FleetSettings fleet,
    GatewaySettings gateway,
    AddressLimits addresses,
    TableSettings tables,
    Optional<ValkeyAddress> bus,
    boolean webhooks,
    FrameAncestors frameAncestors,
    Duration drainTime,
    boolean skipEmptyTimeouts,
    boolean skipDispatch,
    OpsSettings ops,
    SortedMap<String, String> effective) {

  public Settings {
    effective = Collections.unmodifiableSortedMap(new TreeMap<>(effective));
  }

  /**
   * Reads the settings.
   *
   * @param configured gives the text of a key; empty if the key is not configured
   * @param names the configured keys, those of other software among them
   * @param version the version of this build
   * @throws SettingsException if any setting is invalid; its message lists all errors
   */
  static Settings read(
      Function<String, Optional<String>> configured, Iterable<String> names, String version) {
    SettingsReader reader = new SettingsReader(SettingsTable.ALL, configured);
    EngineSettings engine = engine(reader, version);
    FleetSettings fleet = fleet(reader);
    reader.throwIfInvalid(names);
    return new Settings(
        engine,
        fleet,
        new GatewaySettings(clientLimits(reader), reader.get(SettingsTable.ORIGINS), version),
        new AddressLimits(
            reader.get(SettingsTable.ADDRESS_IN_FLIGHT), reader.get(SettingsTable.ADDRESS_RATE)),
        tables(reader),
        reader.get(SettingsTable.BUS),
        reader.get(SettingsTable.WEBHOOKS),
        reader.get(SettingsTable.FRAME_ANCESTORS),
        reader.get(SettingsTable.DRAIN_TIME),
        reader.get(SettingsTable.TYRUS_SKIP_EMPTY_TIMEOUTS),
        reader.get(SettingsTable.UNDERTOW_SKIP_DISPATCH),
        new OpsSettings(reader.get(SettingsTable.OPS_TOKEN)),
        reader.effective());
  }

  private static EngineSettings engine(SettingsReader reader, String version) {
    Optional<CurveServer> curve =
        reader.combine(
            EngineSettingsTable.CURVE_SECRET_KEY,
            EngineSettingsTable.CURVE_CLIENTS,
            CurveServer::parse);
    return new EngineSettings(
        reader.get(EngineSettingsTable.BIND),
        reader.get(EngineSettingsTable.WORKERS),
        reader.get(EngineSettingsTable.THINK_TIME),
        version,
        curve.orElse(null),
        reader.get(EngineSettingsTable.SYSTEMS));
  }

  private static FleetSettings fleet(SettingsReader reader) {
    Optional<CurveClient> curve =
        reader.combine(
            SettingsTable.ENGINES_CURVE_SECRET_KEY,
            SettingsTable.ENGINES_CURVE_SERVER_KEY,
            Settings::curveClient);
    return new FleetSettings(
        reader.get(SettingsTable.ENGINES),
        Engine.workerAddresses(reader.get(EngineSettingsTable.WORKERS)),
        curve,
        reader.get(SettingsTable.ROLL_TIMEOUT),
        FleetSettings.DEFAULT_CAPACITY);
  }

  private static ClientLimits clientLimits(SettingsReader reader) {
    return new ClientLimits(
        reader.get(SettingsTable.CLIENT_IN_FLIGHT),
        reader.get(SettingsTable.CLIENT_RATE),
        reader.get(SettingsTable.CLIENTS),
        reader.get(SettingsTable.CLIENT_PER_ADDRESS));
  }

  private static TableSettings tables(SettingsReader reader) {
    return new TableSettings(
        reader.get(SettingsTable.TABLES),
        reader.get(SettingsTable.TABLE_MEMBERS),
        reader.get(SettingsTable.TABLE_HISTORY),
        reader.get(SettingsTable.TABLE_IDLE));
  }

  private static Optional<CurveClient> curveClient(
      Optional<CurveKey> secret, Optional<CurveKey> server) {
    if (secret.isPresent() != server.isPresent()) {
      throw new IllegalArgumentException("expected both or neither");
    }
    return secret.flatMap(
        key -> server.map(peer -> new CurveClient(CurveKeyPair.ofSecret(key), peer)));
  }
}
