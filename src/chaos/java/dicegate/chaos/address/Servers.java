package dicegate.chaos.address;

import dicegate.chaos.EnginePeer;
import dicegate.harness.Artifacts;
import dicegate.harness.ServerKind;
import dicegate.harness.ServerProcess;
import dicegate.table.valkey.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The servers of one kind: one for all attacks with the same settings, unless one of them harmed
 * it. They run until the end, when their heaps have had the time to be what they were. Used by one
 * thread.
 */
final class Servers implements AutoCloseable {
  /**
   * Time with players at nearly the limit of the rate, and with readers of the page, in which the
   * server compiles its code: before, a response takes it ten times as much processor time.
   */
  private static final Duration WARMUP = Duration.ofSeconds(8);

  private static final int WARMUP_CONNECTIONS = 100;
  private static final int WARMUP_RATE = 18;
  private static final int WARMUP_READERS = 10;
  private static final int WARMUP_READS = 20;

  private final ServerKind kind;
  private final Artifacts artifacts;
  private final Path directory;
  private final List<AttackedServer> running = new ArrayList<>();
  private int starts;

  Servers(ServerKind kind, Artifacts artifacts, Path directory) {
    this.kind = kind;
    this.artifacts = artifacts;
    this.directory = directory;
  }

  /** Returns a warm server with settings for a scene. */
  AttackedServer with(Map<String, String> settings, Scene scene) throws Exception {
    Scene wanted = scene == Scene.WITH_RESTING_TABLES ? Scene.ALONE : scene;
    for (AttackedServer each : running) {
      if (each.suits(settings, wanted)) {
        return each;
      }
    }
    AttackedServer started = start(settings, wanted);
    running.add(started);
    return started;
  }

  /** Ends a server that did not survive an attack unharmed; the next attack has a new one. */
  void discard(AttackedServer server) throws IOException {
    running.remove(server);
    server.close();
  }

  /** Returns the servers that have survived all attacks. */
  List<AttackedServer> survivors() {
    return List.copyOf(running);
  }

  @Override
  public void close() throws IOException {
    for (AttackedServer each : running) {
      each.close();
    }
    running.clear();
  }

  private AttackedServer start(Map<String, String> settings, Scene scene) throws Exception {
    Path home = directory.resolve(kind.word() + "-" + starts++);
    Files.createDirectories(home);
    Map<String, String> all = new HashMap<>(settings);
    RedisServer redis = scene == Scene.AT_SHARED_TABLES ? startRedis() : null;
    if (redis != null) {
      all.put("DICEGATE_BUS", redis.url());
    }
    String endpoint = "tcp://127.0.0.1:" + ServerProcess.freePort();
    EnginePeer engine = scene == Scene.WITH_ENGINE_APART ? startEngine(endpoint, home) : null;
    if (engine != null) {
      all.put("DICEGATE_ENGINES", endpoint);
    }
    ServerProcess process = kind.start(artifacts, home, all);
    Duration taken = process.awaitRoll();
    System.out.printf("%n%s started in %d ms %s%n", kind.word(), taken.toMillis(), all);
    warmUp(process);
    return new AttackedServer(process, scene, settings, home, redis, engine);
  }

  private static RedisServer startRedis() {
    return RedisServer.start("--maxmemory", "100mb", "--maxmemory-policy", "noeviction");
  }

  private EnginePeer startEngine(String endpoint, Path home) throws IOException {
    return new EnginePeer(
        "engine", artifacts.engineJar(), endpoint, List.of(), home.resolve("engine.log"));
  }

  private static void warmUp(ServerProcess server) throws Exception {
    HostileScript rolls =
        HostileScript.webSocket(
            WARMUP_RATE,
            (connection, n) -> "{\"type\":\"roll\",\"id\":%d,\"expr\":\"3d6\"}".formatted(n));
    HostileGroup players = new HostileGroup("127.0.0.6", WARMUP_CONNECTIONS, rolls);
    String page = HostileBytes.get("/").repeat(WARMUP_READS - 1) + HostileBytes.lastGet("/");
    HostileGroup readers =
        new HostileGroup("127.0.0.7", WARMUP_READERS, HostileScript.http(page).again());
    try (HostileClients clients = HostileClients.of(List.of(players, readers), server.port())) {
      clients.attack(WARMUP);
    }
    Newcomers newcomers = new Newcomers(server.port());
    newcomers.visit();
    if (!newcomers.faults().isEmpty()) {
      throw new IOException("without an attack: " + newcomers.faults() + server.logTail());
    }
  }
}
