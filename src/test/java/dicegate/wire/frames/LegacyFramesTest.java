package dicegate.wire.frames;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dicegate.wire.frames.EngineReply.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LegacyFramesTest {

  @Test
  void requestIsIdBlankText() {
    assertThat(LegacyFrames.request(new RequestId(7), "3d6")).isEqualTo("7 3d6".getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"3d6", "3d2", "0d6", "abc", "-1d6", "3D6", "3d6:4", "1d10", "d0", "99999d6"})
  void textThatTheOriginalSurvivesCanBeEncoded(String text) {
    assertThat(LegacyFrames.canEncode(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1 d6",
        "3d6\u00a0",
        "5d0",
        "3d1",
        "3d01",
        "5d000",
        "0d1",
        "\u0663d\u0666",
        "\ud83c\udfb2",
        "999999999d6",
        "0100000d6"
      })
  void textThatCrashesTheOriginalCannotBeEncoded(String text) {
    assertThat(LegacyFrames.canEncode(text)).isFalse();
  }

  @Test
  void thousandsOfDigitsCannotBeEncoded() {
    assertThat(LegacyFrames.canEncode("9".repeat(4301))).isFalse();
  }

  @Test
  void replyIsIdColonJsonAndMayHoldMoreColons() {
    assertThat(LegacyFrames.reply("7:{\"a\": 1}".getBytes(UTF_8)))
        .contains(new EngineReply(new RequestId(7), Status.OK, "{\"a\": 1}"));
  }

  @Test
  void whaaatIsARefusal() {
    assertThat(LegacyFrames.reply("7:\"whaaat?\"".getBytes(UTF_8)))
        .hasValueSatisfying(reply -> assertThat(reply.status()).isEqualTo(Status.ERROR));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", ":[1]", "x:[1]", "-7:[1]"})
  void frameThatViolatesTheContractIsNoReply(String text) {
    assertThat(LegacyFrames.reply(text.getBytes(UTF_8))).isEmpty();
  }

  @Test
  void engineStripsTheTextAsPythonDoes() {
    assertThat(EngineFrames.parse("id \u00a0 3d6\u3000\n".getBytes(UTF_8)))
        .isEqualTo(new EngineRequest.Legacy("id", "3d6"));
  }

  @Test
  void idIsOpaqueBytes() {
    assertThat(EngineFrames.parse("\u00ff\u00fe 3d6".getBytes(ISO_8859_1)))
        .isEqualTo(new EngineRequest.Legacy("\u00ff\u00fe", "3d6"));
  }

  @Test
  void textThatIsNotUtf8IsEmpty() {
    assertThat(EngineFrames.parse("id \u00ff".getBytes(ISO_8859_1)))
        .isEqualTo(new EngineRequest.Legacy("id", ""));
  }
}
