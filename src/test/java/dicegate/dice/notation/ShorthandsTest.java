package dicegate.dice.notation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dicegate.dice.notation.Shorthands.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shorthands of game systems: what they mean, which tables are refused, and the page of the
 * documents. {@code -Dgolden.update=true} writes the page.
 */
final class ShorthandsTest {

  private static final Path PAGE = Path.of("src", "docs", "systems.md");
  private static final String ROWS_BEGIN =
      "| name | system | expansion | example | note |\n|---|---|---|---|---|\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          wod8                 | 8d10!=10>=8
          WoD08                | 8d10!=10>=8
          sr6                  | 6d6>=5
          sw8                  | {1d8!,1d6!}kh1
          sw8-1                | {1d8!,1d6!}kh1-1
          pbta+2               | 2d6+2
          PbtA + 2 # move      | 2d6+2#move
          fate+1               | 4dF+1
          5e adv+7             | 2d20kh1+7
          5e  dis              | 2d20kl1
          5e+3                 | 1d20+3
          dcc                  | 6#3d6
          yz4                  | 4d6=6
          coc45                | (1d100)<=45 coc
          coc                  | 1d100
          pbta+2 vs 10         | 2d6+2>=10
          stats # Grog         | 6#4d6kh3#Grog
          [wits] wod8; 5e adv  | [wits]8d10!=10>=8;2d20kh1
          1d6; fitd3 // action | 1d6;3d6kh1#action
          fate[luck]           | 4dF[luck]
          pbta dc 10           | (2d6)>=10
          pbta!                | 2d6!
          cpr+4                | 1d10!o!i+4
          open100+20           | 1d100!>95!i<6+20
          """)
  void shorthandIsItsExpansion(String text, String canonical) {
    assertThat(canonical(text)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void exampleIsARollWithTheShorthand(Row row) {
    assertThat(Notation.parse(row.example()))
        .isInstanceOfSatisfying(
            ParseResult.Parsed.class,
            parsed -> assertThat(row.example()).startsWith(parsed.shorthand(0)));
  }

  @Test
  void shorthandOfEachResultIsAsTyped() {
    assertThat(Notation.parse("[a] WOD8+1; 1d6; 5e  adv # pbta"))
        .isInstanceOfSatisfying(
            ParseResult.Parsed.class,
            parsed -> assertThat(parsed.shorthands()).containsExactly("WOD8", "", "5e  adv"));
    assertThat(Notation.parse("3d6"))
        .isInstanceOfSatisfying(
            ParseResult.Parsed.class, parsed -> assertThat(parsed.shorthands()).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          wod8+x            | syntax     | 5 | 1
          wod8+2+           | syntax     | 7 | 0
          [a]pbta+@str      | unknown_variable | 8 | 4
          1d6; wod8)        | syntax     | 9 | 1
          wod51             | bad_number | 3 | 2
          wod0              | bad_number | 3 | 1
          wod99999999999    | bad_number | 3 | 11
          sw5               | bad_number | 2 | 1
          stats; 1d6        | conflict   | 5 | 1
          """)
  void errorHasThePlaceInTheTextAsTyped(String text, String code, int start, int length) {
    DiceError error = error(text);

    assertThat(error.code().id()).isEqualTo(code);
    assertThat(error.span().start()).isEqualTo(start);
    assertThat(error.span().length()).isEqualTo(length);
    assertThat(error.hint()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wod",
        "pbtax",
        "xpbta",
        "1d6+pbta",
        "wod8x",
        "pbta2",
        "sr 6",
        "# pbta",
        "5eadv",
        "pbta d6",
        "fate(2)",
        "pbta kh1",
        "pbta vsx",
        "pbta 3",
        "pbta @str"
      })
  void textThatOnlyLooksLikeAShorthandIsNone(String text) {
    assertThat(Notation.parse(text)).isInstanceOf(ParseResult.NotARoll.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a;b                              | line 1: expected name, system
          3d6;S;1d6;3d6;                   | line 1: expected a name
          d6;S;1d6;d6;                     | line 1: d6 is a roll already
          adv;S;1d20;adv;                  | line 1: adv is a roll already
          wod(1..9);S;$d6;wod2;            | line 1: there is another row for wod
          pbta;S;1d6;pbta;                 | line 1: there is another row for pbta
          #;                               |
          zz;S;1d6+;zz;                    | line 1: 1d6+ is not a roll
          zz;S;$d6;zz;                     | line 1: the expansion has a $
          zz(1..9);S;1d6;zz2;              | line 1: the expansion has a $
          zz(1..9);S;1d$0000000000;zz2;    | line 1: 1d10000000000 is not a roll
          zz(9..1);S;$d6;zz2;              | line 1: the numbers of a name
          zz(1..1001);S;$d6;zz2;           | line 1: the numbers of a name
          zz(1..9);S;$d6;zz10;             | line 1: the example
          zz;S;1d6;yy;                     | line 1: the example
          zz; ;1d6;zz;                     | line 1: expected a name
          ZZ;S;1d6;ZZ;                     | line 1: expected a name
          zz;S;wod8;zz;                    | line 1: wod8 is not a roll
          """)
  void rowThatIsNotValidIsRefusedWithItsLine(
      String row, @Nullable String message, @TempDir Path folder) throws IOException {
    Path file = folder.resolve("systems.tsv");
    Files.writeString(file, row.replace(';', '\t'));
    if (message == null) {
      assertThat(Shorthands.withFile(file).rows()).hasSameSizeAs(rows());
      return;
    }

    assertThatThrownBy(() -> Shorthands.withFile(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void rowsOfAFileAreAddedToThoseOfDicegate(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("systems.tsv");
    Files.writeString(
        file, "# ours\nwod\tWorld of Darkness\t1d10\twod\t\nzz(2,4)\tZZ\t$d8kh1\tzz4+1\tx\n");

    Shorthands shorthands = Shorthands.withFile(file);

    assertThat(shorthands.rows()).hasSize(rows().size() + 2).containsAll(rows());
    assertThat(Notation.parse("zz4", shorthands)).isInstanceOf(ParseResult.Parsed.class);
    assertThat(Notation.parse("wod", shorthands)).isInstanceOf(ParseResult.Parsed.class);
    assertThat(Notation.parse("zz4")).isInstanceOf(ParseResult.NotARoll.class);
    Files.writeString(file, "\n\nzz\tS\t1d6\tzz\t\nzz\tS\t1d6\tzz\t\n");
    assertThatThrownBy(() -> Shorthands.withFile(file)).hasMessageContaining("line 4: there is");
  }

  @Test
  void fileHasLimits(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("systems.tsv");
    StringBuilder rows = new StringBuilder();
    for (char c = 'a'; c <= 'z'; c++) {
      for (char d = 'a'; d <= 'z'; d++) {
        rows.append("zz%c%c\tS\t1d6\tzz%c%c\t\n".formatted(c, d, c, d));
      }
    }
    Files.writeString(file, rows);
    assertThatThrownBy(() -> Shorthands.withFile(file)).hasMessageContaining("at most 100 rows");
    Files.writeString(file, "#".repeat(Shorthands.MAX_FILE_BYTES + 1));
    assertThatThrownBy(() -> Shorthands.withFile(file)).hasMessageContaining("more than 65536");
    Files.write(file, new byte[] {(byte) 0xff, 10});
    assertThatThrownBy(() -> Shorthands.withFile(file)).hasMessageContaining("not UTF-8");
    assertThatThrownBy(() -> Shorthands.withFile(folder.resolve("none")))
        .hasMessageContaining("cannot read");
    Files.write(file, "zz\tS\u202e\t1d6\tzz\t".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Shorthands.withFile(file)).hasMessageContaining("line 1: a column");
  }

  @Test
  void pageOfTheDocumentsHasEveryRow() throws IOException {
    String page = Files.readString(PAGE);
    String head = page.substring(0, page.indexOf(ROWS_BEGIN) + ROWS_BEGIN.length());
    String expected =
        head + rows().stream().map(ShorthandsTest::tableRow).collect(Collectors.joining());
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, expected);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(expected);
    assertThat(rows()).hasSizeGreaterThanOrEqualTo(15);
  }

  static List<Row> rows() {
    return Shorthands.BUILT_IN.rows();
  }

  private static String tableRow(Row row) {
    return "| `%s` | %s | `%s` | `%s` | %s |\n"
        .formatted(row.name(), row.system(), row.expansion(), row.example(), row.note());
  }

  private static String canonical(String text) {
    return switch (Notation.parse(text)) {
      case ParseResult.Parsed parsed -> Notation.print(parsed.request());
      case ParseResult.NotARoll refused -> throw new AssertionError(text + ": " + refused.error());
    };
  }

  private static DiceError error(String text) {
    return switch (Notation.parse(text)) {
      case ParseResult.Parsed parsed -> throw new AssertionError(text + " parses");
      case ParseResult.NotARoll refused -> refused.error();
    };
  }
}
