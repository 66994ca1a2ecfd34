package dicegate.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A WildFly in a process of its own, with a copy of its home. */
public final class WildFly extends ServerProcess {
  private static final Duration CONFIGURATION_TIMEOUT = Duration.ofMinutes(2);
  private static final String EMBED = "embed-server";

  private WildFly(List<String> command, Path directory, int port, Map<String, String> variables)
      throws IOException {
    super(command, directory, port, variables);
  }

  /**
   * Starts a server in a directory of its own, with Dicegate's default settings, except for the
   * port of its engine; it is not ready yet.
   *
   * @param home an unpacked WildFly, which is copied
   * @param serverArgs further arguments for its JVM
   * @param cli commands that change its configuration; ignored if there is no such file
   * @param variables further variables of its environment
   */
  public static WildFly startAsDocumented(
      Path home,
      List<String> serverArgs,
      Path cli,
      Path directory,
      Path war,
      Map<String, String> variables)
      throws IOException {
    Path copy = directory.resolve("wildfly");
    copyHome(home, copy);
    Path deployments = copy.resolve("standalone/deployments");
    Files.copy(war, deployments.resolve("dicegate.war"));
    if (Files.exists(cli)) {
      configure(copy, cli, directory);
    }
    int port = freePort();
    Map<String, String> environment = new HashMap<>(variables);
    environment.putIfAbsent("DICEGATE_ENGINE_BIND", "tcp://127.0.0.1:" + freePort());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    List<String> jvm = new ArrayList<>(serverArgs);
    jvm.add("-Djava.net.preferIPv4Stack=true");
    environment.put("JAVA_OPTS", String.join(" ", jvm));
    List<String> command =
        List.of(
            copy.resolve("bin/standalone.sh").toString(),
            "-Djboss.http.port=" + port,
            "-Djboss.https.port=" + freePort(),
            "-Djboss.management.http.port=" + freePort());
    return new WildFly(command, directory, port, environment);
  }

  /* What tests left in the home is not copied. */
  private static void copyHome(Path home, Path copy) throws IOException {
    Path standalone = Path.of("standalone");
    List<Path> left =
        Stream.of("data", "log", "tmp", "deployments").map(standalone::resolve).toList();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path relative = home.relativize(file);
        if (left.stream().noneMatch(relative::startsWith)) {
          Files.createDirectories(copy.resolve(relative).getParent());
          Files.copy(file, copy.resolve(relative));
        }
      }
    }
    Files.createDirectories(copy.resolve("standalone/deployments"));
  }

  /** Applies commands to the copy's configuration before it starts. */
  private static void configure(Path copy, Path cli, Path directory) throws IOException {
    String commands = Files.readString(cli, StandardCharsets.UTF_8);
    Path script = directory.resolve("wildfly.cli");
    Files.writeString(
        script,
        commands.contains(EMBED)
            ? commands
            : EMBED + " --std-out=discard\n" + commands + "\nstop-embedded-server\n",
        StandardCharsets.UTF_8);
    Path output = directory.resolve("wildfly-cli.log");
    ProcessBuilder builder =
        new ProcessBuilder(copy.resolve("bin/jboss-cli.sh").toString(), "--file=" + script)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    try {
      if (!process.waitFor(CONFIGURATION_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
          || process.exitValue() != 0) {
        throw new IOException(cli + " failed: " + Files.readString(output, StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
