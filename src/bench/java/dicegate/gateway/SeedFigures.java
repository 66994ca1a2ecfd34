package dicegate.gateway;

import dicegate.harness.Arguments;
import dicegate.harness.Option;
import dicegate.harness.Program;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs {@link SeedBenchmark} and {@link dicegate.engine.SeededRollBenchmark}, and prints what a
 * seed costs each roll. A missed aim is only printed.
 */
public final class SeedFigures {

  private static final Option<Integer> FORKS =
      Option.number("forks", 1, 2, 20, "JVMs for each row");
  private static final Option<Duration> SECONDS =
      Option.seconds("seconds", 1, 5, 600, "time measured in each JVM, after as much warm-up");

  private final PrintStream out;
  private final int forks;
  private final int seconds;

  private SeedFigures(PrintStream out, Arguments arguments) {
    this.out = out;
    this.forks = arguments.get(FORKS);
    this.seconds = Math.toIntExact(arguments.get(SECONDS).toSeconds());
  }

  /** Returns the program {@code seeds}. */
  public static Program program() {
    return new Program(
        "seeds",
        "what a seed costs each roll, in the engine and in the gateway, by JMH",
        true,
        List.of(FORKS, SECONDS),
        arguments -> {
          new SeedFigures(System.out, arguments).run();
          return true;
        });
  }

  private void run() throws RunnerException {
    double random = nanos("SeededRollBenchmark", "random");
    double seeded = nanos("SeededRollBenchmark", "seeded");
    double unseeded = nanos("SeedBenchmark", "unseeded");
    double gateway = nanos("SeedBenchmark", "seeded");
    double number = nanos("SeedBenchmark", "number");
    double table = nanos("SeedBenchmark", "tableProof");
    out.printf(Locale.ROOT, "%nJava %s, one thread, nanoseconds a roll%n%n", Runtime.version());
    out.println("                                  without a seed  with one      more");
    row("engine: 3d6, request to reply", random, seeded, 2_000);
    row("gateway: request and result", unseeded, gateway, 1_000);
    row("gateway: number, and proof for a log", number, table, 1_000);
  }

  private void row(String name, double without, double with, int aim) {
    double more = with - without;
    out.printf(
        Locale.ROOT,
        "%-34s %,13.0f %,9.0f %,9.0f   aim: at most %,d: %s%n",
        name,
        without,
        with,
        more,
        aim,
        more <= aim ? "met" : "MISSED");
  }

  private double nanos(String type, String method) throws RunnerException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    Options options =
        new OptionsBuilder()
            .include("\\." + type + "\\." + method + "$")
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .threads(1)
            .forks(forks)
            .warmupIterations(seconds)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(seconds)
            .measurementTime(TimeValue.seconds(1))
            .shouldFailOnError(true)
            .output(temporary.resolve("jmh-" + method + ".txt").toString())
            .build();
    return new Runner(options).runSingle().getPrimaryResult().getScore();
  }
}
