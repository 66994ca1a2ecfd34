package dicegate.bench;

import dicegate.harness.Cores;
import dicegate.harness.DocumentedRatios;
import java.io.PrintStream;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Prints the figures, each as soon as it is known. */
final class Report {
  private static final long AIM_WAR_BYTES = 3 * 1024 * 1024;

  private final PrintStream out;
  private boolean passed = true;

  Report(PrintStream out) {
    this.out = out;
  }

  void head(BenchmarkSettings settings) {
    out.printf(
        Locale.ROOT,
        "Java %s, %d processors, Payara Micro %s%n",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        settings.artifacts().payaraMicroJar().getFileName());
    out.printf(
        Locale.ROOT,
        "%d rounds of %d s a row after twice %d s of warm-up; a message is a request with its"
            + " answer;%n",
        settings.rounds(),
        settings.measure().toSeconds(),
        settings.warmup().toSeconds());
    out.printf(
        Locale.ROOT,
        "latency in ms; CPU of the server process in us a message; cores in use by both sides%n");
    out.println();
    out.println(
        " conns in flight what  messages/s       p50       p99     p99.9 CPU us/m"
            + "  server  client  refused  roll/echo");
  }

  /** Prints a row for each endpoint, and the ratio with its range over the rounds. */
  void scenario(Scenario scenario, Map<Target, List<Run>> runs) {
    runs.forEach(
        (target, rounds) -> row(scenario, target, Run.sum(rounds), ratioText(target, runs)));
  }

  /** Prints what the guard says of the ratio; a ratio that it rejects fails the whole run. */
  void guard(Scenario scenario, Map<Target, List<Run>> runs, DocumentedRatios documented) {
    DocumentedRatios.Verdict verdict = documented.judge(scenario.word(), ratio(runs));
    passed &= verdict.passed();
    out.println("    guard: " + verdict.text());
  }

  /** Whether the guard rejected no ratio. */
  boolean passed() {
    return passed;
  }

  void cores(Cores cores) {
    out.println(cores.description());
  }

  void emptyTimeouts() {
    out.printf("both with %s=false:%n", EchoTyrus.SETTING);
  }

  void engines(int engines) {
    out.printf(Locale.ROOT, "engines over tcp: %d; their CPU is not in the figures%n", engines);
  }

  void warBytes(long bytes) {
    out.println();
    out.printf(
        Locale.ROOT, "WAR: %,d bytes, aim <= 3 MB: %s%n", bytes, verdict(bytes <= AIM_WAR_BYTES));
  }

  private void row(Scenario scenario, Target target, Run run, String ratio) {
    out.printf(
        Locale.ROOT,
        "%6d %9d %-5s %,10.0f %9.3f %9.3f %9.3f %8.1f %7.2f %7.2f %8d  %s%n",
        scenario.connections(),
        scenario.inFlight(),
        word(target),
        run.messagesPerSecond(),
        run.latencyMillis(50),
        run.latencyMillis(99),
        run.latencyMillis(99.9),
        run.serverMicrosPerMessage(),
        run.serverCores(),
        run.clientCores(),
        run.refused(),
        ratio);
  }

  private static String ratioText(Target target, Map<Target, List<Run>> runs) {
    List<Run> rolls = runs.getOrDefault(Target.ROLL, List.of());
    List<Run> echoes = runs.getOrDefault(Target.ECHO, List.of());
    if (target != Target.ROLL || echoes.isEmpty()) {
      return "";
    }
    DoubleSummaryStatistics rounds =
        IntStream.range(0, rolls.size())
            .mapToDouble(i -> ratio(rolls.get(i), echoes.get(i)))
            .summaryStatistics();
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f to %.2f)",
        ratio(Run.sum(rolls), Run.sum(echoes)),
        rounds.getMin(),
        rounds.getMax());
  }

  private static Optional<Double> ratio(Map<Target, List<Run>> runs) {
    List<Run> rolls = runs.getOrDefault(Target.ROLL, List.of());
    List<Run> echoes = runs.getOrDefault(Target.ECHO, List.of());
    return rolls.isEmpty() || echoes.isEmpty()
        ? Optional.empty()
        : Optional.of(ratio(Run.sum(rolls), Run.sum(echoes)));
  }

  private static double ratio(Run roll, Run echo) {
    return roll.serverMicrosPerMessage() / echo.serverMicrosPerMessage();
  }

  private static String verdict(boolean met) {
    return met ? "met" : "MISSED";
  }

  private static String word(Target target) {
    return target.name().toLowerCase(Locale.ROOT);
  }
}
