package dicegate.it;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.gateway.ClientRegistry;
import dicegate.gateway.Transports;
import dicegate.http.HttpExchanges;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Misbehaving clients against the limits of a real server. They connect from inside the server's
 * own JVM, so that the tests can read its counters.
 */
@ExtendWith(ArquillianExtension.class)
public class ConnectionLimitsIT {

  /** After so many looks without a change nothing moves. */
  private static final int POLLS_AT_STANDSTILL = 10;

  private static final int PER_ADDRESS = 60;
  private static final int CLIENTS = 1_200;
  private static final int ADDRESSES = CLIENTS / PER_ADDRESS;
  private static final String HOME = "127.0.0.1";
  private static final String ROLL = "\\[[1-6], [1-6], [1-6]]";
  private static final int LIMIT_SECONDS = 60;

  private static final String FORM_WITHOUT_BODY =
      """
      POST /api/roll HTTP/1.1\r
      Host: localhost\r
      Content-Length: 9\r
      Content-Type: application/x-www-form-urlencoded\r
      \r
      """;

  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin: https://vtt.example";
  private static final String FLOODING = "127.0.0.9";
  private static final String HEAD_REQUEST = "HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @Inject private ClientRegistry registry;
  @Inject private Metrics metrics;
  @Inject private HttpExchanges exchanges;
  @Inject private Transports transports;

  @Deployment
  static WebArchive war() {
    return War.withSettings(
            "dicegate.clients=" + CLIENTS,
            "dicegate.client.per-address=" + PER_ADDRESS,
            "dicegate.origins=https://vtt.example",
            "dicegate.it.port=" + Integer.getInteger("server.http.port"),
            "dicegate.it.opens=" + Integer.getInteger("dicegate.it.opens", 1_000))
        .addClasses(ConnectionLimitsIT.class, RawClient.class, War.class);
  }

  @Test
  public void originMatrix() throws Exception {
    String same = "Origin: http://127.0.0.1:" + port();

    assertThat(RawClient.status(port(), HOME, same)).isEqualTo(101);
    assertThat(RawClient.status(port(), HOME)).isEqualTo(101);
    for (String origin :
        List.of("http://other.example", "null", "http://127.0.0.1:" + port() + ".evil", "")) {
      assertThat(RawClient.status(port(), HOME, "Origin: " + origin)).as(origin).isEqualTo(403);
    }
    assertThat(RawClient.status(port(), HOME, same, same)).isEqualTo(403);
    assertThat(RawClient.status(port(), HOME, same, "Origin: http://other.example")).isEqualTo(403);
    assertRegistryIsEmpty();
  }

  @Test
  public void connectionsUpToTheLimitsAreAcceptedAndNoMore() throws Exception {
    List<RawClient> clients = new ArrayList<>();
    try {
      while (clients.size() < PER_ADDRESS) {
        clients.add(open());
      }
      // WildFly notifies the client of the upgrade before the endpoint.
      await("all to be admitted", () -> registry.size() == PER_ADDRESS);
      assertThat(RawClient.status(port(), HOME)).isEqualTo(429);
      while (clients.size() < CLIENTS) {
        clients.add(RawClient.open(port(), otherAddress(clients.size())));
      }
      await("all to be admitted", () -> registry.size() == CLIENTS);
      assertThat(RawClient.status(port(), "127.0.0.3")).isEqualTo(503);

      for (RawClient client : clients) {
        assertThat(client.ask("3d6")).matches(ROLL);
      }
      assertThat(metrics.total(Counter.CLIENTS_REFUSED)).isPositive();
      assertThat(metrics.total(Counter.CLIENTS_REFUSED_FOR_ADDRESS)).isPositive();
    } finally {
      for (RawClient client : clients) {
        client.reset();
      }
    }
    assertRegistryIsEmpty();
  }

  @Test
  public void oversizedMessageIsRefusedHoweverItIsFragmented() throws Exception {
    try (RawClient other = open()) {
      try (RawClient frame = open();
          RawClient fragments = open();
          RawClient endless = open();
          RawClient trickle = open()) {
        frame.sendText("9".repeat(4_097));
        sendFragments(fragments, 4_097, true);
        sendFragments(endless, 4_097, false);
        trickle(trickle, "3d6");

        assertThat(frame.closeCode()).isEqualTo(1009);
        assertThat(fragments.closeCode()).isEqualTo(1009);
        assertThat(endless.closeCode()).isEqualTo(1009);
        assertThat(trickle.next()).matches(ROLL);
      }
      assertThat(other.ask("3d6")).matches(ROLL);
    }
    assertRegistryIsEmpty();
  }

  @Test
  public void impossibleFrameLengthsCloseOnlyTheirOwnConnection() throws Exception {
    try (RawClient other = open()) {
      for (long length : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, -1, 1L << 31, 1L << 30}) {
        try (RawClient client = open()) {
          client.writeHeader(RawClient.TEXT, true, length);
          client.flush();
          trySending(client, new byte[256 * 1024]);

          assertThat(client.closeCode())
              .as("%d", length)
              .isIn(1002, 1006, 1009, 1011, RawClient.NO_CLOSE_CODE);
        }
        assertThat(other.ask("3d6")).matches(ROLL);
      }
    }
    assertRegistryIsEmpty();
  }

  @Test
  public void frameThatIsTooLongIsRefusedBeforeItsEnd() throws Exception {
    for (long length : new long[] {12_289, 131_000, 1L << 30}) {
      try (RawClient client = open()) {
        client.writeHeader(RawClient.TEXT, true, length);
        client.writeRaw(nines(4_097));
        client.flush();

        assertThat(client.closeCode()).as("%d", length).isEqualTo(1009);
      }
    }
    assertRegistryIsEmpty();
  }

  @Test
  public void longestMessageArrivesInAnyPieces() throws Exception {
    byte[] text = "\u20ac".repeat(4_096).getBytes(StandardCharsets.UTF_8);
    try (RawClient client = open()) {
      client.writeHeader(RawClient.TEXT, true, text.length);
      for (int at = 0; at < text.length; at += 1_000) {
        client.writeRaw(Arrays.copyOfRange(text, at, Math.min(text.length, at + 1_000)));
        client.flush();
      }

      assertThat(client.next()).isEqualTo("\"whaaat?\"");
    }
    assertRegistryIsEmpty();
  }

  @Test
  public void unfinishedFramesAreBoundedByAddress() throws Exception {
    List<RawClient> clients = new ArrayList<>();
    try (RawClient other = RawClient.open(port(), otherAddress(0))) {
      while (clients.size() < PER_ADDRESS) {
        RawClient client = openWhenAdmitted(HOME);
        clients.add(client);
        client.writeHeader(RawClient.TEXT, true, 12_288);
        client.writeRaw(new byte[12_000]);
        client.flush();
      }
      boolean guarded = transports.unfinishedBytes() > 0;
      if (guarded) {
        await("some to be closed", () -> metrics.total(Counter.UNFINISHED_OVER_LIMIT) > 10);
        assertThat(transports.unfinishedBytes()).isBetween(500_000L, 524_288L);
      }
      assertThat(other.ask("3d6")).matches(ROLL);
    } finally {
      for (RawClient client : clients) {
        client.reset();
      }
    }
    await("all to be released", () -> transports.unfinishedBytes() == 0);
    assertRegistryIsEmpty();
  }

  @Test
  public void connectionsThatAreResetAsTheyOpenAreRemovedSoon() throws Exception {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < PER_ADDRESS; i++) {
        RawClient brief = openWhenAdmitted(HOME);
        if (round == 1) {
          brief.sendText("3d6");
        }
        brief.reset();
      }
      long start = System.nanoTime();
      await("all to be removed", () -> registry.size() == 0);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }
  }

  @Test
  public void unreadResponsesAreBoundedByAddress() throws Exception {
    String ask = "GET /api/roll?expr=10000d1000000000 HTTP/1.1\r\nHost: localhost\r\n\r\n";
    List<Socket> idle = new ArrayList<>();
    try (RawClient other = RawClient.open(port(), otherAddress(0))) {
      for (int i = 0; i < 20; i++) {
        idle.add(request(HOME, ask));
      }
      // On loopback the kernel may take responses of some megabytes off the server.
      await(
          "some to be refused, or all to be handed to the kernel",
          () -> metrics.total(Counter.RESPONSES_OVER_LIMIT) > 0 || exchanges.size() == 0);

      assertThat(exchanges.unreadBytes()).isLessThanOrEqualTo(4_194_304L);
      assertThat(other.ask("3d6")).matches(ROLL);
    } finally {
      for (Socket socket : idle) {
        socket.setSoLinger(true, 0);
        socket.close();
      }
    }
    await("all to be given up", () -> exchanges.size() == 0);
    assertThat(exchanges.unreadBytes()).isZero();
    assertRegistryIsEmpty();
  }

  @Test
  public void exchangesCountLikeConnectionsAndAreCutWhenNothingIsReadOrSent() throws Exception {
    long unread = metrics.total(Counter.RESPONSES_STALLED);
    long unsent = metrics.total(Counter.BODIES_UNFINISHED);
    String file = "GET /js/vendor/three.core.min.js HTTP/1.1\r\nHost: localhost\r\n\r\n";
    List<Socket> idle = new ArrayList<>();
    try (RawClient other = RawClient.open(port(), otherAddress(0))) {
      for (int i = 0; i < PER_ADDRESS; i++) {
        idle.add(request(HOME, i % 2 == 0 ? file.repeat(20) : FORM_WITHOUT_BODY));
      }
      awaitStandstill(PER_ADDRESS);

      assertThat(RawClient.status(port(), HOME)).isEqualTo(429);
      assertThat(preflight()).startsWith("HTTP/1.1 429").contains(ALLOW_ORIGIN, "Vary: Origin");
      assertThat(other.ask("3d6")).matches(ROLL);
      await(
          "all to be cut",
          () -> {
            other.sendPong();
            return exchanges.size() == 0;
          });
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
    assertThat(metrics.total(Counter.RESPONSES_STALLED)).isEqualTo(unread + PER_ADDRESS / 2);
    assertThat(metrics.total(Counter.BODIES_UNFINISHED)).isEqualTo(unsent + PER_ADDRESS / 2);
    assertRegistryIsEmpty();
  }

  @Test
  public void httpFloodIsDelayedAndOthersAreServed() throws Exception {
    int connections = 20;
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger answered = new AtomicInteger();
    List<FutureTask<Boolean>> floods = new ArrayList<>();
    long start = System.nanoTime();
    try (RawClient other = open()) {
      for (int i = 0; i < connections; i++) {
        FutureTask<Boolean> flood = new FutureTask<>(() -> flood(answered, stop), true);
        floods.add(flood);
        new Thread(flood, "dicegate-it-flood").start();
      }
      await("responses to be delayed", () -> exchanges.delayed() > 0);
      for (int i = 0; i < 10; i++) {
        long asked = System.nanoTime();
        assertThat(other.ask("3d6")).matches(ROLL);
        assertThat(heads(otherAddress(i), 1)).isOne();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
      }
      await("a second's rate beyond the burst", () -> answered.get() > 2_500);
    } finally {
      stop.set(true);
    }
    for (FutureTask<Boolean> flood : floods) {
      flood.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;
    assertThat(answered.longValue()).isLessThanOrEqualTo(2_000 + 500 * seconds);

    for (int i = 0; i < connections; i++) {
      try (Socket brief = send(new Socket(), FLOODING, HEAD_REQUEST.repeat(100))) {
        brief.setSoLinger(true, 0);
      }
    }
    await("all to be ended", () -> exchanges.size() == 0);
    assertThat(exchanges.delayed()).isZero();
    assertRegistryIsEmpty();
  }

  @Test
  public void clientThatStopsReadingIsClosedAndOthersAreServed() throws Exception {
    long before =
        metrics.total(Counter.OUTBOXES_OVERFLOWED) + metrics.total(Counter.OUTBOXES_STALLED);
    try (RawClient other = open();
        RawClient stuck = open()) {
      for (int i = 0; i < 40; i++) {
        stuck.sendText("{\"type\":\"roll\",\"id\":" + i + ",\"expr\":\"9000d6\"}");
      }
      for (int i = 0; i < 20; i++) {
        assertThat(other.ask("3d6")).matches(ROLL);
      }
      await("the reader to be closed", () -> registry.size() == 1);

      assertThat(
              metrics.total(Counter.OUTBOXES_OVERFLOWED) + metrics.total(Counter.OUTBOXES_STALLED))
          .isEqualTo(before + 1);
      assertThat(other.ask("3d6")).matches(ROLL);
      assertThat(stuck.closeCode()).isIn(4008, RawClient.NO_CLOSE_CODE);
    }
    assertRegistryIsEmpty();
  }

  @Test
  public void unreadAnswersAreBoundedByAddress() throws Exception {
    String roll = "{\"type\":\"roll\",\"id\":%d,\"expr\":\"10000d20" + "=1".repeat(490) + "\"}";
    long before = metrics.total(Counter.OUTBOXES_OVER_LIMIT);
    List<RawClient> stuck = new ArrayList<>();
    try (RawClient other = RawClient.open(port(), otherAddress(0))) {
      for (int i = 0; i < 12; i++) {
        stuck.add(openWhenAdmitted(HOME));
      }
      for (int i = 0; i < 12; i++) {
        for (RawClient client : stuck) {
          client.sendText(roll.formatted(i));
        }
      }
      // The kernel takes some megabytes of each connection.
      await(
          "some to be closed",
          () -> {
            assertThat(registry.unreadChars()).isLessThanOrEqualTo(4_194_304L);
            return metrics.total(Counter.OUTBOXES_OVER_LIMIT) > before;
          });
      assertThat(other.ask("3d6")).matches(ROLL);
    } finally {
      for (RawClient client : stuck) {
        client.reset();
      }
    }
    await("all to be released", () -> registry.unreadChars() == 0);
    assertRegistryIsEmpty();
  }

  @Test
  public void floodIsRefusedThenClosedAndOthersAreServed() throws Exception {
    long refusedBefore = metrics.total(Counter.MESSAGES_OVER_RATE);
    try (RawClient other = open();
        RawClient flood = open()) {
      Thread flooding =
          new Thread(() -> trySending(flood, frames("3d6", 50_000)), "dicegate-it-flood");
      flooding.start();
      for (int i = 0; i < 30; i++) {
        assertThat(other.ask("3d6")).matches(ROLL);
      }
      assertThat(flood.closeCode()).isIn(4008, 4029, RawClient.NO_CLOSE_CODE);
      flood.reset();
      flooding.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));

      assertThat(flooding.isAlive()).isFalse();
      assertThat(metrics.total(Counter.MESSAGES_OVER_RATE)).isGreaterThan(refusedBefore);
      assertThat(other.ask("3d6")).matches(ROLL);
    }
    assertRegistryIsEmpty();
  }

  @Test
  public void clientOverItsRateGetsATimeToRetry() throws Exception {
    try (RawClient fast = open()) {
      for (int i = 0; i < 60; i++) {
        fast.writeFrame(RawClient.TEXT, true, "1d1".getBytes(StandardCharsets.UTF_8));
      }
      fast.flush();

      List<String> answers = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        answers.add(fast.next());
      }

      assertThat(answers).startsWith("[1]").filteredOn("[1]"::equals).hasSizeBetween(40, 59);
      assertThat(answers)
          .filteredOn(answer -> !answer.equals("[1]"))
          .isNotEmpty()
          .allMatch(answer -> answer.contains("\"code\":\"rate_limited\""))
          .allMatch(answer -> answer.contains("\"retryAfterMs\":"));
    }
    assertRegistryIsEmpty();
  }

  @Test
  public void closedConnectionsLeaveNothingBehind() throws Exception {
    int opens = ConfigProvider.getConfig().getValue("dicegate.it.opens", Integer.class);
    // Those of earlier tests wait for their clients.
    int sessions = registry.sessions();
    try (RawClient other = open()) {
      for (int i = 0; i < opens; i++) {
        RawClient brief = openWhenAdmitted(otherAddress(i));
        if (i % 3 == 0) {
          brief.sendText("3d6");
        }
        if (i % 2 == 0) {
          brief.reset();
        } else {
          brief.close();
        }
        other.sendPong();
        if (i % 100 == 0) {
          assertThat(other.ask("3d6")).matches(ROLL);
        }
      }
      await(
          "all but one to be removed",
          () -> {
            other.sendPong();
            return registry.size() == 1;
          });
      assertThat(other.ask("3d6")).matches(ROLL);
    }
    assertRegistryIsEmpty();
    assertThat(registry.sessions()).isLessThanOrEqualTo(sessions + 2);
  }

  @Test
  public void silentClientIsRemovedWithin25SecondsAndOneThatPongsIsNot() throws Exception {
    long start = System.nanoTime();
    try (RawClient alive = open();
        RawClient vanished = open();
        RawClient unfinished = open()) {
      unfinished.writeHeader(RawClient.TEXT, true, 4_000);
      unfinished.writeRaw(new byte[100]);
      unfinished.flush();
      RawClient.Frame ping = alive.readFrame();
      assertThat(ping.opcode()).isEqualTo(RawClient.PING);
      alive.writeFrame(RawClient.PONG, true, ping.payload().array());
      alive.flush();

      await("the two to be removed", () -> registry.size() == 1);

      // The limit is 25 s; the rest is for a machine that is busy with other things.
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(35));
      assertThat(alive.ask("3d6")).matches(ROLL);
      assertThat(vanished.closeCode()).isIn(4010, RawClient.NO_CLOSE_CODE);
    }
    assertRegistryIsEmpty();
  }

  @Test
  public void sessionIsResumedOverAnotherConnectionAndRollsNothingTwice() throws Exception {
    String roll = "{\"type\":\"roll\",\"id\":\"a\",\"expr\":\"20d1000\"}";
    RawClient first = open();
    String hello = first.ask("{\"type\":\"ping\"}");
    String session = hello.replaceAll(".*\"session\":\"([^\"]+)\".*", "$1");
    assertThat(first.next()).contains("pong");
    String answer = first.ask(roll);
    first.reset();

    try (RawClient second = open()) {
      assertThat(second.ask("{\"type\":\"resume\",\"session\":\"" + session + "\"}"))
          .contains("hello");
      assertThat(second.next()).contains("\"type\":\"resumed\"", session);
      assertThat(second.ask(roll)).isEqualTo(answer).contains("\"total\":");
      assertThat(second.ask(roll.replace("20d", "21d"))).contains("\"code\":\"id_reused\"");

      try (RawClient third = open()) {
        third.sendText("{\"type\":\"resume\",\"session\":\"" + session + "\"}");
        assertThat(third.next()).contains("hello");
        assertThat(third.next()).contains("\"type\":\"resumed\"");
        assertThat(second.closeCode()).isEqualTo(4409);
        assertThat(third.ask(roll)).isEqualTo(answer);
      }
    }
    assertRegistryIsEmpty();
  }

  /** Waits for the places too, which are taken until the network connections have ended. */
  private void assertRegistryIsEmpty() throws IOException, InterruptedException {
    await("the registry to be empty", () -> registry.size() == 0);
    await("all places to be free", () -> registry.limiter().size() == 0);
    assertThat(registry.size()).isZero();
  }

  private static void sendFragments(RawClient client, int count, boolean ends) throws IOException {
    byte[] nine = {'9'};
    client.writeFrame(RawClient.TEXT, false, nine);
    for (int i = 2; i < count; i++) {
      client.writeFrame(RawClient.CONTINUATION, false, nine);
    }
    client.writeFrame(RawClient.CONTINUATION, ends, nine);
    client.flush();
  }

  private static void trickle(RawClient client, String text) throws IOException {
    client.writeHeader(RawClient.TEXT, true, text.length());
    client.flush();
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      client.writeRaw(new byte[] {one});
      client.flush();
    }
  }

  private static byte[] frames(String text, int count) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    byte[] frame = new byte[6 + payload.length];
    frame[0] = (byte) 0x81;
    frame[1] = (byte) (0x80 | payload.length);
    System.arraycopy(payload, 0, frame, 6, payload.length);
    byte[] all = new byte[frame.length * count];
    for (int i = 0; i < count; i++) {
      System.arraycopy(frame, 0, all, i * frame.length, frame.length);
    }
    return all;
  }

  /** Sends bytes during which the server may close the connection. */
  private static void trySending(RawClient client, byte[] bytes) {
    try {
      client.writeRaw(bytes);
      client.flush();
    } catch (IOException e) {
      assertThat(e.getMessage()).containsAnyOf("Broken pipe", "reset", "closed");
    }
  }

  /** Sends a request that is not read, with a small receive buffer. */
  private static Socket request(String address, String text) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(2_048);
    return send(socket, address, text);
  }

  /**
   * Waits until so many exchanges are in progress and none goes on: the kernel takes some of the
   * responses that nobody reads, and between two of a connection there is none.
   */
  private void awaitStandstill(int count) throws IOException, InterruptedException {
    long[] before = {-1};
    int[] unchanged = {0};
    await(
        "all to be in progress and at a standstill",
        () -> {
          long now = exchanges.unreadBytes();
          unchanged[0] = exchanges.size() == count && now == before[0] ? unchanged[0] + 1 : 0;
          before[0] = now;
          return unchanged[0] == POLLS_AT_STANDSTILL;
        });
  }

  /** Asks whether a listed page may roll, and returns the whole response. */
  private static String preflight() throws IOException {
    String ask =
        """
        OPTIONS /api/roll HTTP/1.1\r
        Host: localhost\r
        Connection: close\r
        Origin: https://vtt.example\r
        Access-Control-Request-Method: POST\r
        \r
        """;
    try (Socket socket = request(HOME, ask)) {
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static Socket send(Socket socket, String address, String text) throws IOException {
    socket.bind(new InetSocketAddress(address, 0));
    socket.connect(new InetSocketAddress(RawClient.server(), port()));
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Sends requests until it is stopped, each time some at once on a new connection. */
  private static void flood(AtomicInteger answered, AtomicBoolean stop) {
    try {
      while (!stop.get()) {
        answered.addAndGet(heads(FLOODING, 50));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends requests for the head of the page at once, and returns the number of responses. */
  private static int heads(String address, int count) throws IOException {
    try (Socket socket = send(new Socket(), address, HEAD_REQUEST.repeat(count))) {
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      int answered = 0;
      String line = in.readLine();
      while (line != null && !(line.isEmpty() && answered == count)) {
        if (line.startsWith("HTTP/1.1 200")) {
          answered++;
        }
        line = in.readLine();
      }
      return answered;
    }
  }

  private static byte[] nines(int count) {
    return "9".repeat(count).getBytes(StandardCharsets.UTF_8);
  }

  private static RawClient openWhenAdmitted(String from) throws Exception {
    List<RawClient> opened = new ArrayList<>();
    await(
        "room",
        () -> {
          try {
            opened.add(RawClient.open(port(), from));
            return true;
          } catch (IOException e) {
            return false;
          }
        });
    return opened.get(0);
  }

  /** Returns one of the loopback addresses that are needed to reach the limit of connections. */
  private static String otherAddress(int index) {
    return "127.0.1." + (1 + index % ADDRESSES);
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(String what, Condition condition)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    CountDownLatch never = new CountDownLatch(1);
    while (!condition.holds()) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS)) {
        throw new AssertionError("waited " + LIMIT_SECONDS + " s without success for " + what);
      }
      assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  private static RawClient open() throws IOException {
    return RawClient.open(port(), HOME);
  }

  private static int port() {
    return ConfigProvider.getConfig().getValue("dicegate.it.port", Integer.class);
  }
}
