package dicegate.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FaceTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", "1 2", "1,2", "a\nb", "a\u0085b", "a\u2028b", "a\u202eb", "a\u3000b"})
  void faceIsOneToken(String text) {
    assertThat(FaceText.is(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "-1", "blank", "2*success+-threat", "\u00e9p\u00e9e"})
  void numbersAndSymbolsAreFaces(String text) {
    assertThat(FaceText.is(text)).isTrue();
  }

  @Test
  void faceIsShort() {
    assertThat(FaceText.is("a".repeat(FaceText.MAX_CHARS))).isTrue();
    assertThat(FaceText.is("a".repeat(FaceText.MAX_CHARS + 1))).isFalse();
  }
}
