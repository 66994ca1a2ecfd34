package dicegate.bench;

import java.io.Serial;

/** An answer that does not match its request; it ends the benchmark. */
final class WrongAnswerException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  WrongAnswerException(Target target, String request, String answer) {
    super("%s answered <%s> to <%s>".formatted(target, answer, request));
  }
}
