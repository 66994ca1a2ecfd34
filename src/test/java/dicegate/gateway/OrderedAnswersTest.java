package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.telemetry.Meters;
import org.junit.jupiter.api.Test;

final class OrderedAnswersTest {

  private final FakeSocket socket = new FakeSocket();
  private final OrderedAnswers answers = new OrderedAnswers(new Outbox(socket, new Meters()));

  @Test
  void answersLeaveInTheOrderAskedWhateverTheOrderTheyCome() throws Exception {
    OrderedAnswers.Place first = answers.take();
    OrderedAnswers.Place second = answers.take();
    OrderedAnswers.Place third = answers.take();

    answers.answer(third, "3");
    answers.answer(second, "2");
    assertThat(socket.waiting()).isZero();
    answers.answer(first, "1");

    assertThat(socket.next()).isEqualTo("1");
    assertThat(socket.next()).isEqualTo("2");
    assertThat(socket.next()).isEqualTo("3");
  }
}
