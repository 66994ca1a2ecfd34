package dicegate.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.zmq.CurveClient;
import dicegate.zmq.CurveKeyPair;
import dicegate.zmq.CurveServer;
import dicegate.zmq.SocketContext;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** The engine's CURVE listener over real sockets: which clients are admitted. */
final class EngineCurveTest {

  /** Time limit of an honest client; generous, for busy machines. */
  private static final int LIMIT_MILLIS = 10_000;

  /** Time for which a client without the right keys tries. */
  private static final int REFUSED_MILLIS = 1_500;

  private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

  private static final CurveKeyPair ENGINE = CurveKeyPair.generate();
  private static final CurveKeyPair GATEWAY = CurveKeyPair.generate();
  private static final CurveKeyPair OTHER_GATEWAY = CurveKeyPair.generate();
  private static final CurveKeyPair STRANGER = CurveKeyPair.generate();

  private final Metrics metrics = new Metrics();
  private final ZContext clients = new ZContext();
  private Engine engine;

  @BeforeEach
  void startEngine() {
    CurveServer curve =
        new CurveServer(ENGINE, Set.of(GATEWAY.publicKey(), OTHER_GATEWAY.publicKey()));
    EngineSettings settings =
        new EngineSettings("tcp://127.0.0.1:0", 2, Duration.ZERO, "1.2.3", curve);
    engine = new Engine(settings, new SocketContext("inproc-test"), metrics);
    engine.start(THREADS, THREADS);
  }

  @AfterEach
  void stopEngine() {
    clients.close();
    engine.close();
  }

  @Test
  void clientsWithAnAllowedKeyAreServed() {
    assertThat(ask(new CurveClient(GATEWAY, ENGINE.publicKey()), LIMIT_MILLIS)).isEqualTo("id:[1]");
    assertThat(ask(new CurveClient(OTHER_GATEWAY, ENGINE.publicKey()), LIMIT_MILLIS))
        .isEqualTo("id:[1]");
    assertThat(metrics.total(Counter.CURVE_REFUSED)).isZero();
  }

  @Test
  void clientWithAKeyThatIsNotOnTheListIsRefusedAndCounted() {
    assertThat(ask(new CurveClient(STRANGER, ENGINE.publicKey()), REFUSED_MILLIS)).isNull();

    assertThat(metrics.total(Counter.CURVE_REFUSED)).isPositive();
    assertHonestClientIsServed();
  }

  @Test
  void clientWithAWrongServerKeyIsRefusedAndCounted() {
    assertThat(ask(new CurveClient(GATEWAY, STRANGER.publicKey()), REFUSED_MILLIS)).isNull();

    assertThat(metrics.total(Counter.CURVE_REFUSED)).isPositive();
    assertHonestClientIsServed();
  }

  @Test
  void plainClientIsRefused() {
    assertThat(ask(null, REFUSED_MILLIS)).isNull();

    assertHonestClientIsServed();
  }

  @Test
  void manyStrangersDoNotDelayAnHonestClient() {
    CurveClient wrong = new CurveClient(STRANGER, ENGINE.publicKey());
    for (int i = 0; i < 50; i++) {
      ZMQ.Socket stranger = client(wrong, LIMIT_MILLIS);
      stranger.send("id 1d1");
    }

    assertHonestClientIsServed();
  }

  @Test
  void largeRepliesAreDecryptedWhole() {
    ZMQ.Socket req = client(new CurveClient(GATEWAY, ENGINE.publicKey()), LIMIT_MILLIS);

    req.send("id 5000d1".getBytes(ISO_8859_1));

    assertThat(req.recvStr()).startsWith("id:[1, 1").endsWith("1]").hasSize(3 * 5000 + 3);
  }

  private void assertHonestClientIsServed() {
    long start = System.nanoTime();

    assertThat(ask(new CurveClient(GATEWAY, ENGINE.publicKey()), LIMIT_MILLIS)).isEqualTo("id:[1]");

    System.out.printf(
        "next honest client served after %d ms%n",
        Duration.ofNanos(System.nanoTime() - start).toMillis());
  }

  private @Nullable String ask(@Nullable CurveClient keys, int limitMillis) {
    ZMQ.Socket req = client(keys, limitMillis);
    req.send("id 1d1");
    String reply = req.recvStr();
    req.close();
    return reply;
  }

  private ZMQ.Socket client(@Nullable CurveClient keys, int limitMillis) {
    ZMQ.Socket socket = clients.createSocket(SocketType.REQ);
    socket.setLinger(0);
    socket.setReceiveTimeOut(limitMillis);
    // On JDK 25 one in a hundred JeroMQ connections stalls until its handshake times out.
    socket.setHandshakeIvl(1_000);
    if (keys != null) {
      keys.applyTo(socket);
    }
    socket.connect(engine.tcpEndpoint());
    return socket;
  }
}
