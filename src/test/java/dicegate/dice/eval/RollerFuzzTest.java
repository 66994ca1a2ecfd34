package dicegate.dice.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dicegate.dice.notation.Notation;
import dicegate.dice.notation.ParseResult;
import java.util.Arrays;

/**
 * Fuzzing of the roller by Jazzer. The dice are seeded by the text, so that findings are
 * reproducible.
 *
 * @see dicegate.dice.notation.NotationFuzzTest
 */
final class RollerFuzzTest {

  @FuzzTest
  void everyParsedRequestRollsValidly(byte[] utf8) {
    String text = new String(utf8, UTF_8);

    if (Notation.parse(text) instanceof ParseResult.Parsed parsed) {
      RollChecks.check(text, parsed.request(), Arrays.hashCode(utf8));
    }
  }
}
