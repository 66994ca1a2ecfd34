package dicegate.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What to measure, from system properties.
 *
 * @param war {@code dicegate.war}: the WAR as it ships
 * @param payaraMicroJar {@code payara.micro.jar}
 * @param measure {@code bench.seconds}: time measured in one leg; 8
 * @param warmup {@code bench.warmup}: seconds of load on each endpoint before all else, twice; 8
 * @param rounds {@code bench.rounds}: legs of each endpoint in a cell; 2
 * @param scenarios {@code bench.cells}: such as {@code 1x1,100x16}
 * @param targets {@code bench.endpoints}: {@code roll,echo}
 * @param engines {@code bench.engines}: how many engines over tcp, each a layout of its own besides
 *     the embedded one; {@code 1,3}, {@code none} to leave it out
 * @param engineJar {@code dicegate.engine.jar}
 * @param idle {@code bench.idle}: idle connections beside active ones; 10,000, 0 to leave it out
 * @param startup {@code bench.startup}: whether start-up is measured too; true
 * @param startups {@code bench.startups}: starts of each kind; 3
 * @param serverArgs {@code bench.server.args}: further arguments for the server's JVM, by blanks
 */
record BenchmarkSettings(
    Path war,
    Path payaraMicroJar,
    Duration measure,
    Duration warmup,
    int rounds,
    List<Scenario> scenarios,
    List<Target> targets,
    List<Integer> engines,
    Path engineJar,
    int idle,
    boolean startup,
    int startups,
    List<String> serverArgs) {

  private static final int MAX_SECONDS = 600;
  private static final int MAX_ROUNDS = 100;
  private static final String ALL_CELLS = "1x1,1x16,100x1,100x16,1000x1,1000x16";

  BenchmarkSettings {
    scenarios = List.copyOf(scenarios);
    targets = List.copyOf(targets);
    serverArgs = List.copyOf(serverArgs);
    engines = List.copyOf(engines);
    if (!engines.isEmpty()) {
      RunProperties.checkFile("dicegate.engine.jar", engineJar);
    }
    RunProperties.checkFile("payara.micro.jar", payaraMicroJar);
    if (targets.contains(Target.ROLL)) {
      RunProperties.checkFile("dicegate.war", war);
    }
  }

  static BenchmarkSettings fromSystemProperties() {
    return new BenchmarkSettings(
        RunProperties.path("dicegate.war", "target/dicegate.war"),
        RunProperties.path("payara.micro.jar", "payara-micro.jar"),
        Duration.ofSeconds(RunProperties.number("bench.seconds", 1, 8, MAX_SECONDS)),
        Duration.ofSeconds(RunProperties.number("bench.warmup", 1, 8, MAX_SECONDS)),
        RunProperties.number("bench.rounds", 1, 2, MAX_ROUNDS),
        Scenario.parseAll(RunProperties.text("bench.cells", ALL_CELLS)),
        targets(RunProperties.text("bench.endpoints", "roll,echo")),
        engines(RunProperties.text("bench.engines", "1,3")),
        RunProperties.path("dicegate.engine.jar", "target/dicegate-engine.jar"),
        RunProperties.number(
            "bench.idle", 0, LoadClient.MAX_CONNECTIONS, LoadClient.MAX_CONNECTIONS),
        RunProperties.flag("bench.startup", true),
        RunProperties.number("bench.startups", 1, 3, MAX_ROUNDS),
        RunProperties.words("bench.server.args", ""));
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
