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

/** The WAR as Maven built it in a Payara Micro, which can end and come back on the same port. */
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
   * Starts it, and waits until it rolls.
   *
   * @param variables further variables of its environment
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

  /** Returns where Maven builds. */
  static Path target() {
    return Path.of(System.getProperty("page.target"));
  }

  /** Returns a port of the loopback that nobody has. */
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

  /** Starts it again, on the same port, and waits until it rolls. */
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

  /** Ends it as an operator does. */
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
