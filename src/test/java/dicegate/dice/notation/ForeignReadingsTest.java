package dicegate.dice.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.CpuTime;
import dicegate.dice.notation.ForeignReadings.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The notes on rolls that mean something else in other tools, and what finding them costs. */
final class ForeignReadingsTest {

  private static final Duration TIME_LIMIT = Duration.ofMillis(100);
  private static final int MEASURED = 200_000;

  @ParameterizedTest
  @MethodSource("rows")
  void exampleOfEachRowHasItsNoteOnce(Row row) {
    assertThat(notes(row.example())).extracting(Note::text).containsExactly(row.note());
    assertThat(row.note()).matches("[A-Z].*\\.").hasSizeLessThan(120);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          6d6>5            | 6d6>=5
          6d6<3            | 6d6<=3
          7d10>6f1         | 7d10>=6f1
          3d6!>4           | 3d6!>=4
          2d8ro<2          | 2d8ro<=2
          3d6!5            | 3d6!>=5
          5d6!p5           | 5d6!p>=5
          4d6k>3           |
          4d6kh>3 # x      |
          4d6u=5           |
          3 # d20          | 3#d20
          +d20             | 2d20kh1
          -d20+5           | 2d20kl1+5
          d6d6             | (1d6)d6
          1d6d8            | (1d6)d8
          """)
  void noteHasTheOtherReading(String text, @Nullable String reading) {
    assertThat(notes(text)).isNotEmpty().first().extracting(Note::expr).isEqualTo(reading);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3d6",
        "10d10>=8",
        "6d6<>3",
        "6d6<=2",
        "3d6!",
        "3d6!6",
        "3d6!-1",
        "3d6!!",
        "4d6d1",
        "4d6kh3",
        "4d6kh3>=5",
        "5d6u",
        "1d20+5 # >5",
        "1d20[>5]",
        "1d20 // hit 3d6!5 <3",
        "3# d20",
        "3 # attack",
        "1d8+d20",
        "+1d4",
        "2d6[d6d6]"
      })
  void textThatMeansTheSameHasNone(String text) {
    assertThat(notes(text)).isEmpty();
  }

  @Test
  void longTextIsNotSearched() {
    assertThat(notes("6d6>5" + "+1".repeat(50))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void ruleTakesLittleTimeForHostileTexts(Row row) {
    Stream.of("1", "d", " ", "(", "1d6", "1 ", "a", "+1", "d1", "d6!1", "k", "u ", "> ", "!")
        .map(part -> part.repeat(ForeignReadings.MAX_CHARS))
        .map(text -> text.substring(0, ForeignReadings.MAX_CHARS))
        .forEach(
            text ->
                CpuTime.atMost(
                    TIME_LIMIT, row.rule() + " " + text, () -> row.rule().matcher(text).find()));
  }

  /** Prints what the notes cost; they take no more than a small part of the time of a roll. */
  @ParameterizedTest
  @ValueSource(strings = {"3d6", "4d6kh3+2", "10d10>=8!", "6d6>5"})
  void notesTakeMicroseconds(String text) {
    RollRequest request = request(text);
    long found = 0;
    long nanos = 0;
    for (int round = 0; round < 2; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < MEASURED / (text.contains(">") ? 10 : 1); i++) {
        found += Notes.of(text, request).size();
      }
      nanos = (System.nanoTime() - start) / (MEASURED / (text.contains(">") ? 10 : 1));
    }
    System.out.printf("notes on %s: %d ns%n", text, nanos);

    assertThat(found == 0).isEqualTo(notes(text).isEmpty());
    assertThat(nanos).isLessThan(100_000);
  }

  static List<Row> rows() {
    return ForeignReadings.rows();
  }

  private static List<Note> notes(String text) {
    List<Note> notes = new ArrayList<>();
    notes.addAll(ForeignReadings.notes(text));
    assertThat(request(text)).isNotNull();
    notes.stream()
        .map(Note::expr)
        .filter(reading -> reading != null)
        .forEach(
            reading ->
                assertThat(Notation.print(request(reading)))
                    .isNotEqualTo(Notation.print(request(text))));
    return notes;
  }

  private static RollRequest request(String text) {
    return switch (Notation.parse(text)) {
      case ParseResult.Parsed parsed -> parsed.request();
      case ParseResult.NotARoll refused -> throw new AssertionError(text + ": " + refused.error());
    };
  }
}
