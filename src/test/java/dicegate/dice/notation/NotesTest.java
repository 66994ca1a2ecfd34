package dicegate.dice.notation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rolls that count dice, and may be meant to compare the total. */
final class NotesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3d6>=12         | (3d6)>=12
          1d20>=15        | (1d20)>=15
          1d20>=(10+5)    | (1d20)>=15
          d20>15          | (1d20)>15
          3d6<=11         | (3d6)<=11
          2d20kh1>=15     | (2d20kh1)>=15
          2d6+1d6>=9      | (2d6+1d6)>=9
          3+1d20>=15      | (3+1d20)>=15
          6#1d20>=15 # x  | 6#(1d20)>=15#x
          """)
  void countOfDiceHasANoteWithTheTotal(String text, String total) {
    assertThat(exprs(text)).containsExactly(total);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3d6",
        "10d10>=8",
        "12d6>=5",
        "3d6=4",
        "7d10>=6f1",
        "10d10>=7=10",
        "5d10!=10>=8",
        "1d6>=9",
        "10d10>=8+2",
        "4d6>=5+4d6>=5",
        "(3d6)>=12",
        "3d6 vs 12",
        "(1d4)d6>=5",
        "3d6>=(1d20)",
        "4d6kh(1d4)>=12",
        "{2d6,1d8}>=9"
      })
  void othersHaveNone(String text) {
    assertThat(exprs(text)).isEmpty();
  }

  @Test
  void signBeforeOneDieIsAdvantageElsewhere() {
    RollRequest request = Objects.requireNonNull(Notation.parseOrNull("+d20"));

    assertThat(Notation.notes("+d20", request)).extracting(Note::expr).containsExactly("2d20kh1");
    assertThat(Notation.notes("d20", request)).isEmpty();
  }

  /** Returns the texts that the notes about totals offer. */
  private static List<String> exprs(String text) {
    RollRequest request = Objects.requireNonNull(Notation.parseOrNull(text));
    return Notation.notes(text, request).stream()
        .filter(note -> note.text().startsWith("Each die is compared;"))
        .map(note -> Objects.requireNonNull(note.expr()))
        .toList();
  }
}
