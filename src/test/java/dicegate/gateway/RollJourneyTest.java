package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * Rolls through the whole service without a container, from the request's frame to the answer's.
 */
final class RollJourneyTest {

  private static final int CONNECTIONS = 1_000;
  private static final int REQUESTS_EACH = 20;

  @Test
  void bareRollIsAnswered() throws Exception {
    try (GatewayHarness harness = GatewayHarness.open()) {
      TestConnection connection = TestConnection.on(harness);

      assertThat(connection.ask("3d4")).matches("\\[[1-4], [1-4], [1-4]]");
    }
  }

  @Test
  void jsonRollIsAnswered() throws Exception {
    try (GatewayHarness harness = GatewayHarness.open()) {
      TestConnection connection = TestConnection.on(harness);

      assertThat(connection.ask("{\"type\":\"roll\",\"id\":1,\"expr\":\"2d1\"}")).contains("hello");
      assertThat(connection.socket.next())
          .matches(
              "\\{\"type\":\"result\",\"id\":1,\"proof\":\\{\"index\":0,\"root\":\"[0-9a-f]{64}\"},.*")
          .endsWith(
              "\"roll\":{\"expr\":\"2d1\",\"total\":2,"
                  + "\"text\":\"2d1[1, 1] = 2\",\"dice\":[{\"sides\":1,\"value\":1,\"kept\":true},"
                  + "{\"sides\":1,\"value\":1,\"kept\":true}],"
                  + "\"tree\":"
                  + "{\"type\":\"dice\",\"pos\":0,\"len\":3,\"total\":2,\"dice\":[0,2]},"
                  + "\"drawn\":[[1,1],[1,1]]}}");
    }
  }

  @Test
  void oddsAreAnswered() throws Exception {
    try (GatewayHarness harness = GatewayHarness.open()) {
      TestConnection connection = TestConnection.on(harness);

      assertThat(connection.ask("{\"type\":\"odds\",\"id\":1,\"expr\":\"4d6kh3\"}"))
          .contains("hello");
      assertThat(connection.socket.next())
          .startsWith("{\"type\":\"odds\",\"id\":1,\"odds\":{\"expr\":\"4d6kh3\",")
          .contains("\"meanExact\":\"15869/1296\"");
    }
  }

  @Test
  void errorKeepsItsPositionAndHint() throws Exception {
    try (GatewayHarness harness = GatewayHarness.open()) {
      TestConnection connection = TestConnection.on(harness);

      assertThat(connection.ask("{\"type\":\"roll\",\"id\":1,\"expr\":\"3d6\u00a0+ 1\"}"))
          .contains("hello");
      assertThat(connection.socket.next())
          .contains("\"code\":\"character\"", "\"pos\":3", "\"len\":1", "no-break space (U+00A0)")
          .contains("\"hint\":\"3d6 + 1\"", "\"temporary\":false");
    }
  }

  @Test
  void richerBareExpressionIsTheRollObject() throws Exception {
    try (GatewayHarness harness = GatewayHarness.open()) {
      assertThat(TestConnection.on(harness).ask("2d1+3"))
          .startsWith("{\"expr\":\"2d1+3\",\"total\":5,\"text\":\"2d1[1, 1] + 3 = 5\",");
    }
  }

  @Test
  void fourWorkersServeFourClientsInParallel() throws Exception {
    try (GatewayHarness harness = GatewayHarness.embedded(4, Duration.ofSeconds(2))) {
      List<TestConnection> four = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        four.add(TestConnection.on(harness));
      }
      long start = System.nanoTime();

      four.forEach(connection -> connection.connection.onText("1d1", true));

      for (TestConnection connection : four) {
        assertThat(connection.socket.next()).isEqualTo("[1]");
      }
      // Each request takes two seconds; two in a row would take four.
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofSeconds(2), Duration.ofMillis(3_900));
    }
  }

  @Test
  void sixSidedDieShowsItsSix() throws Exception {
    try (GatewayHarness harness = GatewayHarness.open()) {
      assertThat(TestConnection.on(harness).ask("1000d6"))
          .contains("1")
          .contains("6")
          .doesNotContain("7");
    }
  }

  @Test
  void thousandConnectionsGetTheirOwnAnswersInOrder() throws Exception {
    try (GatewayHarness harness = GatewayHarness.open()) {
      List<TestConnection> connections = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        connections.add(TestConnection.on(harness));
      }

      for (int j = 1; j <= REQUESTS_EACH; j++) {
        for (int i = 0; i < CONNECTIONS; i++) {
          connections.get(i).connection.onText((i % 50 + j) + "d1", true);
        }
      }

      for (int i = 0; i < CONNECTIONS; i++) {
        for (int j = 1; j <= REQUESTS_EACH; j++) {
          assertThat(connections.get(i).socket.next())
              .isEqualTo("[" + "1, ".repeat(i % 50 + j - 1) + "1]");
        }
        assertThat(connections.get(i).socket.waiting()).isZero();
      }
      assertThat(harness.fleet.unanswered()).isZero();
    }
  }

  @Test
  void clientsThatDisconnectBeforeTheirReplyCostNothing() throws Exception {
    try (GatewayHarness harness = GatewayHarness.open()) {
      TestConnection stays = TestConnection.on(harness);
      for (int i = 0; i < CONNECTIONS; i++) {
        TestConnection leaves = TestConnection.on(harness);
        leaves.connection.onText("10d6", true);
        harness.registry.remove(leaves.connection);
      }

      assertThat(stays.ask("2d1")).isEqualTo("[1, 1]");
      assertThat(harness.registry.size()).isOne();
      assertThat(harness.awaitIdle()).isTrue();
    }
  }

  @Test
  void originalRepEngineServesClients() throws Exception {
    try (ZContext context = new ZContext();
        ZMQ.Socket rep = context.createSocket(SocketType.REP)) {
      rep.setReceiveTimeOut(10_000);
      rep.bind("tcp://127.0.0.1:*");
      try (GatewayHarness harness =
          GatewayHarness.to("seed+" + rep.getLastEndpoint(), Duration.ofSeconds(20))) {
        TestConnection connection = TestConnection.on(harness);
        String probe = rep.recvStr();
        assertThat(probe).matches("[^ :]+ 0d6");
        rep.send(probe.split(" ", -1)[0] + ":[]");

        connection.connection.onText("3d1", true);
        connection.connection.onText("3d4", true);
        String request = rep.recvStr();
        rep.send(request.split(" ", -1)[0] + ":[1, 2, 1]");

        assertThat(request).matches("[^ :]+ 3d4");
        assertThat(connection.socket.next()).isEqualTo("\"whaaat?\"");
        assertThat(connection.socket.next()).isEqualTo("[1, 2, 1]");
      }
    }
  }

  /** A client of the gateway, and the socket where its answers arrive. */
  private record TestConnection(Connection connection, FakeSocket socket) {

    static TestConnection on(GatewayHarness harness) {
      FakeSocket socket = new FakeSocket();
      return new TestConnection(harness.registry.add(socket, "", false), socket);
    }

    String ask(String text) throws InterruptedException {
      connection.onText(text, true);
      return socket.next();
    }
  }
}
