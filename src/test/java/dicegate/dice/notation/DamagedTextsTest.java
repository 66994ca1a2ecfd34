package dicegate.dice.notation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Valid texts with a random typing error each: a hint has the odds of the text before the error.
 * The exceptions are damages that nobody could undo with certainty; {@code damages.txt} lists them
 * all. {@code -Dgolden.update=true} writes the list.
 */
final class DamagedTextsTest {

  private static final Path AMBIGUOUS = Corpus.HOME.resolve("damages.txt");
  private static final String HEAD =
      """
      // Damages after which the hint has other odds than the text before, since the damaged text
      // may as well come from another one: before => damaged => hint.
      """;
  private static final int DAMAGES = 1_000;
  private static final int MAX_CHARS = 40;
  private static final String TYPED = "0123456789dDkhlrofmspuc!<>=+-*/%^()[]{},.#& x\"?;";

  @Test
  void hintHasTheOddsOfTheUndamagedText() throws IOException {
    List<String> texts = texts();
    Random random = new Random(18);
    SortedSet<String> ambiguous = new TreeSet<>();
    int hints = 0;
    int damages = 0;
    while (damages < DAMAGES) {
      String before = texts.get(random.nextInt(texts.size()));
      String after = damaged(before, random);
      if (!(Notation.parse(after) instanceof ParseResult.NotARoll notARoll)) {
        continue;
      }
      damages++;
      String hint = notARoll.error().hint();
      if (hint != null) {
        hints++;
        if (!SameOdds.of(hint).equals(SameOdds.of(before))) {
          ambiguous.add("%s => %s => %s".formatted(before, after, hint));
        }
      }
    }

    System.out.printf(
        "%d damages: %d hints, %d of them other than the text before%n",
        damages, hints, ambiguous.size());
    String listed = HEAD + String.join("\n", ambiguous) + "\n";
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(AMBIGUOUS, listed);
    }
    assertThat(Files.readString(AMBIGUOUS)).isEqualTo(listed);
    assertThat(hints).isGreaterThanOrEqualTo(DAMAGES / 25);
  }

  private static List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>();
    for (String line : Corpus.lines("corpus.txt")) {
      boolean single = line.length() <= MAX_CHARS;
      if (single && !SameOdds.of(line).outcomes().isEmpty()) {
        texts.add(line);
      }
    }
    return texts;
  }

  private static String damaged(String text, Random random) {
    int at = random.nextInt(text.length());
    String before = text.substring(0, at);
    String rest = text.substring(at);
    char typed = TYPED.charAt(random.nextInt(TYPED.length()));
    return switch (random.nextInt(5)) {
      case 0 -> before + rest.substring(1); // left out
      case 1 -> before + typed + rest; // one more
      case 2 -> before + rest.charAt(0) + rest; // doubled
      case 3 -> before + typed + rest.substring(1); // another
      default ->
          rest.length() < 2 ? before : before + rest.charAt(1) + rest.charAt(0) + rest.substring(2);
    };
  }
}
