package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.telemetry.Meters;
import org.junit.jupiter.api.Test;

final class OrderedAnswersTest {

  private final FakeSocket socket = new FakeSocket();
  private final OrderedAnswers answers =
      new OrderedAnswers(new Outbox(socket, new Meters(), System::nanoTime));

  @Test
  void answersLeaveInTheOrderAskedWhateverTheOrderTheyCome() throws Exception {
    OrderedAnswers.Place first = place();
    OrderedAnswers.Place second = place();
    OrderedAnswers.Place third = place();

    answers.answer(third, "3");
    answers.answer(second, "2");
    assertThat(socket.waiting()).isZero();
    answers.answer(first, "1");

    assertThat(socket.next()).isEqualTo("1");
    assertThat(socket.next()).isEqualTo("2");
    assertThat(socket.next()).isEqualTo("3");
  }

  private OrderedAnswers.Place place() {
    OrderedAnswers.Place place = answers.take();
    if (place == null) {
      throw new AssertionError("no place left");
    }
    return place;
  }
}
