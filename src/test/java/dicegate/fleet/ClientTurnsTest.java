package dicegate.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.wire.ErrorCode;
import dicegate.wire.frames.RequestId;
import dicegate.wire.frames.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ClientTurnsTest {

  private final ClientTurns queue = new ClientTurns();
  private final UUID many = UUID.randomUUID();
  private final UUID few = UUID.randomUUID();
  private long lastId;

  @Test
  void clientWithOneRequestWaitsForOneTurnOfTheClientWithTenThousand() {
    for (int i = 0; i < 10_000; i++) {
      queue.add(request(many, "many"));
    }
    queue.add(request(few, "few"));

    assertThat(List.of(take(), take(), take())).containsExactly("many", "few", "many");
  }

  @Test
  void turnsAreLongerWhenManyClientsWait() {
    List<UUID> clients = clientsWithManyRequests(64);

    List<String> next = IntStream.range(0, 8).mapToObj(i -> take()).toList();

    String first = clients.get(0).toString();
    String second = clients.get(1).toString();
    assertThat(next).containsExactly(first, first, first, first, second, second, second, second);
  }

  @Test
  void clientThatBeginsToWaitHasItsFirstTurnBeforeManyOthers() {
    clientsWithManyRequests(1_000);
    for (int i = 0; i < 20_000; i++) {
      take();
    }

    queue.add(request(few, "few"));

    // Behind the rest of one turn of 16.
    assertThat(IntStream.range(0, 16).mapToObj(i -> take())).contains("few");
  }

  @Test
  void clientsThatBeginToWaitAgainAndAgainDoNotStopTheOthers() {
    queue.add(request(many, "many"));
    queue.add(request(many, "many"));
    take();

    for (int i = 0; i < 100; i++) {
      queue.add(request(UUID.randomUUID(), "new"));
    }

    assertThat(IntStream.range(0, 17).mapToObj(i -> take())).contains("many");
  }

  private List<UUID> clientsWithManyRequests(int count) {
    List<UUID> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      UUID client = UUID.randomUUID();
      clients.add(client);
      for (int j = 0; j < 32; j++) {
        queue.add(request(client, client.toString()));
      }
    }
    return clients;
  }

  @Test
  void requestsOfOneClientKeepTheirOrder() {
    for (String text : List.of("a", "b", "c")) {
      queue.add(request(few, text));
    }

    assertThat(takeAll()).containsExactly("a", "b", "c");
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void clientThatReturnsQueuesBehindTheOthers() {
    queue.add(request(few, "few 1"));
    queue.add(request(many, "many 1"));
    queue.add(request(many, "many 2"));
    assertThat(take()).isEqualTo("few 1");
    queue.add(request(few, "few 2"));

    assertThat(takeAll()).containsExactly("many 1", "few 2", "many 2");
  }

  @Test
  void requestThatHasWaitedGoesBeforeItsClientsOthers() {
    queue.add(request(few, "new"));
    queue.addFirst(request(few, "left out"));

    assertThat(takeAll()).containsExactly("left out", "new");
  }

  @Test
  void completedRequestsAreRemoved() {
    List<PendingRequest> completed = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      completed.add(request(many, "completed"));
      queue.add(completed.get(i));
    }
    queue.add(request(few, "left"));
    completed.forEach(request -> request.complete(new EngineAnswer.Unavailable(ErrorCode.TIMEOUT)));

    queue.removeCompleted();

    assertThat(takeAll()).containsExactly("left");
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void removeAllTakesEveryRequestAndLeavesAnEmptyQueue() {
    queue.add(request(few, "a"));
    queue.add(request(many, "b"));
    queue.addFirst(request(many, "c"));

    assertThat(queue.removeAll())
        .extracting(PendingRequest::expression)
        .containsExactlyInAnyOrder("a", "b", "c");
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.peek()).isNull();
    queue.add(request(few, "d"));
    assertThat(takeAll()).containsExactly("d");
  }

  private PendingRequest request(UUID client, String text) {
    return new PendingRequest(
        new RequestId(++lastId),
        Asker.alone(client),
        Verb.ROLL,
        text,
        0,
        new CompletableFuture<>());
  }

  private String take() {
    PendingRequest next = Objects.requireNonNull(queue.peek());
    queue.remove();
    return next.expression();
  }

  private List<String> takeAll() {
    List<String> taken = new ArrayList<>();
    while (!queue.isEmpty()) {
      taken.add(take());
    }
    return taken;
  }
}
