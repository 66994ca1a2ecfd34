package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the service goes down: nothing new, what runs is answered, all are sent home in turn. */
final class DrainTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  private final Road road = Road.embedded(1, Duration.ofMillis(300));

  @AfterEach
  void closeRoad() {
    road.close();
  }

  @Test
  void rollThatRunsIsAnsweredBeforeItsClientIsSentHome() throws Exception {
    FakeSocket socket = new FakeSocket();
    Client client = road.registry.enter(socket, "", false);
    client.onText("2d1", true);

    CompletableFuture<Void> drained = drain(LONG);

    assertThat(socket.closeCode()).isEqualTo(CloseCode.SERVICE_RESTART);
    assertThat(socket.next()).isEqualTo("[1, 1]");
    road.registry.leave(client);
    drained.get(10, TimeUnit.SECONDS);
  }

  @Test
  void rollAskedInTheLastMomentIsNotBegunAndItsClientIsNotHeld() throws Exception {
    FakeSocket first = new FakeSocket();
    FakeSocket second = new FakeSocket();
    List<Client> clients =
        List.of(road.registry.enter(first, "", false), road.registry.enter(second, "", true));
    CompletableFuture<Void> drained = drain(LONG);
    FakeSocket held = awaitOneClosed(first, second) == first ? second : first;
    assertThat(held.isOpen()).isTrue();

    clients
        .get(held == first ? 0 : 1)
        .onText("{\"type\":\"roll\",\"id\":1,\"expr\":\"2d1\"}", true);

    String answer = held.next();
    assertThat(answer.contains("hello") ? held.next() : answer)
        .contains("\"id\":1", "\"code\":\"stopped\"", "\"temporary\":true");
    assertThat(held.closeCode()).isEqualTo(CloseCode.SERVICE_RESTART);
    clients.forEach(road.registry::leave);
    drained.get(10, TimeUnit.SECONDS);
  }

  @Test
  void clientsAreSentHomeOverTheWholeTime() throws Exception {
    List<FakeSocket> sockets = new ArrayList<>();
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      FakeSocket socket = new FakeSocket();
      sockets.add(socket);
      clients.add(road.registry.enter(socket, "", false));
    }
    long begin = System.nanoTime();

    CompletableFuture<Void> drained = drain(Duration.ofSeconds(2));

    for (FakeSocket socket : sockets) {
      assertThat(socket.closeCode()).isEqualTo(CloseCode.SERVICE_RESTART);
    }
    assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.SECONDS.toNanos(1));
    clients.forEach(road.registry::leave);
    drained.get(10, TimeUnit.SECONDS);
  }

  @Test
  void clientThatWaitsForAnAnswerTooLongIsSentHomeWithoutIt() throws Exception {
    try (Road slow = Road.embedded(1, Duration.ofSeconds(20))) {
      FakeSocket socket = new FakeSocket();
      slow.registry.enter(socket, "", false).onText("2d1", true);

      slow.registry.drain(Duration.ofMillis(200), Duration.ZERO);

      assertThat(socket.closeCode()).isEqualTo(CloseCode.SERVICE_RESTART);
    }
  }

  @Test
  void nobodyComesInAnyMore() throws Exception {
    road.registry.drain(Duration.ZERO, Duration.ZERO);

    assertThat(road.registry.isDraining()).isTrue();
    assertThat(road.registry.look("")).isEqualTo(Door.Answer.FULL);
    FakeSocket late = new FakeSocket();
    road.registry.enter(late, "", true);
    assertThat(late.closeCode()).isEqualTo(CloseCode.SERVICE_RESTART);
  }

  private CompletableFuture<Void> drain(Duration time) {
    return CompletableFuture.runAsync(
        () -> road.registry.drain(time, Duration.ofSeconds(10)), Road.THREADS);
  }

  private static FakeSocket awaitOneClosed(FakeSocket first, FakeSocket second) throws Exception {
    return (FakeSocket)
        CompletableFuture.anyOf(
                first.closed().thenApply(code -> first), second.closed().thenApply(code -> second))
            .get(10, TimeUnit.SECONDS);
  }
}
