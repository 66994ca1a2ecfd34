package dicegate.bench;

import dicegate.harness.Artifacts;
import dicegate.harness.PayaraMicro;
import dicegate.harness.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures the WAR in a Payara Micro of its own and prints the figures. A wrong or missing answer
 * ends it with an exception; a missed aim is only printed.
 *
 * @see BenchmarkSettings
 */
public final class Benchmark {
  private static final Scenario WARMUP = new Scenario(100, 16);

  private final BenchmarkSettings settings;
  private final Path directory;
  private final Path echoWar;
  private final Path rollWar;
  private final Report report = new Report(System.out);

  private Benchmark(BenchmarkSettings settings, Path directory) throws IOException {
    this.settings = settings;
    this.directory = directory;
    this.echoWar = EchoWar.writeTo(directory);
    this.rollWar = directory.resolve("ROOT.war");
    if (settings.targets().contains(Target.ROLL)) {
      Files.copy(settings.artifacts().war(), rollWar);
    }
  }

  /** Returns the program {@code load}. */
  static Program program() {
    return new Program(
        "load",
        "a load client against the WAR on Payara Micro and an echo endpoint beside it",
        true,
        BenchmarkSettings.OPTIONS,
        arguments -> {
          runOnce(BenchmarkSettings.of(arguments, Artifacts.fromSystemProperties()));
          return true;
        });
  }

  private static void runOnce(BenchmarkSettings settings) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("dicegate-bench");
    try {
      new Benchmark(settings, directory).run();
    } finally {
      delete(directory);
    }
  }

  private void run() throws IOException, InterruptedException {
    report.head(settings);
    load();
    for (int engines : settings.engines()) {
      loadWithEngines(engines);
    }
    if (settings.targets().contains(Target.ROLL)) {
      report.warBytes(Files.size(settings.artifacts().war()));
    }
    if (settings.startups() > 0) {
      new StartUps(settings, directory, rollWar, echoWar).run();
    }
  }

  private void load() throws IOException, InterruptedException {
    List<Path> wars = settings.targets().stream().map(this::war).toList();
    try (PayaraMicro server = settings.start(directory.resolve("load"), wars)) {
      try {
        warmUp(server);
        for (Scenario scenario : settings.scenarios()) {
          report.scenario(scenario, runs(server, scenario));
        }
        if (settings.idle() > 0 && settings.targets().contains(Target.ROLL)) {
          new IdleConnectionsReport(settings, System.out).run(server);
        }
      } catch (IOException | RuntimeException e) {
        System.out.println(server.logTail());
        throw e;
      }
    }
  }

  /** Measures the roll alone, with engines in processes of their own. */
  private void loadWithEngines(int engines) throws IOException, InterruptedException {
    Path run = Files.createDirectories(directory.resolve("engines-" + engines));
    try (ExternalEngines external =
            ExternalEngines.start(engines, settings.artifacts().engineJar(), run);
        PayaraMicro server =
            PayaraMicro.start(
                settings.artifacts().payaraMicroJar(),
                settings.serverArgs(),
                run,
                List.of(rollWar),
                Map.of("DICEGATE_ENGINES", external.setting()))) {
      report.engines(engines);
      Target.ROLL.awaitAnswer(server);
      Run.run(server, Target.ROLL, WARMUP, settings.warmup().multipliedBy(2));
      for (Scenario scenario : settings.scenarios()) {
        List<Run> runs = new ArrayList<>();
        for (int round = 0; round < settings.rounds(); round++) {
          runs.add(Run.run(server, Target.ROLL, scenario, settings.measure()));
        }
        report.scenario(scenario, Map.of(Target.ROLL, runs));
      }
    }
  }

  /* Two passes: code that the first one gets compiled is in use before any measurement. */
  private void warmUp(PayaraMicro server) throws IOException, InterruptedException {
    for (int pass = 0; pass < 2; pass++) {
      for (Target target : settings.targets()) {
        target.awaitAnswer(server);
        Run.run(server, target, WARMUP, settings.warmup());
      }
    }
  }

  /* Roll, echo, echo, roll: drift of the machine then affects both alike. */
  private Map<Target, List<Run>> runs(PayaraMicro server, Scenario scenario) throws IOException {
    Map<Target, List<Run>> runs = new EnumMap<>(Target.class);
    for (int round = 0; round < settings.rounds(); round++) {
      List<Target> order = round % 2 == 0 ? settings.targets() : settings.targets().reversed();
      for (Target target : order) {
        Run run = Run.run(server, target, scenario, settings.measure());
        runs.computeIfAbsent(target, t -> new ArrayList<>()).add(run);
      }
    }
    return runs;
  }

  private Path war(Target target) {
    return switch (target) {
      case ROLL -> rollWar;
      case ECHO -> echoWar;
    };
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      paths.sorted(Comparator.reverseOrder()).forEach(Benchmark::deleteOne);
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
