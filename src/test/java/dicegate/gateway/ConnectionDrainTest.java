package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.http.ConnectionLimiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A shutdown: new requests are refused, running ones answered, connections closed in turn. */
final class ConnectionDrainTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  private final GatewayHarness harness = GatewayHarness.embedded(1, Duration.ofMillis(300));

  @AfterEach
  void closeHarness() {
    harness.close();
  }

  @Test
  void runningRollIsAnsweredBeforeTheConnectionIsClosed() throws Exception {
    FakeSocket socket = new FakeSocket();
    Connection connection = harness.registry.add(socket, "", false);
    connection.onText("2d1", true);

    CompletableFuture<Void> drained = drain(LONG);

    assertThat(socket.closeCode()).isEqualTo(CloseCode.SERVICE_RESTART);
    assertThat(socket.next()).isEqualTo("[1, 1]");
    harness.registry.remove(connection);
    drained.get(10, TimeUnit.SECONDS);
  }

  @Test
  void requestDuringDrainIsRefusedAndItsConnectionClosedAtOnce() throws Exception {
    FakeSocket first = new FakeSocket();
    FakeSocket second = new FakeSocket();
    List<Connection> connections =
        List.of(harness.registry.add(first, "", false), harness.registry.add(second, "", true));
    CompletableFuture<Void> drained = drain(LONG);
    FakeSocket open = awaitOneClosed(first, second) == first ? second : first;
    assertThat(open.isOpen()).isTrue();

    connections
        .get(open == first ? 0 : 1)
        .onText("{\"type\":\"roll\",\"id\":1,\"expr\":\"2d1\"}", true);

    String answer = open.next();
    assertThat(answer.contains("hello") ? open.next() : answer)
        .contains("\"id\":1", "\"code\":\"stopped\"", "\"temporary\":true");
    assertThat(open.closeCode()).isEqualTo(CloseCode.SERVICE_RESTART);
    connections.forEach(harness.registry::remove);
    drained.get(10, TimeUnit.SECONDS);
  }

  @Test
  void closesAreSpreadOverThePeriod() throws Exception {
    List<FakeSocket> sockets = new ArrayList<>();
    List<Connection> connections = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      FakeSocket socket = new FakeSocket();
      sockets.add(socket);
      connections.add(harness.registry.add(socket, "", false));
    }
    long begin = System.nanoTime();

    CompletableFuture<Void> drained = drain(Duration.ofSeconds(2));

    for (FakeSocket socket : sockets) {
      assertThat(socket.closeCode()).isEqualTo(CloseCode.SERVICE_RESTART);
    }
    assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.SECONDS.toNanos(1));
    connections.forEach(harness.registry::remove);
    drained.get(10, TimeUnit.SECONDS);
  }

  @Test
  void connectionWithUnansweredRequestIsClosedAtTheEndOfThePeriod() throws Exception {
    try (GatewayHarness slow = GatewayHarness.embedded(1, Duration.ofSeconds(20))) {
      FakeSocket socket = new FakeSocket();
      slow.registry.add(socket, "", false).onText("2d1", true);

      slow.drain.run(Duration.ofMillis(200), Duration.ZERO);

      assertThat(socket.closeCode()).isEqualTo(CloseCode.SERVICE_RESTART);
    }
  }

  @Test
  void newConnectionIsRefusedAfterTheDrain() throws Exception {
    harness.drain.run(Duration.ZERO, Duration.ZERO);

    assertThat(harness.registry.isDraining()).isTrue();
    assertThat(harness.registry.checkLimit("")).isEqualTo(ConnectionLimiter.Decision.FULL);
    FakeSocket late = new FakeSocket();
    harness.registry.add(late, "", true);
    assertThat(late.closeCode()).isEqualTo(CloseCode.SERVICE_RESTART);
  }

  private CompletableFuture<Void> drain(Duration time) {
    return CompletableFuture.runAsync(
        () -> harness.drain.run(time, Duration.ofSeconds(10)), GatewayHarness.THREADS);
  }

  private static FakeSocket awaitOneClosed(FakeSocket first, FakeSocket second) throws Exception {
    return (FakeSocket)
        CompletableFuture.anyOf(
                first.closed().thenApply(code -> first), second.closed().thenApply(code -> second))
            .get(10, TimeUnit.SECONDS);
  }
}
