package dicegate.chaos;

import dicegate.harness.Arguments;
import dicegate.harness.Artifacts;
import dicegate.harness.Option;
import java.time.Duration;
import java.util.List;

/**
 * The settings of the program {@code tables}.
 *
 * @param members members of each table, half on each node
 * @param rate rolls a second, of all together
 * @param warmup time before the first figure
 * @param calm time with figures, without faults
 * @param measure time with figures and faults
 * @param serverArgs arguments for the servers' JVMs
 */
record TablesSettings(
    Artifacts artifacts,
    int tables,
    int members,
    int rate,
    Duration warmup,
    Duration calm,
    Duration measure,
    List<String> serverArgs) {

  private static final int MAX_SECONDS = 600;

  private static final Option<Integer> COUNT = Option.number("count", 1, 50, 1_000, "tables");

  private static final Option<Integer> MEMBERS =
      Option.number("members", 2, 8, 50, "members of each table, half on each node");

  private static final Option<Integer> RATE =
      Option.number("rate", 1, 500, 10_000, "rolls a second in all");

  private static final Option<Duration> WARMUP =
      Option.seconds("warmup", 0, 25, MAX_SECONDS, "full rate without figures");

  private static final Option<Duration> CALM =
      Option.seconds("calm", 1, 10, MAX_SECONDS, "then figures without faults");

  private static final Option<Duration> SECONDS =
      Option.seconds("seconds", 1, 30, MAX_SECONDS, "then figures with faults");

  static final List<Option<?>> OPTIONS =
      List.of(COUNT, MEMBERS, RATE, WARMUP, CALM, SECONDS, ChaosSettings.SERVER_ARGS);

  TablesSettings {
    serverArgs = List.copyOf(serverArgs);
  }

  static TablesSettings of(Arguments arguments, Artifacts artifacts) {
    return new TablesSettings(
        artifacts,
        arguments.get(COUNT),
        arguments.get(MEMBERS),
        arguments.get(RATE),
        arguments.get(WARMUP),
        arguments.get(CALM),
        arguments.get(SECONDS),
        arguments.get(ChaosSettings.SERVER_ARGS));
  }

  int players() {
    return tables * members;
  }

  int rolls() {
    return Math.toIntExact(undisturbed().plus(measure).toSeconds() * rate);
  }

  /** Returns the time without faults. */
  Duration undisturbed() {
    return warmup.plus(calm);
  }
}
