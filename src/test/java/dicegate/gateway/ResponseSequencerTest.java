package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.telemetry.Metrics;
import org.junit.jupiter.api.Test;

final class ResponseSequencerTest {

  private final FakeSocket socket = new FakeSocket();
  private final ResponseSequencer sequencer =
      new ResponseSequencer(new Outbox(socket, new Metrics(), System::nanoTime));

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

  private ResponseSequencer.Place place() {
    ResponseSequencer.Place place = sequencer.take();
    if (place == null) {
      throw new AssertionError("no place left");
    }
    return place;
  }
}
