package dicegate.wire.frames;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dicegate.wire.frames.EngineReply.Status;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EngineFramesTest {

  @Nested
  class Requests {

    @Test
    void requestIsOneLineOfTokensAndItsBodyIsTheRest() {
      byte[] frame = EngineFrames.request(Verb.ROLL, new RequestId(42), 5000, " 3d6 é");

      assertThat(frame).isEqualTo("DG1 ROLL 42 5000  3d6 é".getBytes(UTF_8));
      assertThat(EngineFrames.parse(frame))
          .isEqualTo(new EngineRequest.V1(Verb.ROLL, "42", 5000, " 3d6 é"));
    }

    @Test
    void infoHasNoBody() {
      EngineRequest expected = new EngineRequest.V1(Verb.INFO, "a", 10, "");

      assertThat(parse("DG1 INFO a 10")).isEqualTo(expected);
      assertThat(parse("DG1 INFO a 10 ")).isEqualTo(expected);
    }

    @Test
    void requestWithUnknownVerbKeepsItsId() {
      assertThat(parse("DG1 CHEAT a 10 6")).isEqualTo(new EngineRequest.UnknownVerb("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DG1 ", "DG1 ROLL", "DG1 ROLL ", "DG1 ROLL  10 3d6"})
    void requestWithoutIdIsMalformed(String text) {
      assertThat(parse(text)).isEqualTo(new EngineRequest.Malformed("-"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"DG1 ROLL a", "DG1 ROLL a x 3d6", "DG1 ROLL a -1 3d6", "DG1 ROLL a 1e3 3d6"})
    void requestWithoutTimeToLiveIsMalformedAndKeepsItsId(String text) {
      assertThat(parse(text)).isEqualTo(new EngineRequest.Malformed("a"));
    }

    @Test
    void bodyThatIsNotUtf8IsMalformed() {
      assertThat(EngineFrames.parse("DG1 ROLL a 1 \u00ff".getBytes(ISO_8859_1)))
          .isEqualTo(new EngineRequest.Malformed("a"));
    }

    @Test
    void frameWithoutTheV1PrefixIsLegacy() {
      assertThat(parse("DG1x 3d6")).isEqualTo(new EngineRequest.Legacy("DG1x", "3d6"));
      assertThat(parse("DG1")).isEqualTo(new EngineRequest.Legacy("DG1", ""));
    }

    private static EngineRequest parse(String text) {
      return EngineFrames.parse(text.getBytes(UTF_8));
    }
  }

  @Nested
  class Replies {

    @Test
    void replyKeepsItsBodyUnchanged() {
      byte[] frame = (EngineFrames.replyHead("42", Status.OK) + "[1, 2] é").getBytes(UTF_8);

      assertThat(EngineFrames.reply(frame))
          .contains(new EngineReply(new RequestId(42), Status.OK, "[1, 2] é"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "DG1",
          "DG1 42",
          "DG1 42 ok",
          "DG1 x ok []",
          "DG1 -1 ok []",
          "DG1 42 fine []",
          "42:[1]",
          "DG1 9999999999999999999 ok []"
        })
    void frameThatViolatesTheContractIsNoReply(String text) {
      assertThat(EngineFrames.reply(text.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void bodyThatIsNotUtf8IsNoReply() {
      assertThat(EngineFrames.reply("DG1 42 ok \u00ff".getBytes(ISO_8859_1))).isEmpty();
    }
  }
}
