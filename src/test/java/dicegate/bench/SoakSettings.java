package dicegate.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How the soak is to be, from system properties.
 *
 * @param war {@code dicegate.war}: the WAR as it ships
 * @param payaraMicroJar {@code payara.micro.jar}
 * @param time {@code bench.soak}: what is measured; PT10M
 * @param warmup {@code bench.soak.warmup}: what runs before; PT3M, since what is kept for sessions
 *     that have gone is kept for two minutes
 * @param rate {@code bench.soak.rate}: messages a second, all connections together; 300
 * @param serverArgs {@code bench.server.args}: further arguments for the server's JVM, by blanks
 */
record SoakSettings(
    Path war,
    Path payaraMicroJar,
    Duration time,
    Duration warmup,
    int rate,
    List<String> serverArgs) {

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final int MAX_RATE = 100_000;

  SoakSettings {
    serverArgs = List.copyOf(serverArgs);
    RunProperties.checkFile("payara.micro.jar", payaraMicroJar);
    RunProperties.checkFile("dicegate.war", war);
  }

  static SoakSettings fromSystemProperties() {
    return new SoakSettings(
        RunProperties.path("dicegate.war", "target/dicegate.war"),
        RunProperties.path("payara.micro.jar", "payara-micro.jar"),
        RunProperties.duration("bench.soak", SHORTEST, Duration.ofMinutes(10), LONGEST),
        RunProperties.duration("bench.soak.warmup", SHORTEST, Duration.ofMinutes(3), LONGEST),
        RunProperties.number("bench.soak.rate", 1, 300, MAX_RATE),
        RunProperties.words("bench.server.args", ""));
  }
}
