package dicegate.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.zmq.SocketContext;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** The engine over real tcp sockets. */
final class EngineTest {

  private static final int LIMIT_MILLIS = 10_000;

  private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

  private final Metrics metrics = new Metrics();
  private final ZContext clients = new ZContext();
  private Engine engine;

  @BeforeEach
  void startEngine() {
    engine = engine("tcp://127.0.0.1:0", 2, Duration.ZERO);
    engine.start(THREADS, THREADS);
  }

  @AfterEach
  void stopEngine() {
    clients.close();
    engine.close();
  }

  @Test
  void plainReqClientOfTheOriginalIsAnswered() {
    ZMQ.Socket req = client(SocketType.REQ);

    req.send("0d6e6f74-6564-11ee-8c99-0242ac120002 3d6");

    assertThat(req.recvStr())
        .matches("0d6e6f74-6564-11ee-8c99-0242ac120002:\\[[1-6], [1-6], [1-6]]");
  }

  @Test
  void everythingThatCrashedTheOriginalIsAnsweredOnceAndTheSocketGoesOn() {
    ZMQ.Socket req = client(SocketType.REQ);

    for (String text : List.of("", "1 d6", "5d0", "9".repeat(5000) + "d6", "3d6\u00a04")) {
      req.send("id " + text);
      assertThat(req.recvStr()).isEqualTo("id:\"whaaat?\"");
    }
    req.send("id \u00ff\u00fe".getBytes(ISO_8859_1));
    assertThat(req.recvStr()).isEqualTo("id:\"whaaat?\"");
    req.sendMore("id 3d6");
    req.send("3d6");
    assertThat(req.recvStr()).isEqualTo("id:\"whaaat?\"");
    req.send("id 3d1");
    assertThat(req.recvStr()).isEqualTo("id:[1, 1, 1]");
  }

  @Test
  void bothProtocolsWorkOnOneSocket() {
    ZMQ.Socket req = client(SocketType.REQ);

    req.send("DG1 BARE 1 5000 2d1");
    assertThat(req.recvStr()).isEqualTo("DG1 1 ok [1, 1]");
    req.send("1 2d1");
    assertThat(req.recvStr()).isEqualTo("1:[1, 1]");
  }

  @Test
  void messageWithoutDelimiterIsDroppedAndCounted() {
    ZMQ.Socket dealer = client(SocketType.DEALER);

    dealer.send("id 3d6");
    dealer.sendMore("");
    dealer.send("id 1d1");

    assertThat(dealer.recvStr()).isEmpty();
    assertThat(dealer.recvStr()).isEqualTo("id:[1]");
    assertThat(metrics.total(Counter.ENGINE_REQUESTS_DROPPED)).isOne();
  }

  @Test
  void messageOfTooManyFramesIsDroppedAndCounted() {
    ZMQ.Socket dealer = client(SocketType.DEALER);

    for (int i = 0; i < 100; i++) {
      dealer.sendMore("");
    }
    dealer.send("id 3d6");
    dealer.sendMore("");
    dealer.send("id 1d1");

    assertThat(dealer.recvStr()).isEmpty();
    assertThat(dealer.recvStr()).isEqualTo("id:[1]");
    assertThat(metrics.total(Counter.ENGINE_REQUESTS_DROPPED)).isOne();
  }

  @Test
  void clientThatLeavesBeforeItsReplyAffectsNoOther() {
    ZMQ.Socket stays = client(SocketType.REQ);
    for (int i = 0; i < 50; i++) {
      ZMQ.Socket leaves = client(SocketType.REQ);
      leaves.send("id 3d6");
      leaves.close();
    }

    stays.send("id 1d1");

    assertThat(stays.recvStr()).isEqualTo("id:[1]");
  }

  @Test
  void hostileBytesDoNotStopTheEngine() throws IOException {
    byte[] greeting = {(byte) 0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3, 0, 'N', 'U', 'L', 'L'};
    byte[] wholeGreeting = new byte[64];
    System.arraycopy(greeting, 0, wholeGreeting, 0, greeting.length);
    byte[] hugeFrame = {2, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0, 0, 0, 0};
    for (byte[] bytes : List.of("GET / HTTP/1.1\r\n\r\n".getBytes(ISO_8859_1), hugeFrame)) {
      try (Socket socket = connect()) {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
      }
      try (Socket socket = connect()) {
        OutputStream out = socket.getOutputStream();
        out.write(wholeGreeting);
        out.write(bytes);
        out.flush();
      }
    }
    ZMQ.Socket req = client(SocketType.REQ);

    req.send("id 1d1");

    assertThat(req.recvStr()).isEqualTo("id:[1]");
  }

  @Test
  void fourWorkersSpendTheirThinkTimeInParallel() {
    engine.close();
    engine = engine("tcp://127.0.0.1:0", 4, Duration.ofSeconds(2));
    engine.start(THREADS, THREADS);
    List<ZMQ.Socket> four = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      four.add(client(SocketType.REQ));
    }
    long start = System.nanoTime();

    four.forEach(req -> req.send("id 1d1"));

    four.forEach(req -> assertThat(req.recvStr()).isEqualTo("id:[1]"));
    // One think-time of 2 s; two in a row would take 4 s.
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofSeconds(2), Duration.ofMillis(3_900));
  }

  @Test
  void requestThatExpiresBehindAnotherThinkTimeIsNotRolled() {
    engine.close();
    engine = engine("tcp://127.0.0.1:0", 1, Duration.ofMillis(500));
    engine.start(THREADS, THREADS);
    ZMQ.Socket dealer = client(SocketType.DEALER);

    for (String request : List.of("BARE 1 60000", "BARE 2 100", "ODDS 3 100", "BARE 4 60000")) {
      dealer.sendMore("");
      dealer.send("DG1 " + request + " 2d1");
    }

    List<String> replies = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      assertThat(dealer.recvStr()).isEmpty();
      replies.add(dealer.recvStr());
    }
    // Odds and rolls wait separately.
    assertThat(replies.stream().filter(reply -> !reply.startsWith("DG1 3 ")).toList())
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo("DG1 1 ok [1, 1]"),
            second -> assertThat(second).startsWith("DG1 2 error {\"code\":\"expired\","),
            last -> assertThat(last).isEqualTo("DG1 4 ok [1, 1]"));
    assertThat(replies).anyMatch(reply -> reply.startsWith("DG1 3 error {\"code\":\"expired\","));
    assertThat(metrics.total(Counter.ENGINE_REQUESTS_EXPIRED)).isEqualTo(2);
  }

  @Test
  void stopDoesNotWaitForThinkTime() {
    engine.close();
    engine = engine("tcp://127.0.0.1:0", 2, Duration.ofMinutes(1));
    engine.start(THREADS, THREADS);
    ZMQ.Socket req = client(SocketType.REQ);
    req.send("id 1d1");

    engine.close();

    assertThat(ourThreads()).isEmpty();
  }

  @Test
  void portInUseFailsTheStartWithItsSettingAndLeavesNothingRunning() {
    Engine second = engine(engine.tcpEndpoint(), 2, Duration.ZERO);
    int before = ourThreads().size();

    assertThatThrownBy(() -> second.start(THREADS, THREADS))
        .hasStackTraceContaining("dicegate.engine.bind=" + engine.tcpEndpoint());
    assertThat(ourThreads()).hasSize(before);
  }

  @Test
  void twentyStartsAndStopsAreClean() {
    engine.close();
    for (int i = 0; i < 20; i++) {
      engine = engine("tcp://127.0.0.1:0", 2, Duration.ZERO);
      engine.start(THREADS, THREADS);
      ZMQ.Socket req = client(SocketType.REQ);
      req.send("id 1d1");
      assertThat(req.recvStr()).isEqualTo("id:[1]");
      req.close();
      engine.close();
    }

    assertThat(ourThreads()).isEmpty();
  }

  private Engine engine(String bind, int workers, Duration thinkTime) {
    EngineSettings settings = new EngineSettings(bind, workers, thinkTime, "1.2.3");
    return new Engine(settings, new SocketContext("inproc-test"), metrics);
  }

  private ZMQ.Socket client(SocketType type) {
    ZMQ.Socket socket = clients.createSocket(type);
    socket.setReceiveTimeOut(LIMIT_MILLIS);
    // On JDK 25 one in a hundred JeroMQ connections stalls until its handshake times out.
    socket.setHandshakeIvl(1_000);
    socket.connect(engine.tcpEndpoint());
    return socket;
  }

  private Socket connect() throws IOException {
    URI endpoint = URI.create(engine.tcpEndpoint());
    return new Socket(InetAddress.getByName(endpoint.getHost()), endpoint.getPort());
  }

  private static List<String> ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("dicegate-"))
        .toList();
  }
}
