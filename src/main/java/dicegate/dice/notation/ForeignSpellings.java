package dicegate.dice.notation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What players write in other tools, and what it means here: the table {@code foreign.tsv}, each
 * row of which a test holds to equal odds. Hints need its rules; the documents are made from the
 * rest. Stateless.
 */
final class ForeignSpellings {

  /** Longer texts are not searched, so that the time for a hint has a bound. */
  static final int MAX_CHARS = 100;

  /** A rule that says: this is known, and cannot be said here. */
  static final String NOTHING = "-";

  private static final String DIFFERS = "~";

  private ForeignSpellings() {}

  /**
   * A row of the table.
   *
   * @param construct a text as typed in the other tools
   * @param tools the names of the tools, with commas between them
   * @param meaning a text here with the same odds; {@code =} if it is the same text, {@code -} if
   *     it cannot be said here; behind {@code ~} if the construct is accepted, but means something
   *     else here
   * @param rule recognises the construct, and those like it, in texts that are no rolls, or behind
   *     {@code ~} in hints; null if an earlier row has the rule
   * @param replacement what it becomes, or {@link #NOTHING}
   * @param note a sentence for players; may be empty
   */
  record Row(
      String construct,
      String tools,
      String meaning,
      @Nullable Pattern rule,
      String replacement,
      String note) {

    private static Row of(String line) {
      String[] cells = line.split("\t", -1);
      Pattern rule =
          cells[3].isEmpty() ? null : Pattern.compile(cells[3], Pattern.CASE_INSENSITIVE);
      return new Row(cells[0], cells[1], cells[2], rule, cells[4], cells[5]);
    }

    /** Returns whether the construct is accepted, but means something else here. */
    boolean differs() {
      return meaning.startsWith(DIFFERS);
    }
  }

  /**
   * What a text means here.
   *
   * @param text a text that parses; null if it cannot be said here
   */
  record Meaning(@Nullable String text) {}

  /** Reads the table when it is first needed: most texts are valid. */
  private static final class Table {
    static final List<Row> ROWS = read();
    static final List<Row> RULES =
        ROWS.stream().filter(row -> row.rule() != null && !row.differs()).toList();
    static final List<Row> DISPUTED =
        ROWS.stream().filter(row -> row.rule() != null && row.differs()).toList();

    private static List<Row> read() {
      try (InputStream table =
              Objects.requireNonNull(ForeignSpellings.class.getResourceAsStream("foreign.tsv"));
          BufferedReader lines = new BufferedReader(new InputStreamReader(table, UTF_8))) {
        return lines.lines().filter(line -> !line.startsWith("#")).map(Row::of).toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static List<Row> rows() {
    return Table.ROWS;
  }

  /** Returns whether a valid text means something else in a tool that the player may know. */
  static boolean isDisputed(String text) {
    return Table.DISPUTED.stream()
        .anyMatch(row -> Objects.requireNonNull(row.rule()).matcher(text).find());
  }

  /** Returns what the text, which is no roll, means here; null if no row tells. */
  static @Nullable Meaning find(String text) {
    if (text.length() > MAX_CHARS) {
      return null;
    }
    String translated = text;
    for (Row row : Table.RULES) {
      Pattern rule = Objects.requireNonNull(row.rule());
      if (!rule.matcher(translated).find()) {
        continue;
      }
      if (row.replacement().equals(NOTHING)) {
        return new Meaning(null);
      }
      translated = rule.matcher(translated).replaceAll(row.replacement());
      if (Notation.parseOrNull(translated) != null) {
        return new Meaning(translated.strip());
      }
    }
    return null;
  }
}
