package dicegate.dice.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.eval.RollResult;
import dicegate.dice.eval.Roller;
import dicegate.dice.notation.DiceError.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every error as shown to the player: those of parsing in {@code notation/errors}, in parser order,
 * those of rolling in {@code eval/errors}, with dice that show their highest face.
 *
 * <p>{@code -Dgolden.update=true} writes the current errors into the files. For a new one, write
 * the line of the input and update.
 */
final class GoldenErrorsTest {

  private static final Path PARSING = Corpus.HOME.resolve("errors");
  private static final Path ROLLING = Corpus.HOME.resolveSibling("eval").resolve("errors");

  @ParameterizedTest
  @MethodSource("parsing")
  void parsingErrorMatchesItsFile(GoldenError golden) throws IOException {
    DiceError error = parseError(golden.input());

    checkFile(golden, error);
    checkError(golden, error);
    if (error.hint() != null) {
      assertThat(Notation.parse(error.hint()))
          .as("hint %s", error.hint())
          .isInstanceOf(ParseResult.Parsed.class);
    }
  }

  @ParameterizedTest
  @MethodSource("rolling")
  void rollingErrorMatchesItsFile(GoldenError golden) throws IOException {
    DiceError error = rollError(golden.input());

    checkFile(golden, error);
    checkError(golden, error);
    assertThat(error.hint()).isNull();
  }

  @Test
  void everyCodeHasAFile() throws IOException {
    Set<Code> codes = EnumSet.noneOf(Code.class);

    for (GoldenError golden : parsing()) {
      codes.add(parseError(golden.input()).code());
    }
    for (GoldenError golden : rolling()) {
      codes.add(rollError(golden.input()).code());
    }

    // Those of faces that are entered by hand need more than a text: see HandRollerTest.
    assertThat(codes)
        .containsExactlyElementsOf(
            EnumSet.complementOf(EnumSet.of(Code.FACES_WANTED, Code.BAD_FACES)));
  }

  static List<GoldenError> parsing() throws IOException {
    return read(PARSING);
  }

  static List<GoldenError> rolling() throws IOException {
    return read(ROLLING);
  }

  private static List<GoldenError> read(Path folder) throws IOException {
    List<GoldenError> errors = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        errors.add(GoldenError.read(file));
      }
    }
    return errors;
  }

  private static DiceError parseError(String text) {
    return switch (Notation.parse(text)) {
      case ParseResult.Parsed parsed -> throw new AssertionError(text + " parses");
      case ParseResult.NotARoll refused -> refused.error();
    };
  }

  private static DiceError rollError(String text) {
    return switch (Notation.parse(text)) {
      case ParseResult.NotARoll refused -> throw new AssertionError(text + " does not parse");
      case ParseResult.Parsed parsed ->
          switch (new Roller(sides -> sides).roll(parsed.request())) {
            case RollResult.Rolled rolled -> throw new AssertionError(text + " rolls");
            case RollResult.Refused refused -> refused.error();
          };
    };
  }

  private static void checkFile(GoldenError golden, DiceError error) throws IOException {
    String rendered = golden.render(error);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden.file(), rendered);
    }
    assertThat(Files.readString(golden.file())).isEqualTo(rendered);
  }

  private static void checkError(GoldenError golden, DiceError error) {
    assertThat(error.text()).matches("(?s)[A-Z0-9a-z].*\\.").doesNotContain("  ");
    assertThat(error.span().start()).isNotNegative();
    assertThat(error.span().end()).isBetween(error.span().start(), golden.input().length());
  }
}
