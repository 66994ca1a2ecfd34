package dicegate.it;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.zmq.CurveClient;
import dicegate.zmq.CurveKey;
import dicegate.zmq.CurveKeyPair;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** The engine on its own, run from its jar as an operator does. */
@Timeout(120)
final class EngineProcessIT {

  private static final int LIMIT_MILLIS = 10_000;
  private static final int REFUSED_MILLIS = 1_500;
  private static final String TRIMMED = "-XX:+UseSerialGC -Xmx32m";
  private static final String ANY_PORT = "tcp://127.0.0.1:0";

  private final ZContext clients = new ZContext();

  @AfterEach
  void closeClients() {
    clients.close();
  }

  @Test
  void servesBothContractsSoonAfterItsStart() {
    long start = System.nanoTime();
    try (EngineProcess engine = start("--bind", ANY_PORT, "--workers", "2")) {
      ZMQ.Socket req = client(engine.awaitEndpoint(), null, LIMIT_MILLIS);
      Duration ready = Duration.ofNanos(System.nanoTime() - start);

      assertThat(ask(req, "DG1 BARE 1 5000 2d1")).isEqualTo("DG1 1 ok [1, 1]");
      assertThat(ask(req, "id 2d1")).isEqualTo("id:[1, 1]");
      assertThat(ask(req, "DG1 INFO 2 5000 "))
          .startsWith("DG1 2 ok {")
          .contains("\"window\":", "\"version\":\"")
          .doesNotContain("unpackaged");

      System.out.printf("engine process ready in %d ms%n", ready.toMillis());
      // Less than 1 s on an idle machine.
      assertThat(ready).isLessThan(Duration.ofSeconds(10));
      assertThat(engine.errors()).isEmpty();
    }
  }

  @Test
  void staysUnder100MegabytesUnderLoadWithTheDocumentedOptions() throws IOException {
    long bare = residentKilobytesUnderLoad(Map.of());
    long trimmed = residentKilobytesUnderLoad(Map.of("JDK_JAVA_OPTIONS", TRIMMED));

    System.out.printf(
        "engine process resident under load: %d kB, with %s %d kB%n", bare, TRIMMED, trimmed);
    assertThat(trimmed).isLessThan(100_000);
  }

  private long residentKilobytesUnderLoad(Map<String, String> environment) throws IOException {
    try (EngineProcess engine =
        EngineProcess.run(environment, "--bind", ANY_PORT, "--workers", "4")) {
      ZMQ.Socket dealer = client(engine.awaitEndpoint(), SocketType.DEALER, null, LIMIT_MILLIS);
      for (int round = 0; round < 500; round++) {
        for (int i = 0; i < 40; i++) {
          request(dealer, "DG1 ROLL " + i + " 5000 4d6kh3+2");
        }
        for (int i = 0; i < 40; i++) {
          assertThat(reply(dealer)).contains(" ok {");
        }
      }
      return engine.residentKilobytes();
    }
  }

  @Test
  void portInUseIsReportedInOneLine() throws InterruptedException {
    try (EngineProcess first = start("--bind", ANY_PORT)) {
      portInUseIsReportedInOneLine(first.awaitEndpoint());
    }
  }

  private static void portInUseIsReportedInOneLine(String taken) throws InterruptedException {
    try (EngineProcess second = start("--bind", taken)) {
      assertThat(second.awaitExit()).isEqualTo(1);
      assertThat(second.errors().lines())
          .singleElement()
          .asString()
          .contains("cannot bind", taken, "in use");
    }
  }

  @Test
  void invalidOptionIsReportedInOneLine() throws InterruptedException {
    try (EngineProcess engine = start("--bind", ANY_PORT, "--workers", "many")) {
      assertThat(engine.awaitExit()).isEqualTo(2);
      assertThat(engine.nextLine()).isEmpty();
      assertThat(engine.errors().lines())
          .singleElement()
          .asString()
          .contains("dicegate.engine.workers", "\"many\"");
    }
  }

  @Test
  void helpAndVersionAreOnStandardOutput() throws InterruptedException {
    try (EngineProcess help = start("--help");
        EngineProcess version = start("--version")) {
      assertThat(help.nextLine()).startsWith("Usage: java -jar dicegate-engine.jar");
      assertThat(help.awaitExit()).isZero();
      assertThat(version.nextLine()).matches("dicegate-engine [0-9].*");
      assertThat(version.awaitExit()).isZero();
    }
  }

  @Test
  void sigtermAnswersAllRequestsInFlight() throws InterruptedException {
    int requests = 100;
    try (EngineProcess engine =
        start("--bind", ANY_PORT, "--workers", "8", "--think-time", "PT0.05S")) {
      ZMQ.Socket dealer = client(engine.awaitEndpoint(), SocketType.DEALER, null, LIMIT_MILLIS);
      Set<String> answered = new HashSet<>();
      for (int i = 0; i < requests; i++) {
        request(dealer, "DG1 BARE " + i + " 5000 1d1");
      }
      answered.add(reply(dealer));

      engine.terminate();
      long start = System.nanoTime();

      while (answered.size() < requests) {
        answered.add(reply(dealer));
      }
      assertThat(answered).allMatch(reply -> reply.matches("DG1 [0-9]+ ok \\[1]"));
      assertThat(engine.awaitExit()).isEqualTo(143);
      System.out.printf(
          "engine process drained and ended in %d ms%n",
          Duration.ofNanos(System.nanoTime() - start).toMillis());
      assertThat(engine.nextLine()).isEqualTo("engine stopped drained=true");
      assertThat(engine.errors()).isEmpty();
    }
  }

  @Test
  void sigtermDoesNotWaitForLongThinkTime() throws InterruptedException {
    try (EngineProcess engine =
        start("--bind", ANY_PORT, "--workers", "1", "--think-time", "PT1M")) {
      ZMQ.Socket req = client(engine.awaitEndpoint(), null, REFUSED_MILLIS);
      assertThat(ask(req, "id 1d1")).as("an answer during the think time").isNull();

      long start = System.nanoTime();
      engine.terminate();

      assertThat(engine.awaitExit()).isEqualTo(143);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      assertThat(engine.nextLine()).isEqualTo("engine stopped drained=false");
    }
  }

  @Test
  void generatedKeysAdmitTheGatewayAndNobodyElse() {
    CurveKeyPair engineKeys = keygen();
    CurveKeyPair gatewayKeys = keygen();
    Map<String, String> environment =
        Map.of("DICEGATE_ENGINE_CURVE_SECRET_KEY", engineKeys.secretKey().z85());
    try (EngineProcess engine =
        EngineProcess.run(
            environment, "--bind", "tcp://*:0", "--curve-clients", gatewayKeys.publicKey().z85())) {
      String endpoint = engine.awaitEndpoint();
      CurveClient gateway = new CurveClient(gatewayKeys, engineKeys.publicKey());
      CurveClient stranger = new CurveClient(keygen(), engineKeys.publicKey());

      assertThat(ask(client(endpoint, stranger, REFUSED_MILLIS), "id 1d1")).isNull();
      assertThat(ask(client(endpoint, null, REFUSED_MILLIS), "id 1d1")).isNull();
      assertThat(ask(client(endpoint, gateway, LIMIT_MILLIS), "id 1d1")).isEqualTo("id:[1]");
      assertThat(engine.errors().lines())
          .singleElement()
          .asString()
          .contains("WARNING", "curve peers refused count=1");
    }
  }

  @Test
  void bindBeyondLoopbackWithoutCurveLogsAWarning() {
    try (EngineProcess engine = start("--bind", "tcp://*:0")) {
      assertThat(engine.awaitEndpoint()).startsWith("tcp://");
      assertThat(engine.errors().lines())
          .singleElement()
          .asString()
          .contains("WARNING", "engine open to anybody", "CURVE");
    }
  }

  private static CurveKeyPair keygen() {
    try (EngineProcess keygen = start("keygen")) {
      String publicKey = keygen.nextLine();
      String secretKey = keygen.nextLine();
      assertThat(publicKey).startsWith("public-key=");
      assertThat(secretKey).startsWith("secret-key=");
      assertThat(keygen.nextLine()).isEmpty();
      return new CurveKeyPair(
          CurveKey.parse(publicKey.substring("public-key=".length())),
          CurveKey.parse(secretKey.substring("secret-key=".length())));
    }
  }

  private static EngineProcess start(String... args) {
    return EngineProcess.run(Map.of(), args);
  }

  private static @Nullable String ask(ZMQ.Socket req, String request) {
    req.send(request);
    return req.recvStr();
  }

  private static void request(ZMQ.Socket dealer, String request) {
    dealer.sendMore("");
    dealer.send(request);
  }

  private static String reply(ZMQ.Socket dealer) {
    assertThat(dealer.recvStr()).isEmpty();
    return dealer.recvStr();
  }

  private ZMQ.Socket client(String endpoint, @Nullable CurveClient keys, int limitMillis) {
    return client(endpoint, SocketType.REQ, keys, limitMillis);
  }

  private ZMQ.Socket client(
      String endpoint, SocketType type, @Nullable CurveClient keys, int limitMillis) {
    ZMQ.Socket socket = clients.createSocket(type);
    socket.setLinger(0);
    socket.setReceiveTimeOut(limitMillis);
    // On JDK 25 one in a hundred JeroMQ connections stalls until its handshake times out.
    socket.setHandshakeIvl(1_000);
    if (keys != null) {
      keys.applyTo(socket);
    }
    socket.connect(endpoint);
    return socket;
  }
}
