package dicegate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dicegate.harness.Artifacts;
import dicegate.harness.ServerKind;
import dicegate.harness.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the files in {@code src/docs/run} promise of each server. */
final class DocumentedServerProcessIT {

  private static final int BAD_REQUESTS = 500;

  /** Payara writes 10 kB for each malformed request otherwise. */
  private static final long MAX_LOG_BYTES = 20_000;

  /** Twice the send buffer that is set, as Linux has it, and some bytes for its own use. */
  private static final long MAX_KERNEL_BYTES = 300_000;

  private static final int RESETS = 200;
  private static final String CONNECTION = "dicegate.gateway.Connection";
  private static final String PAYARA_WORKER = "http-thread-pool::";
  private static final String GUARD = "dicegate.gateway.GuardedUpgrade";
  private static final Duration RELEASE_LIMIT = Duration.ofSeconds(30);

  private static final long TOO_LONG = 1L << 30;

  /** WildFly looks at a frame when it has so much of it. */
  private static final int PART_BYTES = 5_000;

  private static final Duration HALF_REQUEST_LIMIT = Duration.ofSeconds(25);
  private static final Duration RESPONSE_LIMIT = Duration.ofSeconds(20);
  private static final int SMALL_BUFFER_BYTES = 2_048;
  private static final Duration POLL = Duration.ofMillis(50);

  @ParameterizedTest
  @EnumSource
  void clientThatSendsOrReadsNothingIsBounded(ServerKind kind, @TempDir Path directory)
      throws Exception {
    if (kind == ServerKind.WILDFLY) {
      assumeThat(Path.of(System.getProperty("wildfly.home"))).isDirectory();
    }
    try (ServerProcess server = kind.start(Artifacts.fromSystemProperties(), directory, Map.of())) {
      server.awaitRoll();
      try (Socket half = open(server)) {
        send(half, "GET / HTTP/1.1\r\nHost: dice\r\nX-Half: ");

        long logBytes = Files.size(server.log());
        sendMalformed(server);
        assertThatKernelTakesLittle(server);
        assertThatServerCloses(half);
        assertThatResetConnectionsAreForgotten(server);
        assertThat(Files.size(server.log()) - logBytes).isLessThan(MAX_LOG_BYTES);
      }
    }
  }

  /** Sends requests that are not valid; not every server answers those with a malformed body. */
  private static void sendMalformed(ServerProcess server) throws IOException {
    String chunk =
        """
        POST /api/roll HTTP/1.1\r
        Host: dice\r
        Content-Type: application/x-www-form-urlencoded\r
        Transfer-Encoding: chunked\r
        \r
        zz;;\r
        """;
    for (int i = 0; i < BAD_REQUESTS; i++) {
      try (Socket path = open(server);
          Socket body = open(server)) {
        send(body, chunk);
        send(path, "GET /%zz HTTP/1.1\r\nHost: dice\r\n\r\n");
        assertThat(path.getInputStream().read()).isEqualTo('H');
      }
    }
  }

  /** Of responses that are not read, the kernel takes no more than the send buffer set. */
  private static void assertThatKernelTakesLittle(ServerProcess server) throws Exception {
    try (Socket unread = open(server)) {
      send(unread, "GET /js/vendor/three.core.min.js HTTP/1.1\r\nHost: dice\r\n\r\n".repeat(20));
      Path tables = Path.of("/proc/self/net");
      assumeThat(tables).isDirectory();
      long[] most = {0};
      await(
          server,
          RESPONSE_LIMIT,
          () -> {
            most[0] = Math.max(most[0], sendQueue(tables, server.port(), unread.getLocalPort()));
            return metrics(server).contains("dicegate_outbox_closes_total{reason=\"response\"} 1");
          });
      assertThat(most[0]).isBetween(1L, MAX_KERNEL_BYTES);
    }
  }

  /**
   * Nothing refers to a connection whose client resets it while it is closed, but that each worker
   * thread of Payara keeps its last request, with the connection.
   */
  private static void assertThatResetConnectionsAreForgotten(ServerProcess server)
      throws Exception {
    for (int i = 0; i < RESETS; i++) {
      RawClient client = RawClient.open(server.port(), "127.0.0.1");
      client.writeHeader(RawClient.TEXT, true, TOO_LONG);
      client.writeRaw(new byte[PART_BYTES]);
      client.flush();
      assertThat(client.readFrame().opcode()).isEqualTo(RawClient.CLOSE);
      client.reset();
    }
    await(
        server,
        RELEASE_LIMIT,
        () -> {
          long workers =
              server.threadNames().stream().filter(name -> name.startsWith(PAYARA_WORKER)).count();
          assertThat(workers).isLessThan(RESETS / 5);
          long limit = workers + RESETS / 20;
          return server.liveObjects(CONNECTION) < limit && server.liveObjects(GUARD) < limit;
        });
  }

  private static void assertThatServerCloses(Socket half) throws IOException {
    int read = 0;
    while (read >= 0) {
      try {
        read = half.getInputStream().read();
      } catch (SocketTimeoutException e) {
        throw new AssertionError("half a request is still open", e);
      } catch (IOException reset) {
        assertThat(reset).hasMessageContaining("reset");
        return;
      }
    }
  }

  /**
   * Returns the bytes that the kernel has for the peer of a port and could not deliver.
   *
   * @see <a href="https://docs.kernel.org/networking/proc_net_tcp.html">/proc/net/tcp</a>
   */
  private static long sendQueue(Path tables, int serverPort, int clientPort) {
    String local = ":%04X".formatted(serverPort);
    String remote = ":%04X".formatted(clientPort);
    return Stream.of("tcp", "tcp6")
        .map(tables::resolve)
        .flatMap(DocumentedServerProcessIT::lines)
        .map(line -> line.strip().split("\\s+", -1))
        .filter(fields -> fields[1].endsWith(local) && fields[2].endsWith(remote))
        .mapToLong(fields -> Long.parseLong(fields[4].substring(0, fields[4].indexOf(':')), 16))
        .sum();
  }

  private static Stream<String> lines(Path table) {
    try {
      return Files.readAllLines(table, StandardCharsets.US_ASCII).stream();
    } catch (IOException e) {
      throw new AssertionError(table + " is not readable", e);
    }
  }

  private static String metrics(ServerProcess server) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/metrics"))
            .build();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  private static void await(ServerProcess server, Duration limit, Condition condition)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (!condition.holds()) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit);
      assertThat(server.endsWithin(POLL)).as("the server ended").isFalse();
    }
  }

  private interface Condition {

    boolean holds() throws IOException, InterruptedException;
  }

  private static Socket open(ServerProcess server) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(SMALL_BUFFER_BYTES);
    socket.setSoTimeout((int) HALF_REQUEST_LIMIT.toMillis());
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
