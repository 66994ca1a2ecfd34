package dicegate.bench;

import java.nio.file.Files;
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
 * @param cells {@code bench.cells}: such as {@code 1x1,100x16}
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
    List<Cell> cells,
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
    cells = List.copyOf(cells);
    targets = List.copyOf(targets);
    serverArgs = List.copyOf(serverArgs);
    engines = List.copyOf(engines);
    if (!engines.isEmpty()) {
      checkFile("dicegate.engine.jar", engineJar);
    }
    checkFile("payara.micro.jar", payaraMicroJar);
    if (targets.contains(Target.ROLL)) {
      checkFile("dicegate.war", war);
    }
  }

  static BenchmarkSettings fromSystemProperties() {
    return new BenchmarkSettings(
        Path.of(text("dicegate.war", "target/dicegate.war")).toAbsolutePath(),
        Path.of(text("payara.micro.jar", "payara-micro.jar")).toAbsolutePath(),
        Duration.ofSeconds(number("bench.seconds", 1, 8, MAX_SECONDS)),
        Duration.ofSeconds(number("bench.warmup", 1, 8, MAX_SECONDS)),
        number("bench.rounds", 1, 2, MAX_ROUNDS),
        Cell.parseAll(text("bench.cells", ALL_CELLS)),
        targets(text("bench.endpoints", "roll,echo")),
        engines(text("bench.engines", "1,3")),
        Path.of(text("dicegate.engine.jar", "target/dicegate-engine.jar")).toAbsolutePath(),
        number("bench.idle", 0, LoadClient.MAX_CONNECTIONS, LoadClient.MAX_CONNECTIONS),
        Boolean.parseBoolean(text("bench.startup", "true")),
        number("bench.startups", 1, 3, MAX_ROUNDS),
        Arrays.stream(text("bench.server.args", "").split(" ", -1))
            .filter(arg -> !arg.isBlank())
            .toList());
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

  private static String text(String key, String ifAbsent) {
    String text = System.getProperty(key, ifAbsent);
    // A property that Maven had nothing to put in for.
    return text.isBlank() || text.startsWith("${") ? ifAbsent : text;
  }

  private static int number(String key, int least, int ifAbsent, int most) {
    int number = Integer.parseInt(text(key, String.valueOf(ifAbsent)));
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          "%s=%d, wanted %d to %d".formatted(key, number, least, most));
    }
    return number;
  }

  private static void checkFile(String key, Path path) {
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException(key + "=" + path + " is no file");
    }
  }
}
