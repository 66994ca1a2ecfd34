package dicegate.engine;

import dicegate.harness.Arguments;
import dicegate.harness.Option;
import dicegate.harness.Program;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs {@link RollBenchmark} and prints a row for each expression. An expression that is not a roll
 * ends it with an exception; a missed aim is only printed.
 *
 * <p>For each expression the yardstick runs right after Dicegate, so that drift of the machine
 * affects both about alike. JMH's own output goes to {@code jmh-*.txt} in the temporary directory.
 */
public final class RollFigures {

  private static final List<Aim> AIMS =
      List.of(
          new Aim("3d6", 3_000_000, Optional.of(10.0)),
          new Aim("4d6kh3", 1_500_000, Optional.empty()),
          new Aim("100d6", 500_000, Optional.of(4.0)),
          new Aim("(2d6+3)*2", 1_500_000, Optional.of(10.0)));

  private static final String ALLOCATED_BYTES = "gc.alloc.rate.norm";
  private static final int MAX_SECONDS = 600;

  private static final Option<List<Aim>> EXPRESSIONS =
      new Option<>(
          "expressions", expressions(AIMS), "rows, some of the default ones", RollFigures::aims);

  private static final Option<Integer> FORKS =
      Option.number("forks", 1, 2, 20, "JVMs for each row and side");

  private static final Option<Duration> WARMUP =
      Option.seconds("warmup", 1, 3, MAX_SECONDS, "warm-up in each JVM");

  private static final Option<Duration> SECONDS =
      Option.seconds("seconds", 1, 5, MAX_SECONDS, "time measured in each JVM");

  private final PrintStream out;
  private final List<Aim> aims;
  private final int forks;
  private final int warmupSeconds;
  private final int seconds;

  /**
   * The aim of a row.
   *
   * @param ratio how many times the yardstick's throughput; empty if the yardstick cannot roll it
   */
  private record Aim(String expression, double rollsPerSecond, Optional<Double> ratio) {}

  /**
   * The result of one side.
   *
   * @param error half the width of the 99.9 % confidence interval, in rolls a second
   */
  private record Figure(double rollsPerSecond, double error, double bytesPerRoll) {}

  private RollFigures(PrintStream out, Arguments arguments) {
    this.out = out;
    aims = arguments.get(EXPRESSIONS);
    forks = arguments.get(FORKS);
    warmupSeconds = Math.toIntExact(arguments.get(WARMUP).toSeconds());
    seconds = Math.toIntExact(arguments.get(SECONDS).toSeconds());
  }

  /** Returns the program {@code dice}. */
  public static Program program() {
    return new Program(
        "dice",
        "a roll in the engine, beside one of a published library, by JMH",
        true,
        List.of(EXPRESSIONS, FORKS, WARMUP, SECONDS),
        arguments -> {
          new RollFigures(System.out, arguments).run();
          return true;
        });
  }

  private void run() throws RunnerException {
    for (int i = 0; i < aims.size(); i++) {
      Aim aim = aims.get(i);
      Figure ours = measure("dicegate", aim.expression());
      Optional<Figure> theirs =
          aim.ratio().isEmpty()
              ? Optional.empty()
              : Optional.of(measure("yardstick", aim.expression()));
      // After the first measurement, in which JMH and the JVM print warnings.
      if (i == 0) {
        head();
      }
      row(aim, ours, theirs);
    }
  }

  private void head() {
    out.println();
    out.printf(
        Locale.ROOT,
        "Java %s, one thread; %d forks of %d x 1 s a row and side, after %d x 1 s of warm-up;%n",
        Runtime.version(),
        forks,
        seconds,
        warmupSeconds);
    out.println("+- is half of the 99.9 % interval; B/roll are bytes allocated");
    out.println();
    out.println(
        "expression      Dicegate/s        +-  B/roll  yardstick/s        +-  B/roll  ratio");
  }

  private void row(Aim aim, Figure ours, Optional<Figure> theirs) {
    double ratio =
        theirs.map(figure -> ours.rollsPerSecond() / figure.rollsPerSecond()).orElse(0.0);
    out.printf(
        Locale.ROOT,
        "%-13s %s %s %6s%n",
        aim.expression(),
        text(ours),
        theirs.map(RollFigures::text).orElse("%12s %9s %7s".formatted("-", "-", "-")),
        theirs.isPresent() ? String.format(Locale.ROOT, "%.1f", ratio) : "-");
    out.printf(
        Locale.ROOT,
        "    aim: at least %,.0f rolls/s: %s%n",
        aim.rollsPerSecond(),
        verdict(ours.rollsPerSecond() >= aim.rollsPerSecond()));
    aim.ratio()
        .ifPresent(
            least ->
                out.printf(
                    Locale.ROOT,
                    "    aim: at least %.0f times the yardstick: %s%n",
                    least,
                    verdict(ratio >= least)));
  }

  private Figure measure(String side, String expression) throws RunnerException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    Options options =
        new OptionsBuilder()
            .include("\\.RollBenchmark\\." + side + "$")
            .param("expression", expression)
            .mode(Mode.Throughput)
            .threads(1)
            .forks(forks)
            .warmupIterations(warmupSeconds)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(seconds)
            .measurementTime(TimeValue.seconds(1))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .output(temporary.resolve("jmh-" + side + ".txt").toString())
            .build();
    RunResult result = new Runner(options).runSingle();
    Result<?> rolls = result.getPrimaryResult();
    Result<?> bytes =
        Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED_BYTES), ALLOCATED_BYTES);
    return new Figure(rolls.getScore(), rolls.getScoreError(), bytes.getScore());
  }

  private static String text(Figure figure) {
    return String.format(
        Locale.ROOT,
        "%,12.0f %,9.0f %,7.0f",
        figure.rollsPerSecond(),
        figure.error(),
        figure.bytesPerRoll());
  }

  private static List<Aim> aims(String expressions) {
    List<String> wanted = Arrays.asList(expressions.split(",", -1));
    List<Aim> aims = AIMS.stream().filter(aim -> wanted.contains(aim.expression())).toList();
    if (aims.size() != wanted.size()) {
      throw new IllegalArgumentException("wanted some of " + expressions(AIMS));
    }
    return aims;
  }

  private static String expressions(List<Aim> aims) {
    return aims.stream().map(Aim::expression).collect(Collectors.joining(","));
  }

  private static String verdict(boolean met) {
    return met ? "met" : "MISSED";
  }
}
