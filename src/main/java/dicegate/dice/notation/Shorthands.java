package dicegate.dice.notation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dicegate.dice.notation.DiceError.Code;
import dicegate.text.PlainText;
import dicegate.text.ReplacedText;
import dicegate.text.TypedRoll;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Short names for the rolls of game systems, {@code wod8} for {@code 8d10>=8!=10}: a table, not
 * code. A shorthand stands at the start of a result, and the rest of the result follows its
 * expansion. Texts that are rolls without it never have one, since the table has no name that is a
 * roll. Immutable.
 */
public final class Shorthands {

  /** The most rows of a table, those of Dicegate included. */
  public static final int MAX_ROWS = 100;

  /** The largest file of further rows, in bytes. */
  public static final int MAX_FILE_BYTES = 64 * 1024;

  /** The largest number in a name. */
  static final int MAX_PARAMETER = 1_000;

  private static final int MAX_CHARS = 160;
  private static final int COLUMNS = 5;

  /** A word, or several, and then perhaps the numbers that may follow directly. */
  private static final Pattern NAME =
      Pattern.compile(
          "([a-z0-9]*[a-z](?: [a-z]+)*|[a-z][a-z0-9]*)"
              + "(?:\\((?:(\\d{1,4})\\.\\.(\\d{1,4})|(\\d{1,4}(?:,\\d{1,4})*))\\))?");

  /** The words that begin a check. */
  private static final Pattern CHECK_WORD =
      Pattern.compile("(?:vs|dc)(?![a-z])", Pattern.CASE_INSENSITIVE);

  /** Where the number is put into an expansion. */
  private static final String NUMBER = "$";

  /** The table of Dicegate. */
  public static final Shorthands BUILT_IN = builtIn();

  private final List<Row> rows;

  private Shorthands(List<Row> rows) {
    this.rows = List.copyOf(rows);
  }

  /**
   * A row of the table.
   *
   * @param name as in {@code wod(1..50)}: the word, and the numbers that may follow it
   * @param system the game system
   * @param expansion what it means, with {@code $} for the number
   * @param example a text with it
   * @param note more about it; may be empty
   * @param word the name in lower case, without the numbers
   * @param numbers the numbers that may follow; empty if none does
   */
  public record Row(
      String name,
      String system,
      String expansion,
      String example,
      String note,
      String word,
      List<Integer> numbers) {

    public Row {
      numbers = List.copyOf(numbers);
    }

    /** Returns the expansion for a number; the number is ignored if the name has none. */
    String expand(int number) {
      return expansion.replace(NUMBER, Integer.toString(number));
    }

    private boolean isLike(Row other) {
      return word.equals(other.word) && numbers.isEmpty() == other.numbers.isEmpty();
    }
  }

  /**
   * A text in which the shorthands are expanded.
   *
   * @param shorthands as typed, one for each result; empty where a result has none
   */
  record Expanded(ReplacedText text, List<String> shorthands) {

    Expanded {
      shorthands = List.copyOf(shorthands);
    }
  }

  /** The place of a shorthand in a text. */
  private record Found(Row row, int from, int end, int number) {}

  /** Returns all rows, in the order of the table. */
  public List<Row> rows() {
    return rows;
  }

  /**
   * Returns the table of Dicegate with the rows of a file.
   *
   * @param file UTF-8, at most {@link #MAX_FILE_BYTES}, in the form of {@code systems.tsv}
   * @throws IllegalArgumentException if it cannot be read, or a row is not valid; the message has
   *     the number of the line
   */
  public static Shorthands withFile(Path file) {
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new IllegalArgumentException(
            "%s has more than %d bytes".formatted(file, MAX_FILE_BYTES));
      }
      return read(Files.readString(file), file.toString(), BUILT_IN.rows);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + " is not UTF-8", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + e, e);
    }
  }

  private static Shorthands builtIn() {
    try (InputStream table =
        Objects.requireNonNull(Shorthands.class.getResourceAsStream("systems.tsv"))) {
      return read(new String(table.readAllBytes(), UTF_8), "systems.tsv", List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads rows, and adds them to others.
   *
   * @param source the name of the text in errors
   */
  static Shorthands read(String text, String source, List<Row> before) {
    List<Row> rows = new ArrayList<>(before);
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      try {
        rows.add(row(line, rows));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "%s, line %d: %s".formatted(source, number, e.getMessage()), e);
      }
    }
    return new Shorthands(rows);
  }

  private static Row row(String line, List<Row> before) {
    String[] cells = line.split("\t", -1);
    if (cells.length != COLUMNS) {
      throw new IllegalArgumentException(
          "expected name, system, expansion, example and note with tabs between them, not "
              + cells.length
              + " columns");
    }
    for (String cell : cells) {
      if (cell.length() > MAX_CHARS || !PlainText.is(cell)) {
        throw new IllegalArgumentException(
            "a column has at most %d characters, all of them visible".formatted(MAX_CHARS));
      }
    }
    Matcher name = NAME.matcher(cells[0]);
    if (!name.matches() || cells[1].isBlank()) {
      throw new IllegalArgumentException(
          "expected a name in lower case such as wod(1..50), sw(4,6,8) or 5e adv, and a system");
    }
    Row row =
        new Row(cells[0], cells[1], cells[2], cells[3], cells[4], name.group(1), numbers(name));
    check(row, before);
    return row;
  }

  private static List<Integer> numbers(Matcher name) {
    List<Integer> numbers = new ArrayList<>();
    if (name.group(2) != null) {
      int last = Integer.parseInt(name.group(3));
      for (int i = Integer.parseInt(name.group(2)); i <= Math.min(last, MAX_PARAMETER); i++) {
        numbers.add(i);
      }
      if (numbers.isEmpty() || last > MAX_PARAMETER) {
        throw outOfRange();
      }
    } else if (name.group(4) != null) {
      for (String number : name.group(4).split(",", -1)) {
        numbers.add(Integer.valueOf(number));
      }
      if (numbers.stream().anyMatch(number -> number > MAX_PARAMETER)) {
        throw outOfRange();
      }
    }
    return numbers;
  }

  private static IllegalArgumentException outOfRange() {
    return new IllegalArgumentException(
        "the numbers of a name ascend and are at most " + MAX_PARAMETER);
  }

  private static void check(Row row, List<Row> before) {
    if (before.size() == MAX_ROWS) {
      throw new IllegalArgumentException("at most %d rows are allowed".formatted(MAX_ROWS));
    }
    if (before.stream().anyMatch(row::isLike)) {
      throw new IllegalArgumentException("there is another row for " + row.word());
    }
    if (row.numbers().isEmpty() == row.expansion().contains(NUMBER)) {
      throw new IllegalArgumentException(
          "the expansion has a $ where the name has numbers, and nowhere else");
    }
    List<Integer> numbers = row.numbers().isEmpty() ? List.of(0) : row.numbers();
    for (int number : List.of(numbers.get(0), numbers.get(numbers.size() - 1))) {
      String typed = row.numbers().isEmpty() ? row.word() : row.word() + number;
      if (Notation.parseOrNull(typed) != null) {
        throw new IllegalArgumentException(typed + " is a roll already");
      }
      DiceException error = Notation.errorOf(row.expand(number));
      if (error != null) {
        throw new IllegalArgumentException(
            "%s is not a roll: %s".formatted(row.expand(number), error.error().text()));
      }
    }
    checkExample(row);
  }

  private static void checkExample(Row row) {
    try {
      Expanded example = new Shorthands(List.of(row)).expand(row.example());
      if (example != null && Notation.parseOrNull(example.text().text()) != null) {
        return;
      }
    } catch (DiceException e) {
      throw new IllegalArgumentException("the example: " + e.error().text(), e);
    }
    throw new IllegalArgumentException("the example is not a roll with " + row.name());
  }

  /**
   * Returns the text with its shorthands expanded; null if it has none.
   *
   * @throws DiceException if the number of a shorthand is not among those of its row
   */
  @Nullable Expanded expand(String text) {
    ReplacedText.Builder expanded = new ReplacedText.Builder(text);
    List<String> shorthands = new ArrayList<>();
    boolean any = false;
    int start = 0;
    while (start >= 0) {
      int from = startOfRoll(text, start);
      Found found = find(text, from);
      shorthands.add(found == null ? "" : text.substring(found.from(), found.end()));
      if (found != null) {
        any = true;
        expanded.replace(found.from(), found.end(), found.row().expand(found.number()));
      }
      int next = TypedRoll.indexOf(';', text, found == null ? from : found.end());
      start = next < 0 ? next : next + 1;
    }
    return any ? new Expanded(expanded.build(), shorthands) : null;
  }

  /** Finds the longest shorthand at an index; null if there is none. */
  private @Nullable Found find(String text, int from) {
    Found longest = null;
    Row outside = null;
    for (Row row : rows) {
      int wordEnd = endOfWord(row.word(), text, from);
      if (wordEnd < 0) {
        continue;
      }
      int end = row.numbers().isEmpty() ? wordEnd : endOfDigits(text, wordEnd);
      if (!mayEnd(text, end) || (!row.numbers().isEmpty() && end == wordEnd)) {
        continue;
      }
      int number = row.numbers().isEmpty() ? 0 : number(text, wordEnd, end);
      if (!row.numbers().isEmpty() && !row.numbers().contains(number)) {
        outside = row;
      } else if (longest == null || end > longest.end()) {
        longest = new Found(row, from, end, number);
      }
    }
    if (longest == null && outside != null) {
      int wordEnd = endOfWord(outside.word(), text, from);
      throw DiceException.of(
          Code.BAD_NUMBER,
          "This number is not one of %s.".formatted(outside.name()),
          new Span(wordEnd, endOfDigits(text, wordEnd)));
    }
    return longest;
  }

  /**
   * Tells whether a shorthand may end here. Dice or a modifier behind it would join what it stands
   * for: {@code pbta d6} would be {@code 2d6d6}, which drops.
   */
  private static boolean mayEnd(String text, int end) {
    int next = TypedRoll.skipBlanks(text, end);
    if (next == text.length()) {
      return true;
    }
    char c = text.charAt(next);
    boolean joins = Character.isLetterOrDigit(c) || c == '(' || c == '{' || c == '@';
    return !joins
        || (next > end && CHECK_WORD.matcher(text).region(next, text.length()).lookingAt());
  }

  /** Returns the index after a word at an index of the text; -1 if it is not there. */
  private static int endOfWord(String word, String text, int from) {
    int at = from;
    for (int i = 0; i < word.length(); i++) {
      if (at == text.length()) {
        return -1;
      }
      if (word.charAt(i) == ' ') {
        int blanks = TypedRoll.skipBlanks(text, at);
        if (blanks == at) {
          return -1;
        }
        at = blanks;
      } else if (text.substring(at, at + 1).toLowerCase(Locale.ROOT).charAt(0) == word.charAt(i)) {
        at++;
      } else {
        return -1;
      }
    }
    return at;
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  /** Returns a number; one with too many digits is above those of all names. */
  private static int number(String text, int from, int end) {
    return end - from > 4 ? Integer.MAX_VALUE : Integer.parseInt(text.substring(from, end));
  }

  /** Returns the index at which the roll of a result begins, behind blanks and a label. */
  private static int startOfRoll(String text, int start) {
    int from = TypedRoll.skipBlanks(text, start);
    int close = from < text.length() && text.charAt(from) == '[' ? text.indexOf(']', from) : -1;
    return close < 0 ? from : TypedRoll.skipBlanks(text, close + 1);
  }
}
