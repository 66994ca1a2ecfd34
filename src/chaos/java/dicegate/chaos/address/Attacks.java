package dicegate.chaos.address;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The attacks, each as it once harmed others. */
final class Attacks {
  /** The number of the attacks that use the page's scripts. */
  static final String UNREAD = "1";

  /** The numbers of all attacks on default settings. */
  static final List<String> NUMBERS = List.of(UNREAD, "2", "3", "4", "5", "6");

  /** Attack 1 where addresses do not distinguish clients. */
  static final String BEHIND_PROXY = "proxy";

  /** Attack 2 with an engine in a process of its own. */
  static final String ENGINE_APART = "apart";

  /** The word for the fairness by cost, which is not an attack. */
  static final String SHARES = "shares";

  private static final List<String> ONE = List.of("127.0.0.2");
  private static final List<String> THREE = List.of("127.0.0.2", "127.0.0.12", "127.0.0.22");

  private static final int PIPELINED = 20;
  private static final int SMALL_BUFFER_BYTES = 2_048;

  /** The dearest roll that the language allows: 4.9 million comparisons, 522 kB of JSON. */
  private static final String DEAR_ROLL = "10000d20" + "=1".repeat(490);

  /** 13 kB of JSON, near the most that a table keeps of a roll. */
  private static final String LONG_ROLL = "340d20";

  /** Fewer than a table's history keeps, so that each roll takes further memory. */
  private static final int ROLLS_A_TABLE = 40;

  private static final String DEAR_ODDS = "1d100*1d100*1d100";

  /** Time after which half a request is to be closed; its sender may be on a slow network. */
  private static final Duration HALF_OPEN_LIMIT = Duration.ofSeconds(20);

  /** Time after which a response of which nothing is read is given up. */
  private static final Duration RESPONSE_LIMIT = Duration.ofSeconds(10);

  private static final String RESPONSES = "dicegate_outbox_closes_total{reason=\"response\"}";
  private static final String BODIES = "dicegate_refusals_total{reason=\"body\"}";
  private static final String UNREAD_BYTES = "dicegate_refusals_total{reason=\"unread\"}";
  private static final String IN_FLIGHT = "dicegate_refusals_total{reason=\"address_in_flight\"}";
  private static final String JOINS = "dicegate_table_refusals_total{reason=\"join_rate\"}";

  private static final int UNFINISHED_BYTES = 130_000;

  private final Duration duration;
  private final String script;
  private final AtomicInteger names = new AtomicInteger();

  /**
   * Creates the attacks.
   *
   * @param script path of the page's largest script
   */
  Attacks(Duration duration, String script) {
    this.duration = duration;
    this.script = script;
  }

  /**
   * Returns all attacks. That on shared tables comes first: the sessions that it leaves end during
   * the others.
   */
  List<Attack> all() {
    return Stream.of(
            sharedTables(),
            unread(),
            work(),
            tables(),
            logs(),
            frames(),
            unreadByOneProxy(),
            workApart())
        .flatMap(List::stream)
        .toList();
  }

  private List<Attack> unread() {
    HostileScript files =
        HostileScript.http(HostileBytes.get(script).repeat(PIPELINED)).unread(SMALL_BUFFER_BYTES);
    HostileScript head = HostileScript.http("GET / HTTP/1.1\r\nHost: dice\r\nX-Half: ");
    HostileScript body = HostileScript.http(HostileBytes.post("Content-Length: 100") + "expr=");
    List<HostileGroup> half = new ArrayList<>(groups(ONE, 500, head.notAgain()));
    half.addAll(groups(ONE, 500, body.notAgain()));
    return List.of(
        Attack.of(UNREAD, "unread files", untilCut(), groups(ONE, 150, files)).counted(RESPONSES),
        Attack.of(UNREAD, "unread files, three addresses", untilCut(), groups(THREE, 150, files))
            .counted(RESPONSES),
        Attack.of(UNREAD, "half requests", duration, half)
            .mustEndWithin(HALF_OPEN_LIMIT)
            .counted(BODIES));
  }

  /** Returns the length of attacks in which responses are not read: until they are given up. */
  private Duration untilCut() {
    return duration.plus(RESPONSE_LIMIT);
  }

  private List<Attack> unreadByOneProxy() {
    HostileScript rolls =
        HostileScript.http(
                HostileBytes.get("/api/roll?expr=" + DEAR_ROLL.replace("=", "%3D"))
                    .repeat(PIPELINED))
            .unread(SMALL_BUFFER_BYTES);
    return List.of(
        Attack.of(
                BEHIND_PROXY,
                "unread rolls, addresses not distinguished",
                untilCut(),
                groups(ONE, 150, rolls))
            .with("DICEGATE_CLIENT_PER_ADDRESS", "0")
            .counted(UNREAD_BYTES));
  }

  private List<Attack> work() {
    HostileScript rolls =
        HostileScript.webSocket(20, (connection, n) -> HostileBytes.roll(n, DEAR_ROLL));
    HostileScript odds =
        HostileScript.webSocket(
            20,
            (connection, n) ->
                "{\"type\":\"odds\",\"id\":%d,\"expr\":\"%s\"}".formatted(n, DEAR_ODDS));
    return List.of(
        Attack.of("2", "dear rolls", duration, groups(ONE, 10, rolls)),
        Attack.of("2", "dear odds", duration, groups(ONE, 50, odds)).counted(IN_FLIGHT));
  }

  private List<Attack> workApart() {
    return work().stream()
        .map(attack -> attack.named(ENGINE_APART, attack.name() + ", engine apart"))
        .map(attack -> attack.at(Scene.WITH_ENGINE_APART))
        .toList();
  }

  private List<Attack> tables() {
    HostileScript makers =
        HostileScript.webSocket(
            20,
            (connection, n) ->
                n % 2 == 0
                    ? HostileBytes.join(names.incrementAndGet())
                    : HostileBytes.roll(n, "1d6"));
    return List.of(
        Attack.of("4", "tables", duration.multipliedBy(2), groups(ONE, 200, makers))
            .at(Scene.WITH_RESTING_TABLES)
            .counted(JOINS));
  }

  private List<Attack> sharedTables() {
    HostileScript rolls =
        HostileScript.webSocket(
            20,
            (connection, n) ->
                n % ROLLS_A_TABLE == 0
                    ? HostileBytes.join(names.incrementAndGet())
                    : HostileBytes.roll(n, LONG_ROLL));
    return List.of(
        Attack.of("3", "history of tables", duration.multipliedBy(2), groups(ONE, 50, rolls))
            .at(Scene.AT_SHARED_TABLES)
            .counted(JOINS));
  }

  private List<Attack> logs() {
    HostileScript path = HostileScript.http(HostileBytes.get("/%zz")).endlessly();
    HostileScript chunk =
        HostileScript.http(HostileBytes.post("Transfer-Encoding: chunked") + "zz;;\r\nexpr\r\n")
            .endlessly();
    HostileScript frame = HostileScript.frame(HostileBytes.frame(140_000, 140_000)).endlessly();
    List<HostileGroup> groups = new ArrayList<>(groups(ONE, 1, path));
    groups.addAll(groups(ONE, 1, chunk));
    groups.addAll(groups(ONE, 1, frame));
    return List.of(Attack.of("5", "bad paths, bad chunks, frames of 140 kB", duration, groups));
  }

  private List<Attack> frames() {
    HostileScript announced =
        HostileScript.frame(HostileBytes.frame(131_000, UNFINISHED_BYTES)).notAgain();
    HostileScript huge =
        HostileScript.frame(HostileBytes.frame(1_000_000_000, UNFINISHED_BYTES)).notAgain();
    return List.of(
        Attack.of("6", "unfinished frames", duration, unfinished(ONE, announced, huge)),
        Attack.of(
            "6",
            "unfinished frames, three addresses",
            duration,
            unfinished(THREE, announced, huge)));
  }

  private static List<HostileGroup> unfinished(
      List<String> addresses, HostileScript announced, HostileScript huge) {
    List<HostileGroup> groups = new ArrayList<>(groups(addresses, 900, announced));
    groups.addAll(groups(addresses, 50, huge));
    return groups;
  }

  private static List<HostileGroup> groups(
      List<String> addresses, int connections, HostileScript script) {
    return addresses.stream()
        .map(address -> new HostileGroup(address, connections, script))
        .toList();
  }
}
