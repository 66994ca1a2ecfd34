package dicegate.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "attack with +5",
        "Zürich, 東京, القاهرة, עברית",
        "\ud83c\udfb2",
        "\ud83d\udc69\u200d\ud83d\ude80",
        "می\u200cخواهم"
      })
  void namesOfAllScriptsAreAllowed(String text) {
    assertThat(PlainText.is(text)).isTrue();
    assertThat(PlainText.clean(text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ab\0c",
        "ab\nc",
        "ab\tc",
        "ab\u202ec",
        "ab\u2066",
        "ab\u2028c",
        "ab\ud83cc",
        "ab\u200bc"
      })
  void charactersThatMisleadAreNotAllowed(String text) {
    assertThat(PlainText.firstNot(text)).isEqualTo(2);
    assertThat(PlainText.is(text)).isFalse();
    assertThat(PlainText.is(PlainText.clean(text))).isTrue();
  }

  @Test
  void cleanTextHasBlanksForLineBreaks() {
    assertThat(PlainText.clean("a\nb\u202ec\td")).isEqualTo("a bc d");
  }
}
