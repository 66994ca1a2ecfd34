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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Redeploys within one JVM of Payara Micro. {@link RedeployIT} cannot do this on Payara Micro,
 * since the adapter starts a new server for each deployment.
 */
final class PayaraMicroRedeployIT implements RedeployRounds.ServerControl {

  /** A machine under load took 81 s to start a server. */
  private static final long LIMIT_SECONDS = 180;

  private static final long STOP_LIMIT_SECONDS = 30;

  private static final String END = "PayaraMicroRedeployIT: end of output";

  /** Logged when two connections use the same objects of the server. */
  private static final String FILTER_CHAIN_FAILED = "GRIZZLY0013";

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir private Path root;
  private final BlockingQueue<String> output = new LinkedBlockingQueue<>();
  private final AtomicInteger failedChains = new AtomicInteger();
  private int port;
  private Process server;
  private Writer input;

  @BeforeEach
  void startServer() throws Exception {
    port = freePort();
    String classes =
        Path.of(MicroHost.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    String jar = launcher();
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(opens(jar));
    command.addAll(
        List.of(
            // As set by the launcher's own main method.
            "-Dfish.payara.micro.BootJar=" + Path.of(jar).toUri(),
            "-Dfish.payara.micro.UnpackDir=" + root,
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
    if (!server.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
      server.destroyForcibly();
    }
  }

  @Test
  void redeploysUnderLoadLeaveNothingBehind() throws Exception {
    new RedeployRounds(this, port, root, 1012).run();

    assertThat(failedChains).hasValue(0);
  }

  @Test
  void serverStoppedUnderLoadClosesItsConnections() throws Exception {
    deploy();
    URI ws = URI.create("ws://127.0.0.1:" + port + "/ws");
    try (RollingClients clients = RollingClients.start(HttpClient.newHttpClient(), ws, 300)) {
      server.destroy();

      assertThat(clients.closeCodes()).containsOnly(1012);
      assertThat(clients.wrongAnswers()).isEmpty();
      assertThat(server.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Override
  public void deploy() throws Exception {
    assertThat(command("deploy")).contains("empty idle time-outs of Tyrus skipped");
  }

  @Override
  public void undeploy() throws Exception {
    assertThat(command("undeploy")).contains("executor of Tyrus restored");
  }

  @Override
  public ServerProcess server() {
    return new ServerProcess(server.toHandle());
  }

  /**
   * Unpacks the server, as it does itself when started with {@code -jar}. On the class path as a
   * single jar it uses another class loader, with which JSON-B writes every record as {@code {}}.
   */
  private String launcher() throws Exception {
    Process unpacking =
        new ProcessBuilder(
                JAVA,
                "-jar",
                System.getProperty("payara.micro.jar"),
                "--rootDir",
                root.toString(),
                "--outputlauncher")
            .inheritIO()
            .start();
    assertThat(unpacking.waitFor()).isZero();
    return root.resolve("launch-micro.jar").toString();
  }

  /**
   * Returns options that open the packages of the jar's manifest, which a JVM reads only with
   * {@code -jar}.
   */
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

  /** Has a command run by the server; returns the output meanwhile. */
  private String command(String line) throws Exception {
    input.write(line + "\n");
    input.flush();
    return awaitDone();
  }

  private String awaitDone() throws Exception {
    StringBuilder text = new StringBuilder();
    String line;
    do {
      line = output.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (line == null || line.equals(END)) {
        throw new IOException(line == null ? "the server does not answer" : "the server has ended");
      }
      text.append(line).append('\n');
    } while (!line.contains(MicroHost.DONE));
    return text.toString();
  }

  private void readOutput(BufferedReader reader) {
    try {
      reader.lines().peek(System.out::println).forEach(this::onOutput);
    } finally {
      output.add(END);
    }
  }

  private void onOutput(String line) {
    if (line.contains(FILTER_CHAIN_FAILED)) {
      failedChains.incrementAndGet();
    }
    output.add(line);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
