package dicegate.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Places in texts as a person types them. */
final class TypedRollTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          1d20+@str          | 5
          "[@str]2d6+@str"   | 10
          "2d6[@][@]@"       | 9
          "2d6[@str"         | -1
          2d6+1              | -1
          "3d6 # @str"       | -1
          "@a # @b"          | 0
          "3d6 // at @str"   | -1
          "3d6 // @str"      | 7
          "(3d6)/(2)+@str"   | 10
          """)
  void charactersOutsideOfLabelsAndCommentsAreFound(String text, int index) {
    assertThat(TypedRoll.indexOf('@', text, 0)).isEqualTo(index);
  }

  @Test
  void searchBeginsAtAnIndex() {
    assertThat(TypedRoll.indexOf(';', "d6;d8;d10", 3)).isEqualTo(5);
    assertThat(TypedRoll.indexOf(';', "d6;", 3)).isEqualTo(-1);
  }

  @Test
  void textWithManyOpenLabelsIsSearchedOnce() {
    String hostile = "[".repeat(1_000_000);

    assertThat(TypedRoll.indexOf('@', hostile, 0)).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          "  d6", 0, 2
          "d6  ", 2, 4
          "d6",   1, 1
          "",     0, 0
          """)
  void blanksAreSkipped(String text, int from, int index) {
    assertThat(TypedRoll.skipBlanks(text, from)).isEqualTo(index);
  }
}
