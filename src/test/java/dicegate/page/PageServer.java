package dicegate.page;

import dicegate.harness.PayaraMicro;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The WAR as Maven built it, on a Payara Micro that can be restarted on the same port. */
final class PageServer implements AutoCloseable {

  private final int port;
  private final Path directory;
  private final Map<String, String> variables;
  private @Nullable PayaraMicro server;

  private PageServer(int port, Path directory, Map<String, String> variables) {
    this.port = port;
    this.directory = directory;
    this.variables = variables;
  }

  /**
   * Starts a server on a free port, and waits until it answers rolls.
   *
   * @param variables further environment variables of the server's process
   */
  static PageServer start(Map<String, String> variables) {
    try {
      Path directory = Files.createTempDirectory(target(), "page-server-");
      PageServer server = new PageServer(freePort(), directory, variables);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns Maven's build directory. */
  static Path target() {
    return Path.of(System.getProperty("page.target"));
  }

  /** Returns a free port of loopback. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  /** Starts the server on its port, and waits until it answers rolls. */
  void start() {
    try {
      server =
          PayaraMicro.start(
              Path.of(System.getProperty("payara.micro.jar")),
              List.of("-Xmx512m"),
              directory,
              List.of(Path.of(System.getProperty("dicegate.war"))),
              variables,
              port);
      server.awaitRoll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Stops the server as an operator does. */
  void stop() {
    try {
      Objects.requireNonNull(server, "started").close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
