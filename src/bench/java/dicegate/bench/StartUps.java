package dicegate.bench;

import dicegate.harness.PayaraMicro;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Times from the start of a server process to its first answer, for Dicegate and for two WARs that
 * do nothing. They take turns, so that drift of the machine affects all alike.
 */
final class StartUps {

  /** The most that a start may take above an echo with the same containers. */
  private static final double AIM_SECONDS = 1.5;

  private final BenchmarkSettings settings;
  private final Path directory;
  private final Map<Kind, Path> wars = new EnumMap<>(Kind.class);
  private final Map<Kind, List<Double>> seconds = new EnumMap<>(Kind.class);

  /** The WARs that are started. */
  private enum Kind {
    DICEGATE("Dicegate", Target.ROLL),
    EMPTY_CONTAINERS("an echo, CDI and an empty EJB", Target.ECHO),
    BARE("an echo alone", Target.ECHO);

    private final String title;
    private final Target target;

    Kind(String title, Target target) {
      this.title = title;
      this.target = target;
    }
  }

  StartUps(BenchmarkSettings settings, Path directory, Path rollWar, Path echoWar)
      throws IOException {
    this.settings = settings;
    this.directory = directory;
    if (settings.targets().contains(Target.ROLL)) {
      wars.put(Kind.DICEGATE, rollWar);
    }
    wars.put(Kind.EMPTY_CONTAINERS, EchoWar.withEmptyContainersTo(directory));
    wars.put(Kind.BARE, echoWar);
  }

  /** Starts each WAR the configured number of times; prints all times, medians and differences. */
  void run() throws IOException, InterruptedException {
    System.out.println();
    for (int i = 0; i < settings.startups(); i++) {
      for (Map.Entry<Kind, Path> entry : wars.entrySet()) {
        Kind kind = entry.getKey();
        double time = start(kind, entry.getValue(), directory.resolve("start-" + kind + i));
        System.out.printf(Locale.ROOT, "start-up of %s: %.2f s%n", kind.title, time);
        seconds.computeIfAbsent(kind, k -> new ArrayList<>()).add(time);
      }
    }
    for (Kind kind : wars.keySet()) {
      System.out.printf(
          Locale.ROOT,
          "start-up of %s, median: %.2f s%n",
          kind.title,
          median(seconds.getOrDefault(kind, List.of())));
    }
    if (wars.containsKey(Kind.DICEGATE)) {
      double more = difference(Kind.EMPTY_CONTAINERS);
      System.out.printf(
          Locale.ROOT,
          "    aim: at most +%.1f s: %s%n",
          AIM_SECONDS,
          more <= AIM_SECONDS ? "met" : "MISSED");
      difference(Kind.BARE);
    }
  }

  private double start(Kind kind, Path war, Path run) throws IOException, InterruptedException {
    try (PayaraMicro server = settings.start(run, List.of(war))) {
      Duration time = kind.target.awaitAnswer(server);
      return time.toMillis() / 1_000.0;
    }
  }

  /**
   * Prints and returns the median of the differences between starts in turn: drift affects both.
   */
  private double difference(Kind base) {
    List<Double> ours = seconds.getOrDefault(Kind.DICEGATE, List.of());
    List<Double> theirs = seconds.getOrDefault(base, List.of());
    List<Double> differences = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      differences.add(ours.get(i) - theirs.get(i));
    }
    double more = median(differences);
    System.out.printf(
        Locale.ROOT, "start-up, ours above %s, median of the pairs: %+.2f s%n", base.title, more);
    return more;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
