package dicegate.it;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.gateway.ClientRegistry;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

  private static final int PER_ADDRESS = 60;
  private static final int CLIENTS = 1_200;
  private static final int ADDRESSES = CLIENTS / PER_ADDRESS;
  private static final String HOME = "127.0.0.1";
  private static final String ROLL = "\\[[1-6], [1-6], [1-6]]";
  private static final int LIMIT_SECONDS = 60;

  @Inject private ClientRegistry registry;
  @Inject private Metrics metrics;

  @Deployment
  static WebArchive war() {
    return War.withSettings(
            "dicegate.clients=" + CLIENTS,
            "dicegate.client.per-address=" + PER_ADDRESS,
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
      // Payara misses some connections that break immediately after they open; the heartbeat does
      // not.
      await(
          "all but one to be removed",
          () -> {
            other.sendPong();
            return registry.size() == 1;
          });
      assertThat(other.ask("3d6")).matches(ROLL);
    }
    assertRegistryIsEmpty();
    assertThat(registry.sessions()).isLessThanOrEqualTo(2);
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

  private void assertRegistryIsEmpty() throws IOException, InterruptedException {
    await("the registry to be empty", () -> registry.size() == 0);
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
