package dicegate.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305;
import dicegate.telemetry.Metrics;
import dicegate.zmq.CurveClient;
import dicegate.zmq.CurveKeyPair;
import dicegate.zmq.CurveServer;
import dicegate.zmq.SocketContext;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A stranger with the engine's public key, which is not secret. It gets as far as the third message
 * of the handshake, INITIATE, which JeroMQ copies into a buffer of fixed size before it checks the
 * client's key.
 *
 * @see <a href="https://rfc.zeromq.org/spec/26/">RFC 26: CurveZMQ</a>
 */
final class CurveInitiateTest {

  private static final int LIMIT_MILLIS = 10_000;
  private static final int HELLO_BYTES = 200;
  private static final int WELCOME_BYTES = 168;
  private static final int COOKIE_BYTES = 96;

  private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

  private static final CurveKeyPair ENGINE = CurveKeyPair.generate();
  private static final CurveKeyPair GATEWAY = CurveKeyPair.generate();
  private static final CurveKeyPair STRANGER = CurveKeyPair.generate();

  private final ZContext clients = new ZContext();
  private final CurveServer curve = new CurveServer(ENGINE, Set.of(GATEWAY.publicKey()));
  private final Engine engine =
      new Engine(
          new EngineSettings("tcp://127.0.0.1:0", 2, Duration.ZERO, "1.2.3", curve),
          new SocketContext("inproc-test"),
          new Metrics());

  @BeforeEach
  void startEngine() {
    engine.start(THREADS, THREADS);
  }

  @AfterEach
  void stopEngine() {
    clients.close();
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {144, 400, 401, 5_000, 60_000})
  void initiateOfAnyLengthLeavesTheEngineServing(int boxBytes) throws IOException {
    String endpoint = engine.tcpEndpoint();
    initiate(endpoint, boxBytes);
    long start = System.nanoTime();

    assertThat(firstReply()).isEqualTo("id:[1]");

    System.out.printf(
        "after an INITIATE of %d bytes: next served in %d ms%n",
        boxBytes, Duration.ofNanos(System.nanoTime() - start).toMillis());
    assertThat(engine.tcpListenersOpened()).as("listeners opened").isOne();
  }

  /** Asks over a new connection each second, as a gateway does, for 10 s at most. */
  private @Nullable String firstReply() {
    for (int i = 0; i < 10; i++) {
      ZMQ.Socket req = clients.createSocket(SocketType.REQ);
      req.setLinger(0);
      req.setReceiveTimeOut(LIMIT_MILLIS / 10);
      req.setHandshakeIvl(1_000);
      new CurveClient(GATEWAY, ENGINE.publicKey()).applyTo(req);
      req.connect(engine.tcpEndpoint());
      req.send("id 1d1");
      String reply = req.recvStr();
      req.close();
      if (reply != null) {
        return reply;
      }
    }
    return null;
  }

  /**
   * Does the handshake up to an INITIATE with a random box, and waits for the engine's reaction.
   */
  private static void initiate(String endpoint, int boxBytes) throws IOException {
    URI address = URI.create(endpoint);
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(1_000);
      OutputStream out = socket.getOutputStream();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      out.write(greeting());
      in.readFully(new byte[64]);
      out.write(hello());
      byte[] welcome = new byte[2 + WELCOME_BYTES];
      in.readFully(welcome);
      out.write(initiate(cookieOf(welcome), boxBytes));
      assertThat(ended(in)).isTrue();
    }
  }

  /** Returns whether the engine closes the connection, or sends no more. */
  private static boolean ended(DataInputStream in) {
    try {
      return in.read() < 0;
    } catch (IOException e) {
      return true;
    }
  }

  private static byte[] greeting() {
    byte[] mechanism = "CURVE".getBytes(ISO_8859_1);
    return ByteBuffer.allocate(64)
        .put((byte) 0xff)
        .putLong(1)
        .put((byte) 0x7f)
        .put((byte) 3)
        .put((byte) 0)
        .put(mechanism)
        .array();
  }

  private static byte[] hello() {
    byte[] nonce = nonce("CurveZMQHELLO---", new byte[] {0, 0, 0, 0, 0, 0, 0, 1});
    byte[] plain = new byte[32 + 64];
    byte[] box = new byte[plain.length];
    curve25519xsalsa20poly1305.crypto_box(
        box, plain, plain.length, nonce, ENGINE.publicKey().bytes(), STRANGER.secretKey().bytes());
    return ByteBuffer.allocate(2 + HELLO_BYTES)
        .put((byte) 4)
        .put((byte) HELLO_BYTES)
        .put("\5HELLO\1\0".getBytes(ISO_8859_1))
        .put(new byte[72])
        .put(STRANGER.publicKey().bytes())
        .put(nonce, 16, 8)
        .put(box, 16, 80)
        .array();
  }

  private static byte[] cookieOf(byte[] welcome) {
    byte[] nonce = nonce("WELCOME-", Arrays.copyOfRange(welcome, 10, 26));
    byte[] box = new byte[16 + 144];
    System.arraycopy(welcome, 26, box, 16, 144);
    byte[] plain = new byte[box.length];
    int opened =
        curve25519xsalsa20poly1305.crypto_box_open(
            plain,
            box,
            box.length,
            nonce,
            ENGINE.publicKey().bytes(),
            STRANGER.secretKey().bytes());
    assertThat(opened).as("the engine's WELCOME opens").isZero();
    return Arrays.copyOfRange(plain, 64, 64 + COOKIE_BYTES);
  }

  private static byte[] initiate(byte[] cookie, int boxBytes) {
    int length = 9 + COOKIE_BYTES + 8 + boxBytes;
    return ByteBuffer.allocate(9 + length)
        .put((byte) 6)
        .putLong(length)
        .put("\10INITIATE".getBytes(ISO_8859_1))
        .put(cookie)
        .putLong(2)
        .array();
  }

  private static byte[] nonce(String prefix, byte[] rest) {
    return ByteBuffer.allocate(24).put(prefix.getBytes(ISO_8859_1)).put(rest).array();
  }
}
