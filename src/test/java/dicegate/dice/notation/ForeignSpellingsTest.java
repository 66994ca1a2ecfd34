package dicegate.dice.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.CpuTime;
import dicegate.dice.notation.ForeignSpellings.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every row of the table of foreign spellings, and the page of the documents that is made from it.
 * {@code -Dgolden.update=true} writes the page.
 */
final class ForeignSpellingsTest {

  private static final Path PAGE = Path.of("src", "docs", "spellings.md");
  private static final String ROWS_BEGIN = "| you type | in | here |\n|---|---|---|\n";
  private static final String SAME = "=";
  private static final String DIFFERS = "~";
  private static final Duration TIME_LIMIT = Duration.ofMillis(100);

  @Test
  void tableHasEnoughRowsOfEnoughTools() {
    Set<String> tools = new HashSet<>();
    for (Row row : ForeignSpellings.rows()) {
      tools.addAll(List.of(row.tools().split(", ?")));
    }

    assertThat(ForeignSpellings.rows().stream().map(Row::construct)).doesNotHaveDuplicates();
    assertThat(ForeignSpellings.rows().stream().filter(row -> !row.differs()))
        .hasSizeGreaterThanOrEqualTo(150);
    assertThat(tools).hasSizeGreaterThanOrEqualTo(10);
    assertThat(ForeignSpellings.rows().stream().filter(row -> hasHint(row.construct())))
        .hasSizeGreaterThanOrEqualTo(120);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void constructHasTheMeaningOfItsRow(Row row) {
    switch (row.meaning()) {
      case SAME -> assertThat(error(row.construct())).isNull();
      case ForeignSpellings.NOTHING -> assertThat(hint(row.construct())).isNull();
      default -> {
        if (row.differs()) {
          assertDiffers(row);
        } else {
          String hint = hint(row.construct());
          // There is none if it means something else in other tools or to other players.
          assertThat(SameOdds.of(hint == null ? row.meaning() : hint))
              .isEqualTo(SameOdds.of(row.meaning()));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void ruleTakesLittleTimeForHostileTexts(Row row) {
    Stream.of("1", "d", " ", "(", "1d6", "1 ", "a", "+1", "[", "drop ", "1d6 keep ", "x", "!", "\"")
        .map(
            part ->
                part.repeat(ForeignSpellings.MAX_CHARS).substring(0, ForeignSpellings.MAX_CHARS))
        .forEach(
            text ->
                CpuTime.atMost(
                    TIME_LIMIT,
                    row.rule() + " for " + text,
                    () -> String.valueOf(row.rule()).isEmpty() || finds(row, text)));
  }

  @Test
  void pageOfTheDocumentsHasEveryRow() throws IOException {
    String page = Files.readString(PAGE);
    String head = page.substring(0, page.indexOf(ROWS_BEGIN) + ROWS_BEGIN.length());
    String expected =
        head
            + ForeignSpellings.rows().stream()
                .map(ForeignSpellingsTest::tableRow)
                .collect(Collectors.joining());
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, expected);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(expected);
  }

  static List<Row> rows() {
    return ForeignSpellings.rows();
  }

  static List<Row> rules() {
    return ForeignSpellings.rows().stream().filter(row -> row.rule() != null).toList();
  }

  private static boolean finds(Row row, String text) {
    return row.rule() != null && row.rule().matcher(text).find();
  }

  @Test
  void hintThatMeansSomethingElseElsewhereIsNotGiven() {
    List<String> disputed =
        ForeignSpellings.rows().stream()
            .filter(row -> row.differs() && row.rule() != null)
            .map(Row::construct)
            .toList();

    assertThat(disputed).hasSizeGreaterThanOrEqualTo(10);
    for (String construct : disputed) {
      for (String command : List.of("/r ", "/roll ", "!roll ")) {
        assertThat(hint(command + construct)).as(command + construct).isNull();
      }
    }
  }

  /** What a reader of the first version typed to get a wrong hint. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "6×4d6kh3",
        "3 × (2d6)",
        "2 · 4d6kh3",
        "(2d6,000)",
        "(1d20+5,100)",
        "&4d6--2",
        "/r 1d6d8",
        "!r d6d6",
        "[[d6d6]]",
        "/r 6 # 3d6",
        "roll d66",
        "1d6d8 to hit",
        "6d6>>4+1",
        "{4d6+3d8}cs>=5",
        "2 • 3d6",
        "2d6\\3",
        "2d6\"3\"",
        "1d20 \"adv\"",
        "4d6 \\ drop lowest",
        "10d6 for fives",
        "4d6 for doubles",
        "4d6 ! on sixes",
        "2d6!?",
        "1.",
        "4dF.",
        "2d20 each adv"
      })
  void textThatMayMeanSomethingElseHasNoHint(String text) {
    assertThat(hint(text)).isNull();
  }

  private static void assertDiffers(Row row) {
    String meant = row.meaning().substring(DIFFERS.length());
    assertThat(error(row.construct())).isNull();
    assertThat(row.note()).isNotBlank();
    if (!meant.equals(ForeignSpellings.NOTHING)) {
      assertThat(canonical(meant)).isNotEqualTo(canonical(row.construct()));
    }
  }

  private static String canonical(String text) {
    return switch (Notation.parse(text)) {
      case ParseResult.Parsed parsed -> Notation.print(parsed.request());
      case ParseResult.NotARoll notARoll -> throw new AssertionError(notARoll.error().text());
    };
  }

  private static @Nullable DiceError error(String text) {
    return switch (Notation.parse(text)) {
      case ParseResult.Parsed parsed -> null;
      case ParseResult.NotARoll notARoll -> notARoll.error();
    };
  }

  private static boolean hasHint(String text) {
    DiceError error = error(text);
    return error != null && error.hint() != null;
  }

  /** Returns the hint for a text that does not parse. */
  private static @Nullable String hint(String text) {
    DiceError error = error(text);
    assertThat(error).as("%s does not parse", text).isNotNull();
    return error == null ? null : error.hint();
  }

  private static String tableRow(Row row) {
    return "| %s | %s | %s |\n".formatted(code(row.construct()), row.tools(), meaning(row));
  }

  private static String meaning(Row row) {
    String note = row.note().isEmpty() ? "" : " " + row.note();
    String said =
        switch (row.meaning()) {
          case SAME -> "the same";
          case ForeignSpellings.NOTHING -> "cannot be said";
          default -> row.differs() ? differing(row) : code(row.meaning());
        };
    return said + (note.isEmpty() ? "" : "." + note);
  }

  private static String differing(Row row) {
    String meant = row.meaning().substring(DIFFERS.length());
    return "**something else**; "
        + (meant.equals(ForeignSpellings.NOTHING) ? "it cannot be said" : code(meant));
  }

  private static String code(String text) {
    String escaped = text.replace("|", "\\|");
    return escaped.contains("`") ? "`` " + escaped + " ``" : "`" + escaped + "`";
  }
}
