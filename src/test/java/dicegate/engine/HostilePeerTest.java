package dicegate.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dicegate.telemetry.Metrics;
import dicegate.zmq.CurveClient;
import dicegate.zmq.CurveKeyPair;
import dicegate.zmq.CurveServer;
import dicegate.zmq.SocketContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * Hostile peers, and peers of other protocols, on the engine's tcp port, with CURVE and without:
 * the I/O thread survives, and the next honest client is served.
 */
final class HostilePeerTest {

  /** The listener under test: without or with CURVE. */
  enum TestListener {
    PLAIN,
    CURVE
  }

  private static final int LIMIT_MILLIS = 5_000;

  private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

  private static final CurveKeyPair ENGINE = CurveKeyPair.generate();
  private static final CurveKeyPair GATEWAY = CurveKeyPair.generate();

  private static final byte COMMAND = 4;
  private static final byte LONG = 2;

  private final ZContext clients = new ZContext();
  private final SocketContext inproc = new SocketContext("inproc-test");
  private final List<Socket> silent = new ArrayList<>();
  private Engine engine = engine(TestListener.PLAIN);

  @AfterEach
  void stopEngine() throws IOException {
    for (Socket socket : silent) {
      socket.close();
    }
    clients.close();
    engine.close();
  }

  @ParameterizedTest
  @EnumSource
  void portScans(TestListener testListener) throws IOException {
    start(testListener);
    for (int i = 0; i < 200; i++) {
      connect().close();
    }

    assertNextIsServed(testListener, "200 port scans");
  }

  @ParameterizedTest
  @EnumSource
  void silentPeers(TestListener testListener) throws IOException {
    start(testListener);
    for (int i = 0; i < 50; i++) {
      silent.add(connect());
      Socket greeted = connect();
      greeted.getOutputStream().write(greeting(testListener));
      silent.add(greeted);
    }

    assertNextIsServed(testListener, "100 silent peers");
  }

  static Stream<String> payloads() {
    return Stream.of(TestListener.values())
        .flatMap(
            testListener ->
                Stream.of("http", "tls", "noise", "frames", "commands")
                    .map(s -> testListener + " " + s));
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void foreignProtocol(String listenerAndPayload) throws IOException {
    TestListener testListener =
        TestListener.valueOf(listenerAndPayload.substring(0, listenerAndPayload.indexOf(' ')));
    String payload = listenerAndPayload.substring(listenerAndPayload.indexOf(' ') + 1);
    start(testListener);
    long heapBefore = usedHeap();

    for (byte[] bytes : texts(testListener, payload)) {
      send(bytes);
    }

    assertNextIsServed(testListener, payload);
    // A single frame of the announced sizes would take a gigabyte or more.
    assertThat(usedHeap() - heapBefore).isLessThan(200L * 1024 * 1024);
  }

  /** Returns the bytes to send, each on a connection of its own. */
  private static List<byte[]> texts(TestListener testListener, String payload) {
    return switch (payload) {
      case "http" ->
          List.of(
              "GET / HTTP/1.1\r\nHost: dice\r\nUpgrade: websocket\r\n\r\n".getBytes(ISO_8859_1));
      case "tls" -> List.of(tlsClientHello());
      case "noise" -> noise(testListener);
      case "frames" -> lengths(testListener, LONG);
      case "commands" -> lengths(testListener, (byte) (LONG | COMMAND));
      default -> throw new IllegalArgumentException(payload);
    };
  }

  /** Returns a TLS record of 512 bytes: a ClientHello, filled with random bytes. */
  private static byte[] tlsClientHello() {
    byte[] bytes = new byte[517];
    new Random(1).nextBytes(bytes);
    byte[] head = {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};
    System.arraycopy(head, 0, bytes, 0, head.length);
    return bytes;
  }

  private static List<byte[]> noise(TestListener testListener) {
    Random random = new Random(42);
    List<byte[]> texts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      byte[] noise = new byte[1 + random.nextInt(600)];
      random.nextBytes(noise);
      texts.add(noise);
      texts.add(joined(greeting(testListener), noise));
      texts.add(joined(greeting(testListener), handshake(testListener), noise));
    }
    return texts;
  }

  /** Returns frames of false lengths: at the start, after the greeting, after the handshake. */
  private static List<byte[]> lengths(TestListener testListener, byte flags) {
    List<byte[]> texts = new ArrayList<>();
    for (long length : new long[] {1L << 30, Long.MAX_VALUE, -1L, 0L, Integer.MAX_VALUE}) {
      byte[] frame = ByteBuffer.allocate(25).put(flags).putLong(length).array();
      texts.add(frame);
      texts.add(joined(greeting(testListener), frame));
      texts.add(joined(greeting(testListener), handshake(testListener), frame));
    }
    return texts;
  }

  private static byte[] greeting(TestListener testListener) {
    byte[] greeting = new byte[64];
    greeting[0] = (byte) 0xff;
    greeting[8] = 1;
    greeting[9] = 0x7f;
    greeting[10] = 3;
    byte[] mechanism = (testListener == TestListener.CURVE ? "CURVE" : "NULL").getBytes(ISO_8859_1);
    System.arraycopy(mechanism, 0, greeting, 12, mechanism.length);
    return greeting;
  }

  /** Returns the handshake without CURVE; with CURVE, an invalid HELLO. */
  private static byte[] handshake(TestListener testListener) {
    if (testListener == TestListener.PLAIN) {
      byte[] ready = "\5READY\13Socket-Type\0\0\0\6DEALER".getBytes(ISO_8859_1);
      return joined(new byte[] {COMMAND, (byte) ready.length}, ready);
    }
    byte[] hello = new byte[202];
    new Random(7).nextBytes(hello);
    byte[] head = "\4\310\5HELLO\1\0".getBytes(ISO_8859_1);
    System.arraycopy(head, 0, hello, 0, head.length);
    return hello;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  /** Sends the bytes, and reads replies for a moment, so that the engine reads all of them. */
  private void send(byte[] bytes) throws IOException {
    try (Socket socket = connect()) {
      socket.setSoTimeout(20);
      socket.getOutputStream().write(bytes);
      try {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (SocketTimeoutException e) {
        assertThat(socket.isClosed()).isFalse();
      } catch (IOException e) {
        // The engine closed the connection.
        assertThat(e.getMessage()).containsIgnoringCase("reset");
      }
    } catch (IOException e) {
      // The engine closed the connection before all bytes were sent.
      assertThat(e.getMessage()).containsAnyOf("reset", "Broken pipe");
    }
  }

  private void assertNextIsServed(TestListener testListener, String what) {
    long start = System.nanoTime();
    ZMQ.Socket req = clients.createSocket(SocketType.REQ);
    req.setReceiveTimeOut(LIMIT_MILLIS);
    // On JDK 25 one in a hundred JeroMQ connections stalls until its handshake times out.
    req.setHandshakeIvl(1_000);
    if (testListener == TestListener.CURVE) {
      new CurveClient(GATEWAY, ENGINE.publicKey()).applyTo(req);
    }
    req.connect(engine.tcpEndpoint());

    req.send("id 1d1");

    assertThat(req.recvStr()).isEqualTo("id:[1]");
    System.out.printf(
        "after %s on a %s listener: next served in %d ms%n",
        what, testListener, Duration.ofNanos(System.nanoTime() - start).toMillis());
    assertThat(engine.tcpListenersOpened()).as("listeners opened").isOne();
  }

  private void start(TestListener testListener) {
    engine = engine(testListener);
    engine.start(THREADS, THREADS);
  }

  private Engine engine(TestListener testListener) {
    CurveServer curve =
        testListener == TestListener.CURVE
            ? new CurveServer(ENGINE, Set.of(GATEWAY.publicKey()))
            : null;
    EngineSettings settings =
        new EngineSettings("tcp://127.0.0.1:0", 2, Duration.ZERO, "1.2.3", curve);
    return new Engine(settings, inproc, new Metrics());
  }

  private Socket connect() throws IOException {
    URI endpoint = URI.create(engine.tcpEndpoint());
    return new Socket(InetAddress.getByName(endpoint.getHost()), endpoint.getPort());
  }

  private static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
