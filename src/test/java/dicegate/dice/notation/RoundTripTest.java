package dicegate.dice.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.notation.ParseResult.Parsed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Parsing the printed text gives an equal request; printed text is canonical. */
final class RoundTripTest {

  private static final List<String> WITH_BARE_REROLLS =
      List.of(
          "r", "ro", "r1", "ro<3", "r!=4", "u", "!", "!6", "!!", "!p", "!>5", "!!p>=5", "min2",
          "max5", "min-1", "kh3", "d", "dh2", ">=5", ">3", "<>2", ">=5f1", "<2f<=1", "cs", "cs>4",
          "cf", "cf1", "s", "sd");

  private static final List<String> WITH_EQUAL_EXPLOSIONS =
      List.of(
          "!6", "!=5", "!!4", "!p3", "!!p=2", "!", "!!", "r1", "ro<3", "rr2", "u", "min2", "max5",
          "kh3", "kl1", ">=5", "=3f1", "cs", "cf1", "sa");

  @ParameterizedTest
  @MethodSource
  void corpusRoundTrips(String text) {
    assertRoundTrip(text);
  }

  static List<String> corpusRoundTrips() throws IOException {
    return Corpus.lines("corpus.txt");
  }

  @Test
  void corpusHasEveryToken() throws IOException {
    Set<Token> tokens = EnumSet.noneOf(Token.class);

    for (String text : Corpus.lines("corpus.txt")) {
      Lexer lexer = new Lexer(text);
      do {
        lexer.advance();
        tokens.add(lexer.token());
      } while (lexer.token() != Token.END && lexer.token() != Token.HASH);
    }

    tokens.remove(Token.UNKNOWN_CHARACTER);
    tokens.remove(Token.UNKNOWN_WORD);
    assertThat(EnumSet.complementOf(EnumSet.copyOf(tokens)))
        .containsExactly(Token.UNKNOWN_WORD, Token.UNKNOWN_CHARACTER);
  }

  @Test
  void combinedModifiersRoundTrip() {
    assertThat(triples("4d6", WITH_BARE_REROLLS)).isGreaterThan(10_000);
    assertThat(triples("4d6", WITH_EQUAL_EXPLOSIONS)).isGreaterThan(4_000);
    assertThat(triples("(1d4)dF", List.of("r=-1", "!>=1", "min-1", "=-1", "<>-1f=-1", "kh1", "cs")))
        .isGreaterThan(100);
  }

  /** Checks all sequences of three modifiers; returns the number of those that parse. */
  private static int triples(String dice, List<String> modifiers) {
    int parsed = 0;
    for (String first : modifiers) {
      for (String second : modifiers) {
        for (String third : modifiers) {
          String text = dice + first + second + third;
          if (Notation.parse(text) instanceof Parsed) {
            parsed++;
            assertRoundTrip(text);
          }
        }
      }
    }
    return parsed;
  }

  @Test
  void combinedOperatorsRoundTrip() {
    List<String> shapes =
        List.of("A+B", "A-B", "A*B", "A/B", "A%B", "A^B", "-A", "A[x]", "{A,B}", "max(A,B)");
    List<String> texts = new ArrayList<>(List.of("1d6"));
    for (int depth = 0; depth < 2; depth++) {
      List<String> deeper = new ArrayList<>();
      for (String shape : shapes) {
        for (String left : texts) {
          for (String right : List.of("2", "(2-3)", "(2*3)", "(-2)", "2^3")) {
            deeper.add(shape.replace("B", right).replace("A", left));
            if (!shape.startsWith("A[")) {
              deeper.add(shape.replace("B", right).replace("A", "(" + left + ")"));
            }
          }
        }
      }
      texts.addAll(deeper);
    }

    assertThat(texts).hasSizeGreaterThan(1_000);
    texts.forEach(RoundTripTest::assertRoundTrip);
  }

  @ParameterizedTest
  @MethodSource
  void equalRequestsHaveOneCanonicalText(String text, String canonical) {
    assertThat(Notation.print(request(text))).isEqualTo(canonical);
    assertRoundTrip(text);
  }

  static List<Arguments> equalRequestsHaveOneCanonicalText() throws IOException {
    return Corpus.lines("canonical.txt").stream()
        .map(line -> line.split(" => ", 2))
        .map(sides -> Arguments.of(sides[0].strip(), sides[1].strip()))
        .toList();
  }

  private static void assertRoundTrip(String text) {
    RollRequest request = request(text);

    String printed = Notation.print(request);

    assertThat(request(printed)).as("%s, printed as %s", text, printed).isEqualTo(request);
    assertThat(Notation.print(request(printed))).isEqualTo(printed);
    for (RequestedRoll roll : request.rolls()) {
      assertThat(Notation.canonical(roll)).isEqualTo(roll);
    }
  }

  private static RollRequest request(String text) {
    return switch (Notation.parse(text)) {
      case Parsed parsed -> parsed.request();
      case ParseResult.NotARoll refused -> throw new AssertionError(text + ": " + refused.error());
    };
  }
}
