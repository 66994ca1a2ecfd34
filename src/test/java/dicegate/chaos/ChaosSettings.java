package dicegate.chaos;

import dicegate.bench.RunProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How much chaos, from system properties.
 *
 * @param war {@code dicegate.war}: the WAR as it ships
 * @param engineJar {@code dicegate.engine.jar}: the engine as it ships
 * @param payaraMicroJar {@code payara.micro.jar}
 * @param rate {@code chaos.rate}: requests a second, of all connections together; 2,000
 * @param connections {@code chaos.connections}: WebSockets; 100
 * @param warmup {@code chaos.warmup}: seconds at full rate before the first figure; 45
 * @param measure {@code chaos.seconds}: seconds with misfortunes; 60
 * @param serverArgs {@code chaos.server.args}: arguments for the server's JVM, by blanks
 * @param strict {@code chaos.strict}: whether a missed aim fails the run, too; false
 */
record ChaosSettings(
    Path war,
    Path engineJar,
    Path payaraMicroJar,
    int rate,
    int connections,
    Duration warmup,
    Duration measure,
    List<String> serverArgs,
    boolean strict) {

  private static final int MAX_RATE = 20_000;
  private static final int MAX_CONNECTIONS = 1_000;
  private static final int MAX_SECONDS = 600;

  ChaosSettings {
    serverArgs = List.copyOf(serverArgs);
    RunProperties.checkFile("dicegate.war", war);
    RunProperties.checkFile("dicegate.engine.jar", engineJar);
    RunProperties.checkFile("payara.micro.jar", payaraMicroJar);
  }

  static ChaosSettings fromSystemProperties() {
    return new ChaosSettings(
        RunProperties.path("dicegate.war", "target/dicegate.war"),
        RunProperties.path("dicegate.engine.jar", "target/dicegate-engine.jar"),
        RunProperties.path("payara.micro.jar", "payara-micro.jar"),
        RunProperties.number("chaos.rate", 1, 2_000, MAX_RATE),
        RunProperties.number("chaos.connections", 1, 100, MAX_CONNECTIONS),
        Duration.ofSeconds(RunProperties.number("chaos.warmup", 0, 45, MAX_SECONDS)),
        Duration.ofSeconds(RunProperties.number("chaos.seconds", 1, 60, MAX_SECONDS)),
        RunProperties.words("chaos.server.args", "-Xmx512m -XX:+UseSerialGC"),
        RunProperties.flag("chaos.strict", false));
  }
}
