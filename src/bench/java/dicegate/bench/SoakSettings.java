package dicegate.bench;

import dicegate.harness.Arguments;
import dicegate.harness.Artifacts;
import dicegate.harness.Option;
import java.time.Duration;
import java.util.List;

/**
 * The settings of a soak.
 *
 * @param time duration of the measurement
 * @param warmup duration of the load before
 * @param rate messages a second, all connections together
 * @param serverArgs further arguments for the server's JVM
 */
record SoakSettings(
    Artifacts artifacts, Duration time, Duration warmup, int rate, List<String> serverArgs) {

  private static final int WEEK_SECONDS = 7 * 24 * 3_600;

  private static final Option<Duration> SECONDS =
      Option.seconds("seconds", 1, 600, WEEK_SECONDS, "time measured");

  /* Sessions without a connection are kept for two minutes: a shorter warm-up would count them as growth. */
  private static final Option<Duration> WARMUP =
      Option.seconds("warmup", 1, 180, WEEK_SECONDS, "time under load before that");

  private static final Option<Integer> RATE =
      Option.number("rate", 1, 300, 100_000, "messages a second, all connections together");

  static final List<Option<?>> OPTIONS =
      List.of(SECONDS, WARMUP, RATE, BenchmarkSettings.SERVER_ARGS);

  SoakSettings {
    serverArgs = List.copyOf(serverArgs);
  }

  static SoakSettings of(Arguments arguments, Artifacts artifacts) {
    return new SoakSettings(
        artifacts,
        arguments.get(SECONDS),
        arguments.get(WARMUP),
        arguments.get(RATE),
        arguments.get(BenchmarkSettings.SERVER_ARGS));
  }
}
