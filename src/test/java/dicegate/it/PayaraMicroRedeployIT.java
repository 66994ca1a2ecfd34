package dicegate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Redeploys within one JVM of Payara Micro. {@link RedeployIT} cannot: there the adapter starts a
 * new server for each deployment, so only on WildFly does it see what is left behind.
 */
final class PayaraMicroRedeployIT {

  private static final int ROUNDS = 5;

  /** The promise is 5 s; an adapter's server may be ending as a whole. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  /** A machine under load took 81 s to start a server. */
  private static final long LIMIT_SECONDS = 180;

  private static final String END = "PayaraMicroRedeployIT: end of output";

  private final BlockingQueue<String> output = new LinkedBlockingQueue<>();
  private int port;
  private Process server;
  private Writer input;

  @BeforeEach
  void startServer() throws Exception {
    port = freePort();
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String classes =
        Path.of(MicroHost.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    String jar = System.getProperty("payara.micro.jar");
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(opens(jar));
    command.addAll(
        List.of(
            "-cp",
            jar + File.pathSeparator + classes,
            MicroHost.class.getName(),
            Integer.toString(port),
            System.getProperty("dicegate.war")));
    server = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader reader = server.inputReader(StandardCharsets.UTF_8);
    Thread.ofPlatform().daemon().start(() -> readOutput(reader));
    input = server.outputWriter(StandardCharsets.UTF_8);
    awaitDone();
  }

  @AfterEach
  void endServer() throws Exception {
    server.destroy();
    if (!server.waitFor(30, TimeUnit.SECONDS)) {
      server.destroyForcibly();
    }
  }

  @Test
  void fiveRedeploysInOneJvmLeaveNoThreadOfOursAndThePortFree() throws Exception {
    URI ws = URI.create("ws://127.0.0.1:" + port + "/ws");
    for (int round = 1; round <= ROUNDS; round++) {
      command("deploy");
      Browser browser = Browser.open(HttpClient.newHttpClient(), ws).get();
      assertThat(browser.ask("2d1")).isEqualTo("[1, 1]");
      assertThat(EnginePort.rolls()).isTrue();
      assertThat(ServerThreads.ours()).as("round %d", round).isNotEmpty();

      command("undeploy");

      assertThat(browser.closeCode()).as("round %d", round).isEqualTo(1012);
      assertThat(ServerThreads.goneWithin(STOP_LIMIT)).as("round %d", round).isTrue();
      assertThat(EnginePort.isFree()).as("round %d", round).isTrue();
    }
  }

  /** The packages that the jar's manifest opens, which a JVM heeds only with -jar. */
  private static List<String> opens(String jar) throws IOException {
    try (JarFile file = new JarFile(jar)) {
      Attributes manifest = file.getManifest().getMainAttributes();
      List<String> flags = new ArrayList<>();
      for (String kind : List.of("Add-Opens", "Add-Exports")) {
        String packages = manifest.getValue(kind);
        for (String one : packages == null ? new String[0] : packages.strip().split("\\s+")) {
          flags.add("--" + kind.toLowerCase(Locale.ROOT) + "=" + one + "=ALL-UNNAMED");
        }
      }
      return flags;
    }
  }

  private void command(String line) throws Exception {
    input.write(line + "\n");
    input.flush();
    awaitDone();
  }

  private void awaitDone() throws Exception {
    String line;
    do {
      line = output.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (line == null || line.equals(END)) {
        throw new IOException(line == null ? "the server is stuck" : "the server has ended");
      }
    } while (!line.contains(MicroHost.DONE));
  }

  private void readOutput(BufferedReader reader) {
    try {
      reader.lines().peek(System.out::println).forEach(output::add);
    } finally {
      output.add(END);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
