package dicegate.bench;

import dicegate.harness.Artifacts;
import dicegate.harness.Cores;
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
 * ends it with an exception; a missed aim is only printed, and a ratio that the guard rejects fails
 * it.
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
          return runOnce(BenchmarkSettings.of(arguments, Artifacts.fromSystemProperties()));
        });
  }

  private static boolean runOnce(BenchmarkSettings settings)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("dicegate-bench");
    try {
      Benchmark benchmark = new Benchmark(settings, directory);
      benchmark.run();
      return benchmark.report.passed();
    } finally {
      delete(directory);
    }
  }

  private void run() throws IOException, InterruptedException {
    report.head(settings);
    if (settings.oneCore()) {
      Cores cores = Cores.ofThisProcess();
      report.cores(cores);
      cores.moveClient();
    }
    load();
    if (settings.withEmptyTimeouts()) {
      loadWithEmptyTimeouts();
    }
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
          Map<Target, List<Run>> runs = runs(server, scenario);
          report.scenario(scenario, runs);
          settings.guard().ifPresent(documented -> report.guard(scenario, runs, documented));
        }
        if (settings.idle() > 0 && settings.targets().contains(Target.ROLL)) {
          new IdleConnectionsReport(settings, System.out).run(server);
        }
        if (settings.tables() > 0 && settings.targets().contains(Target.ROLL)) {
          new TablesReport(settings, System.out).run(server);
        }
      } catch (IOException | RuntimeException e) {
        System.out.println(server.logTail());
        throw e;
      }
    }
  }

  /** Measures the same without the measure against Tyrus' empty idle time-outs; not guarded. */
  private void loadWithEmptyTimeouts() throws IOException, InterruptedException {
    List<Path> wars = settings.targets().stream().map(this::war).toList();
    List<String> arguments = List.of("-D" + EchoTyrus.SETTING + "=false");
    Path run = directory.resolve("empty-timeouts");
    try (PayaraMicro server = settings.start(run, wars, arguments, Map.of())) {
      report.emptyTimeouts();
      warmUp(server);
      for (Scenario scenario : settings.scenarios()) {
        report.scenario(scenario, runs(server, scenario));
      }
    }
  }

  /** Measures the roll alone, with engines in processes of their own. */
  private void loadWithEngines(int engines) throws IOException, InterruptedException {
    Path run = Files.createDirectories(directory.resolve("engines-" + engines));
    try (ExternalEngines external =
            ExternalEngines.start(
                engines, settings.prefix(), settings.artifacts().engineJar(), run);
        PayaraMicro server =
            settings.start(
                run, List.of(rollWar), List.of(), Map.of("DICEGATE_ENGINES", external.setting()))) {
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
