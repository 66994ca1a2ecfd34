package dicegate.chaos;

import dicegate.harness.Arguments;
import dicegate.harness.Artifacts;
import dicegate.harness.Option;
import java.time.Duration;
import java.util.List;

/**
 * The settings of the program {@code engines}.
 *
 * @param rate requests a second, of all connections together
 * @param connections WebSockets
 * @param warmup time at full rate before the first figure
 * @param measure time with faults and figures
 * @param serverArgs arguments for the server's JVM
 * @param strict whether a missed aim fails the run too
 */
record ChaosSettings(
    Artifacts artifacts,
    int rate,
    int connections,
    Duration warmup,
    Duration measure,
    List<String> serverArgs,
    boolean strict) {

  private static final int MAX_SECONDS = 600;

  private static final Option<Integer> RATE =
      Option.number("rate", 1, 2_000, 20_000, "requests a second in all");

  private static final Option<Integer> CONNECTIONS =
      Option.number("connections", 1, 100, 1_000, "WebSockets");

  private static final Option<Duration> WARMUP =
      Option.seconds("warmup", 0, 45, MAX_SECONDS, "full rate without figures");

  private static final Option<Duration> SECONDS =
      Option.seconds("seconds", 1, 60, MAX_SECONDS, "full rate with faults and figures");

  private static final Option<Boolean> STRICT =
      Option.flag("strict", false, "whether a missed aim fails the run");

  static final Option<List<String>> SERVER_ARGS =
      Option.words(
          "server-args", "-Xmx512m -XX:+UseSerialGC", "arguments of the server's JVM, as one word");

  static final List<Option<?>> OPTIONS =
      List.of(RATE, CONNECTIONS, WARMUP, SECONDS, STRICT, SERVER_ARGS);

  ChaosSettings {
    serverArgs = List.copyOf(serverArgs);
  }

  static ChaosSettings of(Arguments arguments, Artifacts artifacts) {
    return new ChaosSettings(
        artifacts,
        arguments.get(RATE),
        arguments.get(CONNECTIONS),
        arguments.get(WARMUP),
        arguments.get(SECONDS),
        arguments.get(SERVER_ARGS),
        arguments.get(STRICT));
  }
}
