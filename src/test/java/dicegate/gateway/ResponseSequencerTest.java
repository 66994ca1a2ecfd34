package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.http.ByteBudget;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import org.junit.jupiter.api.Test;

final class ResponseSequencerTest {

  private final FakeSocket socket = new FakeSocket();
  private final Metrics metrics = new Metrics();
  private final ByteBudget budget = UnreadText.budget(true);
  private final UnreadText unread = new UnreadText("192.0.2.1", budget);
  private final Outbox outbox = new Outbox(socket, unread, metrics, System::nanoTime, () -> {});
  private final ResponseSequencer sequencer = new ResponseSequencer(outbox, unread);

  @Test
  void answersAreSentInTheOrderOfTheRequestsInAnyOrderOfArrival() throws Exception {
    ResponseSequencer.Place first = place();
    ResponseSequencer.Place second = place();
    ResponseSequencer.Place third = place();

    sequencer.answer(third, "3");
    sequencer.answer(second, "2");
    assertThat(socket.waiting()).isZero();
    sequencer.answer(first, "1");

    assertThat(socket.next()).isEqualTo("1");
    assertThat(socket.next()).isEqualTo("2");
    assertThat(socket.next()).isEqualTo("3");
  }

  @Test
  void answersThatWaitForOneBeforeThemCountAsUnread() throws Exception {
    ResponseSequencer.Place first = place();
    String large = "x".repeat(500_000);

    sequencer.answer(place(), large);
    assertThat(budget.held()).isGreaterThan(490_000);
    for (int i = 0; i < 8; i++) {
      sequencer.answer(place(), large);
    }

    assertThat(socket.closeCode()).isEqualTo(CloseCode.SLOW_READER);
    assertThat(metrics.total(Counter.OUTBOXES_OVER_LIMIT)).isOne();
    sequencer.answer(first, "1");
    assertThat(socket.waiting()).isZero();
    outbox.close();
    assertThat(budget.held()).isZero();
  }

  private ResponseSequencer.Place place() {
    ResponseSequencer.Place place = sequencer.take();
    if (place == null) {
      throw new AssertionError("no place left");
    }
    return place;
  }
}
