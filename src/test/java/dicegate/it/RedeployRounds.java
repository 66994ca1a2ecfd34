package dicegate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Deploys and undeploys the WAR repeatedly in one server while clients roll, and checks for leaks:
 * threads, open files, the engine's port, and class loaders.
 */
final class RedeployRounds {

  private static final int ROUNDS = Integer.getInteger("redeploy.rounds", 20);

  /**
   * The round after which the server's own pools and caches have reached their size for this load.
   */
  private static final int WARM_ROUND = 3;

  private static final int ROLLS = 300;

  /** More than the promised 5 s, for a machine that is busy with other things. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  /**
   * The threads of the servers' own pools, which grow with the load and with each deployment up to
   * their configured sizes.
   */
  private static final Pattern SERVER_POOLS =
      Pattern.compile(
          "(?:default task|Executor-Service|EE-Managed|ServerService Thread Pool|http-thread-pool"
              + "|admin-thread-pool|concurrent/__default|payara-executor-service|XNIO).*");

  private final ServerControl control;
  private final URI ws;
  private final Path dumps;
  private final Integer[] closeCodes;

  /** Deploys and undeploys in one server. */
  interface ServerControl {
    void deploy() throws Exception;

    void undeploy() throws Exception;

    /** Returns the running server. */
    ServerProcess server() throws Exception;
  }

  /** The threads and open files of a server without a deployment. */
  private record ResourceUse(List<String> threads, int descriptors) {
    static ResourceUse in(ServerProcess server) throws Exception {
      server.collectGarbage();
      return new ResourceUse(server.threads(), server.descriptors());
    }

    @Override
    public String toString() {
      return "%d threads (%d outside the server's pools), %d descriptors"
          .formatted(threads.size(), outsidePools(), descriptors);
    }

    int outsidePools() {
      return (int) threads.stream().filter(name -> !SERVER_POOLS.matcher(name).matches()).count();
    }

    List<String> threadsNotIn(ResourceUse other) {
      List<String> names = new ArrayList<>(threads);
      other.threads.forEach(names::remove);
      return names;
    }
  }

  /**
   * Creates the rounds for a server on loopback.
   *
   * @param control deploys and undeploys
   * @param port the HTTP port of the server
   * @param dumps an empty directory for heap dumps
   * @param closeCodes the close codes that clients may get
   */
  RedeployRounds(ServerControl control, int port, Path dumps, Integer... closeCodes) {
    this.control = control;
    this.ws = URI.create("ws://127.0.0.1:" + port + "/ws");
    this.dumps = dumps;
    this.closeCodes = closeCodes;
  }

  void run() throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    Optional<ResourceUse> warm = Optional.empty();
    for (int round = 1; round <= ROUNDS; round++) {
      control.deploy();
      deployAndUndeploy(http, "round " + round);
      if (round == WARM_ROUND) {
        warm = Optional.of(ResourceUse.in(control.server()));
      }
    }
    if (warm.isPresent()) {
      assertNothingGrew(warm.get(), ResourceUse.in(control.server()));
    }
    assertDicegateKeepsNoLoaderAlive();
  }

  private void deployAndUndeploy(HttpClient http, String round) throws Exception {
    ServerProcess server = control.server();
    try (RollingClients clients = RollingClients.start(http, ws, ROLLS)) {
      assertThat(EnginePort.answers()).as(round).isTrue();
      assertThat(server.ourThreads()).as(round).isNotEmpty();

      long startNanos = System.nanoTime();
      control.undeploy();

      assertThat(System.nanoTime() - startNanos).as(round).isLessThan(STOP_LIMIT.toNanos());
      assertThat(clients.closeCodes()).as(round).isSubsetOf(closeCodes);
      assertThat(clients.wrongAnswers()).as(round).isEmpty();
    }
    assertThat(server.ourThreadsGoneWithin(STOP_LIMIT)).as(round).isTrue();
    assertThat(EnginePort.isFree()).as(round).isTrue();
  }

  /** One thread or descriptor more in every second round is a leak. */
  private static void assertNothingGrew(ResourceUse warm, ResourceUse last) {
    System.out.printf("after %d redeploys %s, after %d %s%n", WARM_ROUND, warm, ROUNDS, last);
    int tolerance = (ROUNDS - WARM_ROUND) / 2;

    // By number, since replaced threads have new names.
    assertThat(last.outsidePools() - warm.outsidePools())
        .as(() -> "new threads: " + last.threadsNotIn(warm))
        .isLessThanOrEqualTo(tolerance);
    assertThat(last.descriptors() - warm.descriptors()).isLessThanOrEqualTo(tolerance);
  }

  private void assertDicegateKeepsNoLoaderAlive() throws Exception {
    Path file = dumps.resolve("heap.hprof");
    control.server().dumpHeap(file);
    HeapDump dump = new HeapDump(file);
    System.out.printf(
        "after %d redeploys %d class loaders, kept alive%n%s%n",
        ROUNDS, dump.loaderCount(), dump.summary());
    assertThat(dump.gcRootPaths()).noneMatch(HeapDump.GcRootPath::isOurs);
  }
}
