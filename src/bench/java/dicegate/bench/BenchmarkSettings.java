package dicegate.bench;

import dicegate.harness.Arguments;
import dicegate.harness.Artifacts;
import dicegate.harness.Cores;
import dicegate.harness.DocumentedRatios;
import dicegate.harness.Option;
import dicegate.harness.PayaraMicro;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of the benchmark {@code load}.
 *
 * @param measure time measured in one run
 * @param warmup time under load of each endpoint before all measurements, twice
 * @param rounds runs of each endpoint in a scenario
 * @param engines numbers of engines over tcp, each measured besides the embedded engine
 * @param idle idle connections beside active ones; 0 to leave it out
 * @param tables tables under load at once; 0 to leave them out
 * @param members members of each table
 * @param startups starts of each kind; 0 to leave it out
 * @param oneCore whether servers have one core, and the client another
 * @param withEmptyTimeouts whether to measure again without the measure against Tyrus' empty idle
 *     time-outs
 * @param guard the ratios above whose double the run fails; empty to judge none
 * @param serverArgs further arguments for the server's JVM
 */
record BenchmarkSettings(
    Artifacts artifacts,
    Duration measure,
    Duration warmup,
    int rounds,
    List<Scenario> scenarios,
    List<Target> targets,
    List<Integer> engines,
    int idle,
    int tables,
    int members,
    int startups,
    boolean oneCore,
    boolean withEmptyTimeouts,
    Optional<DocumentedRatios> guard,
    List<String> serverArgs) {

  private static final int MAX_SECONDS = 600;
  private static final int MAX_ROUNDS = 100;

  private static final Option<Duration> SECONDS =
      Option.seconds("seconds", 1, 8, MAX_SECONDS, "time measured in one run");

  private static final Option<Duration> WARMUP =
      Option.seconds("warmup", 1, 8, MAX_SECONDS, "warm-up for each endpoint, twice");

  private static final Option<Integer> ROUNDS =
      Option.number("rounds", 1, 2, MAX_ROUNDS, "runs of each endpoint for each row");

  private static final Option<List<Scenario>> SCENARIOS =
      new Option<>(
          "scenarios",
          "1x1,1x16,100x1,100x16,1000x1,1000x16",
          "rows, each connections x requests in flight (1 to %d x 1 to %d)"
              .formatted(LoadClient.MAX_CONNECTIONS, LoadClient.MAX_IN_FLIGHT),
          Scenario::parseAll);

  private static final Option<List<Target>> ENDPOINTS =
      new Option<>("endpoints", "roll,echo", "endpoints (roll, echo)", BenchmarkSettings::targets);

  private static final Option<List<Integer>> ENGINES =
      new Option<>(
          "engines",
          "1,3",
          "numbers of engines over tcp, each measured too; none leaves them out",
          BenchmarkSettings::engines);

  private static final Option<Integer> IDLE =
      Option.number(
          "idle",
          0,
          LoadClient.MAX_CONNECTIONS,
          LoadClient.MAX_CONNECTIONS,
          "idle connections beside 100 active ones; 0 leaves them out");

  private static final Option<Integer> TABLES =
      Option.number("tables", 0, 0, 1_000, "tables whose members all roll; 0 leaves them out");

  private static final Option<Integer> MEMBERS =
      Option.number("members", 2, 8, 50, "members of each of these tables");

  private static final Option<Integer> STARTUPS =
      Option.number("startups", 0, 3, MAX_ROUNDS, "timed starts of each kind; 0 leaves them out");

  private static final Option<Boolean> ONE_CORE =
      Option.flag("one-core", false, "servers on one core and the client on another, by taskset");

  private static final Option<Boolean> WITH_EMPTY_TIMEOUTS =
      Option.flag(
          "with-empty-timeouts",
          false,
          "all rows again with " + EchoTyrus.SETTING + "=false, for both endpoints");

  private static final Option<Optional<DocumentedRatios>> GUARD =
      new Option<>(
          "guard",
          "",
          "document with ratios roll/echo; the run fails above twice a row's ratio",
          document ->
              document.isEmpty()
                  ? Optional.empty()
                  : Optional.of(DocumentedRatios.read(Path.of(document))));

  /** Further arguments of the server's JVM, to profile it. */
  static final Option<List<String>> SERVER_ARGS =
      Option.words("server-args", "", "further arguments of the server's JVM, as one word");

  static final List<Option<?>> OPTIONS =
      List.of(
          SECONDS,
          WARMUP,
          ROUNDS,
          SCENARIOS,
          ENDPOINTS,
          ENGINES,
          IDLE,
          TABLES,
          MEMBERS,
          STARTUPS,
          ONE_CORE,
          WITH_EMPTY_TIMEOUTS,
          GUARD,
          SERVER_ARGS);

  BenchmarkSettings {
    scenarios = List.copyOf(scenarios);
    targets = List.copyOf(targets);
    serverArgs = List.copyOf(serverArgs);
    engines = List.copyOf(engines);
  }

  static BenchmarkSettings of(Arguments arguments, Artifacts artifacts) {
    return new BenchmarkSettings(
        artifacts,
        arguments.get(SECONDS),
        arguments.get(WARMUP),
        arguments.get(ROUNDS),
        arguments.get(SCENARIOS),
        arguments.get(ENDPOINTS),
        arguments.get(ENGINES),
        arguments.get(IDLE),
        arguments.get(TABLES),
        arguments.get(MEMBERS),
        arguments.get(STARTUPS),
        arguments.get(ONE_CORE),
        arguments.get(WITH_EMPTY_TIMEOUTS),
        arguments.get(GUARD),
        arguments.get(SERVER_ARGS));
  }

  /** Starts a server in a directory of its own; it is not ready yet. */
  PayaraMicro start(Path directory, List<Path> wars) throws IOException {
    return start(directory, wars, List.of(), Map.of());
  }

  /** The same with arguments for its JVM, besides those of the settings, and variables. */
  PayaraMicro start(
      Path directory, List<Path> wars, List<String> arguments, Map<String, String> variables)
      throws IOException {
    List<String> all = new ArrayList<>(serverArgs);
    all.addAll(arguments);
    Path jar = artifacts.payaraMicroJar();
    return oneCore
        ? PayaraMicro.startOnOneCore(Cores.ofThisProcess(), jar, all, directory, wars, variables)
        : PayaraMicro.start(jar, all, directory, wars, variables);
  }

  /** Returns the words before the command of an engine, which put it on the servers' core. */
  List<String> prefix() throws IOException {
    return oneCore ? Cores.ofThisProcess().serverPrefix() : List.of();
  }

  private static List<Integer> engines(String numbers) {
    return numbers.equals("none")
        ? List.of()
        : Arrays.stream(numbers.split(",", -1))
            .map(number -> Integer.valueOf(number.strip()))
            .toList();
  }

  private static List<Target> targets(String names) {
    return Arrays.stream(names.split(",", -1))
        .map(name -> Target.valueOf(name.strip().toUpperCase(Locale.ROOT)))
        .toList();
  }
}
