package dicegate.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
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
    checkFile("dicegate.war", war);
    checkFile("dicegate.engine.jar", engineJar);
    checkFile("payara.micro.jar", payaraMicroJar);
  }

  static ChaosSettings fromSystemProperties() {
    return new ChaosSettings(
        Path.of(text("dicegate.war", "target/dicegate.war")).toAbsolutePath(),
        Path.of(text("dicegate.engine.jar", "target/dicegate-engine.jar")).toAbsolutePath(),
        Path.of(text("payara.micro.jar", "payara-micro.jar")).toAbsolutePath(),
        number("chaos.rate", 1, 2_000, MAX_RATE),
        number("chaos.connections", 1, 100, MAX_CONNECTIONS),
        Duration.ofSeconds(number("chaos.warmup", 0, 45, MAX_SECONDS)),
        Duration.ofSeconds(number("chaos.seconds", 1, 60, MAX_SECONDS)),
        Arrays.stream(text("chaos.server.args", "-Xmx512m -XX:+UseSerialGC").split(" ", -1))
            .filter(arg -> !arg.isBlank())
            .toList(),
        Boolean.parseBoolean(text("chaos.strict", "false")));
  }

  private static String text(String key, String ifAbsent) {
    String text = System.getProperty(key, ifAbsent);
    // A property that Maven had nothing to put in for.
    return text.isBlank() || text.startsWith("${") ? ifAbsent : text;
  }

  private static int number(String key, int least, int ifAbsent, int most) {
    int number = Integer.parseInt(text(key, String.valueOf(ifAbsent)));
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          "%s=%d, wanted %d to %d".formatted(key, number, least, most));
    }
    return number;
  }

  private static void checkFile(String key, Path path) {
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException(key + "=" + path + " is no file");
    }
  }
}
