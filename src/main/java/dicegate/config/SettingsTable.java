package dicegate.config;

import dicegate.engine.EngineSettingsTable;
import dicegate.fleet.EngineEndpoint;
import dicegate.fleet.FleetSettings;
import dicegate.gateway.AddressLimits;
import dicegate.gateway.ClientLimits;
import dicegate.setting.Setting;
import dicegate.setting.ValueRange;
import dicegate.site.FrameAncestors;
import dicegate.table.log.TableSettings;
import dicegate.table.valkey.ValkeyAddress;
import dicegate.zmq.CurveKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The table of all settings, one constant a setting. {@code src/docs/reference.md} shows the same
 * table, and a test compares the two.
 */
final class SettingsTable {

  private static final String COUNT_OF_CONNECTIONS = "connections";
  private static final String DURATION = "ISO 8601 duration";
  private static final String KEY = "40 characters of Z85";
  private static final Duration MAX_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration MAX_DRAIN_TIME = Duration.ofMinutes(5);

  static final Setting<List<EngineEndpoint>> ENGINES =
      Setting.of(
          "dicegate.engines",
          "engines that the gateway uses; each address of a host name is an engine",
          "comma-separated endpoints",
          "inproc",
          new ValueRange<>(
              "1 to "
                  + FleetSettings.MAX_ENGINES
                  + " of inproc, tcp://host:port, seed+tcp://host:port",
              SettingParsers::engines));

  static final Setting<Optional<CurveKey>> ENGINES_CURVE_SECRET_KEY =
      Setting.secret(
          "dicegate.engines.curve.secret-key",
          "the gateway's secret key for CURVE; without it, connections to engines are not"
              + " encrypted",
          KEY,
          new ValueRange<>("", SettingParsers::curveKey));

  static final Setting<Optional<CurveKey>> ENGINES_CURVE_SERVER_KEY =
      Setting.of(
          "dicegate.engines.curve.server-key",
          "the engines' public key",
          KEY,
          "",
          new ValueRange<>("", SettingParsers::curveKey));

  static final Setting<Duration> ROLL_TIMEOUT =
      Setting.of(
          "dicegate.roll.timeout",
          "deadline of a roll, after which it is answered timeout",
          DURATION,
          "PT5S",
          ValueRange.durations(Duration.ofMillis(1), MAX_TIMEOUT));

  static final Setting<Integer> CLIENT_IN_FLIGHT =
      Setting.of(
          "dicegate.client.in-flight",
          "unanswered rolls of one connection",
          "requests",
          "256",
          ValueRange.wholeNumbers(1, ClientLimits.MAX_IN_FLIGHT));

  static final Setting<Integer> CLIENT_RATE =
      Setting.of(
          "dicegate.client.rate",
          "messages of one connection per second, twice as many in a burst; 0 for no limit",
          "per second",
          "20",
          ValueRange.wholeNumbers(0, ClientLimits.MAX_RATE));

  static final Setting<Integer> CLIENT_PER_ADDRESS =
      Setting.of(
          "dicegate.client.per-address",
          "connections from one address; 0 for no limit",
          COUNT_OF_CONNECTIONS,
          "1000",
          ValueRange.wholeNumbers(0, ClientLimits.MAX_CLIENTS));

  static final Setting<Integer> ADDRESS_IN_FLIGHT =
      Setting.of(
          "dicegate.address.in-flight",
          "unanswered rolls of all connections from one address; no limit where"
              + " dicegate.client.per-address is 0",
          "requests",
          "1024",
          ValueRange.wholeNumbers(1, AddressLimits.MAX_IN_FLIGHT));

  static final Setting<Integer> ADDRESS_RATE =
      Setting.of(
          "dicegate.address.rate",
          "messages of all connections from one address per second, twice as many in a burst; 0 for"
              + " no limit, as where dicegate.client.per-address is 0",
          "per second",
          "1000",
          ValueRange.wholeNumbers(0, ClientLimits.MAX_RATE));

  static final Setting<Integer> CLIENTS =
      Setting.of(
          "dicegate.clients",
          "connections in total",
          COUNT_OF_CONNECTIONS,
          "10000",
          ValueRange.wholeNumbers(1, ClientLimits.MAX_CLIENTS));

  static final Setting<List<String>> ORIGINS =
      Setting.of(
          "dicegate.origins",
          "other sites whose pages may connect, and read rolls and odds over HTTP",
          "comma-separated origins, such as https://dice.example",
          "",
          new ValueRange<>("", SettingParsers::origins));

  static final Setting<FrameAncestors> FRAME_ANCESTORS =
      Setting.of(
          "dicegate.frame-ancestors",
          "sites that may show the page in a frame, such as a virtual table top",
          "comma-separated 'self' and origins (https://vtt.example, https://*.example, with a port"
              + " if it is not the default)",
          FrameAncestors.DEFAULT,
          new ValueRange<>("", FrameAncestors::parse));

  static final Setting<Optional<String>> OPS_TOKEN =
      Setting.secret(
          "dicegate.ops.token",
          "token that /api/metrics and /api/info require as Authorization: Bearer TOKEN; without it"
              + " they are open",
          "16 to 256 printable ASCII characters without blanks",
          new ValueRange<>("", SettingParsers::token));

  static final Setting<Duration> DRAIN_TIME =
      Setting.of(
          "dicegate.drain.time",
          "drain period at shutdown; connections are closed with 1012, spread over it",
          DURATION,
          "PT2S",
          ValueRange.durations(Duration.ZERO, MAX_DRAIN_TIME));

  static final Setting<Optional<ValkeyAddress>> BUS =
      Setting.of(
          "dicegate.bus",
          "server by which nodes share their tables; local for a single node",
          "address",
          SettingParsers.LOCAL_BUS,
          new ValueRange<>(
              "local, redis://[user:password@]host[:port][/database], rediss://...",
              SettingParsers::bus));

  static final Setting<Integer> TABLES =
      Setting.of(
          "dicegate.tables",
          "tables that one node holds",
          "tables",
          "10000",
          ValueRange.wholeNumbers(1, TableSettings.MAX_TABLES));

  static final Setting<Integer> TABLE_MEMBERS =
      Setting.of(
          "dicegate.table.members",
          "people at one table who roll; there may be as many watchers",
          "people",
          "50",
          ValueRange.wholeNumbers(1, TableSettings.MAX_MEMBERS));

  static final Setting<Integer> TABLE_HISTORY =
      Setting.of(
          "dicegate.table.history",
          "rolls that a table keeps",
          "rolls",
          "100",
          ValueRange.wholeNumbers(1, TableSettings.MAX_HISTORY));

  static final Setting<Duration> TABLE_IDLE =
      Setting.of(
          "dicegate.table.idle",
          "how long an empty table is kept",
          DURATION,
          "PT24H",
          ValueRange.durations(TableSettings.MIN_IDLE, TableSettings.MAX_IDLE));

  static final Setting<Boolean> WEBHOOKS =
      Setting.of(
          "dicegate.webhooks",
          "whether GMs may have entries of their tables sent to servers on the internet",
          "truth value",
          "false",
          new ValueRange<>("true, false", SettingParsers::truthValue));

  static final Setting<Boolean> TYRUS_SKIP_EMPTY_TIMEOUTS =
      Setting.of(
          "dicegate.tyrus.skip-empty-timeouts",
          "whether to keep Payara's WebSocket container from scheduling an empty task at each"
              + " message; no effect on other servers",
          "truth value",
          "true",
          new ValueRange<>("true, false", SettingParsers::truthValue));

  static final Setting<Boolean> UNDERTOW_SKIP_DISPATCH =
      Setting.of(
          "dicegate.undertow.skip-dispatch",
          "whether to let WildFly's WebSocket container handle messages on its I/O threads instead"
              + " of handing each to a worker thread; no effect on other servers",
          "truth value",
          "true",
          new ValueRange<>("true, false", SettingParsers::truthValue));

  static final Setting<Boolean> EXIT_IF_INVALID =
      Setting.of(
          "dicegate.exit-if-invalid",
          "whether invalid settings end the server's process, for a server without other"
              + " applications",
          "truth value",
          "false",
          new ValueRange<>("true, false", SettingParsers::truthValue));

  /** All settings, in the order of the documents. A setting that is missing here cannot be read. */
  static final List<Setting<?>> ALL =
      List.of(
          EngineSettingsTable.BIND,
          EngineSettingsTable.WORKERS,
          EngineSettingsTable.THINK_TIME,
          EngineSettingsTable.CURVE_SECRET_KEY,
          EngineSettingsTable.CURVE_CLIENTS,
          EngineSettingsTable.SYSTEMS,
          ENGINES,
          ENGINES_CURVE_SECRET_KEY,
          ENGINES_CURVE_SERVER_KEY,
          ROLL_TIMEOUT,
          CLIENT_IN_FLIGHT,
          CLIENT_RATE,
          CLIENT_PER_ADDRESS,
          ADDRESS_IN_FLIGHT,
          ADDRESS_RATE,
          CLIENTS,
          ORIGINS,
          FRAME_ANCESTORS,
          OPS_TOKEN,
          DRAIN_TIME,
          TYRUS_SKIP_EMPTY_TIMEOUTS,
          UNDERTOW_SKIP_DISPATCH,
          EXIT_IF_INVALID,
          BUS,
          TABLES,
          TABLE_MEMBERS,
          TABLE_HISTORY,
          TABLE_IDLE,
          WEBHOOKS);

  private SettingsTable() {}
}
