package dicegate.dice.notation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dicegate.dice.notation.ParseResult.NotARoll;
import dicegate.dice.notation.ParseResult.Parsed;

/**
 * Fuzzing of the parser by Jazzer: {@code mvn -Pfuzz test}. Without that profile, replays the
 * inputs in the resources, to which findings are added; each is a text in UTF-8.
 *
 * <p>One method for each class, since Jazzer runs only one in a JVM.
 */
final class NotationFuzzTest {

  @FuzzTest
  void anyTextRoundTripsOrYieldsAValidError(byte[] utf8) {
    String text = new String(utf8, UTF_8);

    switch (Notation.parse(text)) {
      case Parsed parsed -> {
        String printed = Notation.print(parsed.request());
        assertThat(Notation.parse(printed)).isEqualTo(parsed);
      }
      case NotARoll notARoll -> {
        DiceError error = notARoll.error();
        assertThat(error.span().start()).isBetween(0, error.span().end());
        assertThat(error.span().end()).isLessThanOrEqualTo(text.length());
        if (error.hint() != null) {
          assertThat(Notation.parse(error.hint())).isInstanceOf(Parsed.class);
        }
      }
    }
  }
}
