package dicegate.dice.notation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dicegate.text.CommentSign;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a roll means in other tools, if it is something else there: by the table {@code
 * notes.tsv}. A text is searched for the signs of each row before its rule is tried. Stateless.
 */
final class ForeignReadings {

  /** Longer texts are not searched, so that the time has a bound. */
  static final int MAX_CHARS = 100;

  /** Begins the signs of a row whose first one begins the text. */
  private static final String START = "^";

  /** The other reading of a row that has none. */
  private static final String NOTHING = "-";

  /** A letter and its capital differ in this bit; so do few other characters. */
  private static final int CAPITAL_BIT = 0x20;

  private ForeignReadings() {}

  /**
   * A set of characters.
   *
   * @param marks a bit for each of them
   */
  private record Sign(String characters, long marks) {
    private static Sign of(String characters) {
      return new Sign(characters, marksOf(characters));
    }

    /**
     * Returns the index after the first of the characters from an index on; -1 if none is there.
     */
    private int endIn(String text, int from) {
      for (int i = from; i < text.length(); i++) {
        char c = text.charAt(i);
        if ((marks & mark(c)) != 0 && characters.indexOf(Character.toLowerCase(c)) >= 0) {
          return i + 1;
        }
      }
      return -1;
    }
  }

  /** Returns a bit for each character of a text; several characters may share one. */
  private static long marksOf(String text) {
    long marks = 0;
    for (int i = 0; i < text.length(); i++) {
      marks |= mark(text.charAt(i));
    }
    return marks;
  }

  /** Returns the bit of a character, the same for a letter and its capital. */
  private static long mark(char c) {
    return 1L << (c | CAPITAL_BIT);
  }

  /**
   * A row of the table.
   *
   * @param signs sets of characters, in lower case: every text of this kind has one of the first,
   *     after it one of the second, and so on
   * @param atStart whether the first of these is the first character that is no blank
   * @param rule recognises the text
   * @param replacement what the match becomes in the other reading; null if there is none
   * @param note a sentence for players
   * @param example a text that the rule recognises
   */
  record Row(
      List<Sign> signs,
      boolean atStart,
      Pattern rule,
      @Nullable String replacement,
      String note,
      String example) {

    private static Row of(String line) {
      String[] cells = line.split("\t", -1);
      boolean atStart = cells[0].startsWith(START);
      String listed = atStart ? cells[0].substring(START.length()) : cells[0];
      List<Sign> signs = Arrays.stream(listed.split(" ", -1)).map(Sign::of).toList();
      return new Row(
          signs,
          atStart,
          Pattern.compile(cells[1], Pattern.CASE_INSENSITIVE),
          cells[2].equals(NOTHING) ? null : cells[2],
          cells[3],
          cells[4]);
    }

    /** Tells whether the text has the signs. */
    private boolean mayMatch(String text) {
      int at = 0;
      for (int i = 0; i < signs.size() && at >= 0; i++) {
        at = signs.get(i).endIn(text, at);
      }
      return at >= 0;
    }

    /** Tells whether two of the signs are the same. */
    private boolean repeats() {
      return signs.size() > signs.stream().distinct().count();
    }

    /**
     * Returns the marks of the rarest sign: one that is neither letter nor digit, if there is one.
     */
    private long rarest() {
      return signs.stream()
          .filter(sign -> !Character.isLetterOrDigit(sign.characters().charAt(0)))
          .findFirst()
          .orElse(signs.get(0))
          .marks();
    }

    private boolean seesComment() {
      return signs.get(0).characters().equals("#");
    }
  }

  /** Reads the table when it is first needed: plain dice never need it. */
  private static final class Table {
    static final List<Row> ROWS = read();

    /** The marks of which each text of a row has one, but for the rows of the next two. */
    static final long ANYWHERE = rarest(row -> !row.atStart() && !row.repeats());

    /** The marks of which a text of a row that looks at the start begins with one. */
    static final long AT_START = rarest(Row::atStart);

    /** The marks of which a text of a row that repeats a sign has one twice. */
    static final long TWICE = rarest(Row::repeats);

    private static long rarest(Predicate<Row> kind) {
      return ROWS.stream().filter(kind).mapToLong(Row::rarest).reduce(0, (one, two) -> one | two);
    }

    private static List<Row> read() {
      try (InputStream table =
              Objects.requireNonNull(ForeignReadings.class.getResourceAsStream("notes.tsv"));
          BufferedReader lines = new BufferedReader(new InputStreamReader(table, UTF_8))) {
        return lines.lines().filter(line -> !line.startsWith("# ")).map(Row::of).toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static List<Row> rows() {
    return Table.ROWS;
  }

  /**
   * Returns a note for each row that recognises the text, which is a roll. Since every roll is
   * looked at, one pass over the text tells most often that there is none.
   */
  static List<Note> notes(String text) {
    if (text.length() > MAX_CHARS || !mayHaveNotes(text)) {
      return List.of();
    }
    List<Note> notes = new ArrayList<>();
    for (Row row : Table.ROWS) {
      Note note = row.mayMatch(text) ? note(row, text) : null;
      if (note != null) {
        notes.add(note);
      }
    }
    return notes;
  }

  private static boolean mayHaveNotes(String text) {
    long once = 0;
    long twice = 0;
    long first = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      long mark = mark(c);
      twice |= once & mark;
      once |= mark;
      first = first == 0 && c != ' ' ? mark : first;
    }
    return ((once & Table.ANYWHERE) | (first & Table.AT_START) | (twice & Table.TWICE)) != 0;
  }

  private static @Nullable Note note(Row row, String text) {
    Matcher matcher = row.rule().matcher(row.seesComment() ? text : withoutWords(text));
    return matcher.find() ? new Note(row.note(), reading(row, matcher)) : null;
  }

  /** Returns the other reading of a text; null if there is none that is a roll. */
  private static @Nullable String reading(Row row, Matcher matcher) {
    if (row.replacement() == null) {
      return null;
    }
    String reading = matcher.replaceAll(row.replacement()).strip();
    // A label was replaced by blanks, so what is left of it could be a text that means less.
    return Notation.parseOrNull(reading) == null ? null : reading;
  }

  /** Returns the text without its comment, and with blanks for its labels. */
  private static String withoutWords(String text) {
    if (text.indexOf('[') < 0 && text.indexOf('#') < 0 && text.indexOf('/') < 0) {
      return text;
    }
    StringBuilder bare = new StringBuilder(text.length());
    boolean inLabel = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!inLabel && beginsComment(text, i)) {
        break;
      }
      boolean opens = c == '[';
      bare.append(inLabel || opens ? ' ' : c);
      inLabel = (inLabel || opens) && c != ']';
    }
    return bare.toString();
  }

  private static boolean beginsComment(String text, int at) {
    return switch (text.charAt(at)) {
      case '#' -> at == 0 || !text.substring(0, at).strip().chars().allMatch(Character::isDigit);
      case '/' -> text.startsWith("//", at) && CommentSign.isComment(text, at + 2);
      default -> false;
    };
  }
}
