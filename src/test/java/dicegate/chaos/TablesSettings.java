package dicegate.chaos;

import dicegate.bench.RunProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How many tables, from system properties.
 *
 * @param war {@code dicegate.war}: the WAR as it ships
 * @param payaraMicroJar {@code payara.micro.jar}
 * @param tables {@code tables.count}: how many tables; 50
 * @param members {@code tables.members}: how many sit at each, half on each node; 8
 * @param rate {@code tables.rate}: rolls a second, of all together; 500
 * @param warmup {@code tables.warmup}: seconds before the first figure; 25
 * @param calm {@code tables.calm}: seconds then without misfortunes; 10
 * @param measure {@code tables.seconds}: seconds with misfortunes; 30
 * @param serverArgs {@code chaos.server.args}: arguments for the servers' JVMs, by blanks
 */
record TablesSettings(
    Path war,
    Path payaraMicroJar,
    int tables,
    int members,
    int rate,
    Duration warmup,
    Duration calm,
    Duration measure,
    List<String> serverArgs) {

  private static final int MAX_TABLES = 1_000;
  private static final int MAX_MEMBERS = 50;
  private static final int MAX_RATE = 10_000;
  private static final int MAX_SECONDS = 600;

  TablesSettings {
    serverArgs = List.copyOf(serverArgs);
    RunProperties.checkFile("dicegate.war", war);
    RunProperties.checkFile("payara.micro.jar", payaraMicroJar);
  }

  static TablesSettings fromSystemProperties() {
    return new TablesSettings(
        RunProperties.path("dicegate.war", "target/dicegate.war"),
        RunProperties.path("payara.micro.jar", "payara-micro.jar"),
        RunProperties.number("tables.count", 1, 50, MAX_TABLES),
        RunProperties.number("tables.members", 2, 8, MAX_MEMBERS),
        RunProperties.number("tables.rate", 1, 500, MAX_RATE),
        Duration.ofSeconds(RunProperties.number("tables.warmup", 0, 25, MAX_SECONDS)),
        Duration.ofSeconds(RunProperties.number("tables.calm", 1, 10, MAX_SECONDS)),
        Duration.ofSeconds(RunProperties.number("tables.seconds", 1, 30, MAX_SECONDS)),
        RunProperties.words("chaos.server.args", "-Xmx512m -XX:+UseSerialGC"));
  }

  int players() {
    return tables * members;
  }

  int rolls() {
    return Math.toIntExact(undisturbed().plus(measure).toSeconds() * rate);
  }

  /** Returns for how long there are no misfortunes. */
  Duration undisturbed() {
    return warmup.plus(calm);
  }
}
