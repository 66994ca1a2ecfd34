package dicegate.dice.statistics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dicegate.dice.notation.Notation;
import dicegate.dice.notation.ParseResult;
import java.util.Arrays;

/**
 * Fuzzing of the odds by Jazzer.
 *
 * @see dicegate.dice.notation.NotationFuzzTest
 */
final class OddsFuzzTest {

  @FuzzTest
  void everyParsedRequestHasValidOdds(byte[] utf8) {
    String text = new String(utf8, UTF_8);

    if (Notation.parse(text) instanceof ParseResult.Parsed parsed) {
      OddsChecks.check(text, parsed.request().first(), Arrays.hashCode(utf8));
    }
  }
}
