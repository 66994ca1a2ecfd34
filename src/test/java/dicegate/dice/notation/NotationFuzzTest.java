package dicegate.dice.notation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dicegate.dice.notation.ParseResult.NotARoll;
import dicegate.dice.notation.ParseResult.Parsed;

/**
 * Texts that Jazzer comes upon: {@code mvn -Pfuzz test}. Otherwise replays the files next to it in
 * the resources, where whatever fuzzing finds belongs; each is a text in UTF-8.
 *
 * <p>One method a class, since Jazzer fuzzes with one in a JVM.
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
        assertThat(Notation.parse(String.valueOf(error.hint()))).isInstanceOf(Parsed.class);
      }
    }
  }
}
