package dicegate.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dicegate.telemetry.Meters;
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
 * Peers that mean harm, or speak something else, on the engine's tcp port, with CURVE and without:
 * the I/O thread lives, and the next honest client is served.
 */
final class HostilePeerTest {

  /** Whether the port has CURVE. */
  enum Door {
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
  private Engine engine = engine(Door.PLAIN);

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
  void portScans(Door door) throws IOException {
    start(door);
    for (int i = 0; i < 200; i++) {
      connect().close();
    }

    assertNextIsServed(door, "200 port scans");
  }

  @ParameterizedTest
  @EnumSource
  void silentPeers(Door door) throws IOException {
    start(door);
    for (int i = 0; i < 50; i++) {
      silent.add(connect());
      Socket greeted = connect();
      greeted.getOutputStream().write(greeting(door));
      silent.add(greeted);
    }

    assertNextIsServed(door, "100 silent peers");
  }

  static Stream<String> speech() {
    return Stream.of(Door.values())
        .flatMap(
            door ->
                Stream.of("http", "tls", "noise", "frames", "commands").map(s -> door + " " + s));
  }

  @ParameterizedTest
  @MethodSource("speech")
  void foreignSpeech(String doorAndSpeech) throws IOException {
    Door door = Door.valueOf(doorAndSpeech.substring(0, doorAndSpeech.indexOf(' ')));
    String speech = doorAndSpeech.substring(doorAndSpeech.indexOf(' ') + 1);
    start(door);
    long heapBefore = usedHeap();

    for (byte[] bytes : texts(door, speech)) {
      say(bytes);
    }

    assertNextIsServed(door, speech);
    // A single frame of the sizes announced would be a gigabyte, or more than there is.
    assertThat(usedHeap() - heapBefore).isLessThan(200L * 1024 * 1024);
  }

  /** What to say, each on a connection of its own. */
  private static List<byte[]> texts(Door door, String speech) {
    return switch (speech) {
      case "http" ->
          List.of(
              "GET / HTTP/1.1\r\nHost: dice\r\nUpgrade: websocket\r\n\r\n".getBytes(ISO_8859_1));
      case "tls" -> List.of(tlsClientHello());
      case "noise" -> noise(door);
      case "frames" -> lengths(door, LONG);
      case "commands" -> lengths(door, (byte) (LONG | COMMAND));
      default -> throw new IllegalArgumentException(speech);
    };
  }

  /** The head of a record of 512 bytes, a ClientHello in it, and what may follow. */
  private static byte[] tlsClientHello() {
    byte[] bytes = new byte[517];
    new Random(1).nextBytes(bytes);
    byte[] head = {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};
    System.arraycopy(head, 0, bytes, 0, head.length);
    return bytes;
  }

  private static List<byte[]> noise(Door door) {
    Random random = new Random(42);
    List<byte[]> texts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      byte[] noise = new byte[1 + random.nextInt(600)];
      random.nextBytes(noise);
      texts.add(noise);
      texts.add(joined(greeting(door), noise));
      texts.add(joined(greeting(door), handshake(door), noise));
    }
    return texts;
  }

  /** Frames that announce what they cannot have: first of all, after greeting, after handshake. */
  private static List<byte[]> lengths(Door door, byte flags) {
    List<byte[]> texts = new ArrayList<>();
    for (long length : new long[] {1L << 30, Long.MAX_VALUE, -1L, 0L, Integer.MAX_VALUE}) {
      byte[] frame = ByteBuffer.allocate(25).put(flags).putLong(length).array();
      texts.add(frame);
      texts.add(joined(greeting(door), frame));
      texts.add(joined(greeting(door), handshake(door), frame));
    }
    return texts;
  }

  private static byte[] greeting(Door door) {
    byte[] greeting = new byte[64];
    greeting[0] = (byte) 0xff;
    greeting[8] = 1;
    greeting[9] = 0x7f;
    greeting[10] = 3;
    byte[] mechanism = (door == Door.CURVE ? "CURVE" : "NULL").getBytes(ISO_8859_1);
    System.arraycopy(mechanism, 0, greeting, 12, mechanism.length);
    return greeting;
  }

  /** What opens the way to messages without CURVE; with it, a HELLO that is none. */
  private static byte[] handshake(Door door) {
    if (door == Door.PLAIN) {
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

  /** Says it, and stays for what comes back within a moment, so that all of it is read. */
  private void say(byte[] bytes) throws IOException {
    try (Socket socket = connect()) {
      socket.setSoTimeout(20);
      socket.getOutputStream().write(bytes);
      try {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (SocketTimeoutException e) {
        assertThat(socket.isClosed()).isFalse();
      } catch (IOException e) {
        // The engine has hung up on us.
        assertThat(e.getMessage()).containsIgnoringCase("reset");
      }
    } catch (IOException e) {
      // It has hung up before we were done.
      assertThat(e.getMessage()).containsAnyOf("reset", "Broken pipe");
    }
  }

  private void assertNextIsServed(Door door, String what) {
    long start = System.nanoTime();
    ZMQ.Socket req = clients.createSocket(SocketType.REQ);
    req.setReceiveTimeOut(LIMIT_MILLIS);
    // On JDK 25 one in a hundred JeroMQ connections stalls until its handshake times out.
    req.setHandshakeIvl(1_000);
    if (door == Door.CURVE) {
      new CurveClient(GATEWAY, ENGINE.publicKey()).applyTo(req);
    }
    req.connect(engine.tcpEndpoint());

    req.send("id 1d1");

    assertThat(req.recvStr()).isEqualTo("id:[1]");
    System.out.printf(
        "after %s at a %s door: next served in %d ms%n",
        what, door, Duration.ofNanos(System.nanoTime() - start).toMillis());
    assertThat(engine.tcpDoorsOpened()).as("doors opened").isOne();
  }

  private void start(Door door) {
    engine = engine(door);
    engine.start(THREADS, THREADS);
  }

  private Engine engine(Door door) {
    CurveServer curve =
        door == Door.CURVE ? new CurveServer(ENGINE, Set.of(GATEWAY.publicKey())) : null;
    EngineSettings settings =
        new EngineSettings("tcp://127.0.0.1:0", 2, Duration.ZERO, "1.2.3", curve);
    return new Engine(settings, inproc, new Meters());
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
