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
 * Deploys and undeploys the WAR again and again in one server while clients roll, and looks for
 * what stays of it: threads, open files, the engine's port, and class loaders.
 */
final class RedeployRounds {

  private static final int ROUNDS = Integer.getInteger("redeploy.rounds", 20);

  /** From here on the server's own pools and caches are as large as this load makes them. */
  private static final int WARM_ROUND = 3;

  private static final int ROLLS = 300;

  /** Some more than the 5 s promised, for a machine that is busy with other things. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  /**
   * The servers' own pools: they grow with the load and with each deployment up to sizes that are
   * set for them, whatever is deployed.
   */
  private static final Pattern SERVER_POOLS =
      Pattern.compile(
          "(?:default task|Executor-Service|EE-Managed|ServerService Thread Pool|http-thread-pool"
              + "|admin-thread-pool|concurrent/__default|payara-executor-service|XNIO).*");

  private final Steps steps;
  private final URI ws;
  private final Path dumps;
  private final Integer[] closeCodes;

  /** How a server is told. */
  interface Steps {
    void deploy() throws Exception;

    void undeploy() throws Exception;

    /** Returns the server; it is running. */
    ServerProcess server() throws Exception;
  }

  /** What a server holds when nothing is deployed. */
  private record Leftovers(List<String> threads, int descriptors) {
    static Leftovers in(ServerProcess server) throws Exception {
      server.collectGarbage();
      return new Leftovers(server.threads(), server.descriptors());
    }

    @Override
    public String toString() {
      return "%d threads (%d outside the server's pools), %d descriptors"
          .formatted(threads.size(), outsidePools(), descriptors);
    }

    int outsidePools() {
      return (int) threads.stream().filter(name -> !SERVER_POOLS.matcher(name).matches()).count();
    }

    List<String> threadsNotIn(Leftovers other) {
      List<String> names = new ArrayList<>(threads);
      other.threads.forEach(names::remove);
      return names;
    }
  }

  /**
   * Redeploys at that port of loopback.
   *
   * @param dumps an empty directory
   * @param closeCodes what a client may be told
   */
  RedeployRounds(Steps steps, int port, Path dumps, Integer... closeCodes) {
    this.steps = steps;
    this.ws = URI.create("ws://127.0.0.1:" + port + "/ws");
    this.dumps = dumps;
    this.closeCodes = closeCodes;
  }

  void run() throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    Optional<Leftovers> warm = Optional.empty();
    for (int round = 1; round <= ROUNDS; round++) {
      steps.deploy();
      comeAndGo(http, "round " + round);
      if (round == WARM_ROUND) {
        warm = Optional.of(Leftovers.in(steps.server()));
      }
    }
    if (warm.isPresent()) {
      assertNothingGrew(warm.get(), Leftovers.in(steps.server()));
    }
    assertNothingOfOursHoldsALoader();
  }

  private void comeAndGo(HttpClient http, String round) throws Exception {
    ServerProcess server = steps.server();
    try (RollingClients crowd = RollingClients.rolling(http, ws, ROLLS)) {
      assertThat(EnginePort.rolls()).as(round).isTrue();
      assertThat(server.ourThreads()).as(round).isNotEmpty();

      long startNanos = System.nanoTime();
      steps.undeploy();

      assertThat(System.nanoTime() - startNanos).as(round).isLessThan(STOP_LIMIT.toNanos());
      assertThat(crowd.closeCodes()).as(round).isSubsetOf(closeCodes);
      assertThat(crowd.wrongAnswers()).as(round).isEmpty();
    }
    assertThat(server.ourThreadsGoneWithin(STOP_LIMIT)).as(round).isTrue();
    assertThat(EnginePort.isFree()).as(round).isTrue();
  }

  /** One thread or descriptor in every second round would be a leak. */
  private static void assertNothingGrew(Leftovers warm, Leftovers last) {
    System.out.printf("after %d redeploys %s, after %d %s%n", WARM_ROUND, warm, ROUNDS, last);
    int few = (ROUNDS - WARM_ROUND) / 2;

    // By number, since threads that are exchanged have new names.
    assertThat(last.outsidePools() - warm.outsidePools())
        .as(() -> "new are " + last.threadsNotIn(warm))
        .isLessThanOrEqualTo(few);
    assertThat(last.descriptors() - warm.descriptors()).isLessThanOrEqualTo(few);
  }

  private void assertNothingOfOursHoldsALoader() throws Exception {
    Path file = dumps.resolve("heap.hprof");
    steps.server().dumpHeap(file);
    HeapDump dump = new HeapDump(file);
    System.out.printf(
        "after %d redeploys %d class loaders, held%n%s%n", ROUNDS, dump.loaders(), dump.summary());
    assertThat(dump.holds()).noneMatch(HeapDump.Hold::isOurs);
  }
}
