package dicegate.wire.frames;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dicegate.wire.frames.EngineReply.Status;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EngineFramesTest {

  @Nested
  class Batches {

    @Test
    void batchHasARequestInEachLine() {
      byte[] first = EngineFrames.request(Verb.BARE, new RequestId(7), 5000, "3d6");
      byte[] second = EngineFrames.request(Verb.ROLL, new RequestId(8), 4990, "d20 é");

      byte[] batch = EngineFrames.batch(new RequestId(9), 5000, List.of(first, second));

      assertThat(batch)
          .isEqualTo("DG1 BATCH 9 5000 DG1 BARE 7 5000 3d6\nDG1 ROLL 8 4990 d20 é".getBytes(UTF_8));
      assertThat(EngineFrames.parse(batch))
          .isEqualTo(
              new EngineRequest.Batch(
                  "9",
                  List.of(
                      new EngineRequest.V1(Verb.BARE, "7", 5000, "3d6"),
                      new EngineRequest.V1(Verb.ROLL, "8", 4990, "d20 é"))));
    }

    @Test
    void linesThatAreNoRequestsAreIgnored() {
      String lines =
          "\nid 3d6\nDG1 BATCH 1 5000 DG1 ROLL 2 5000 d6\nDG1 ROLL\nDG1 ROLL 3 x d6\n"
              + "DG1 ROLL 4 5000 d6\n\nDG1 SING 5 5000 d6";

      assertThat(parse("DG1 BATCH 9 5000 " + lines))
          .isEqualTo(
              new EngineRequest.Batch(
                  "9",
                  List.of(
                      new EngineRequest.V1(Verb.ROLL, "4", 5000, "d6"),
                      new EngineRequest.UnknownVerb("5"))));
    }

    @Test
    void invalidUtf8SpoilsItsLineAlone() {
      byte[] batch = "DG1 BATCH 9 1 DG1 ROLL 1 1 \u00ff\nDG1 ROLL 2 1 d6".getBytes(ISO_8859_1);

      assertThat(EngineFrames.parse(batch))
          .isEqualTo(
              new EngineRequest.Batch("9", List.of(new EngineRequest.V1(Verb.ROLL, "2", 1, "d6"))));
    }

    @Test
    void requestsBeyondTheLimitAreIgnored() {
      EngineRequest parsed = parse("DG1 BATCH 9 1 " + "DG1 ROLL 1 1 d6\n".repeat(10_000));

      assertThat(((EngineRequest.Batch) parsed).items()).hasSize(EngineFrames.MAX_BATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DG1 BATCH 9 1", "DG1 BATCH 9 1 ", "DG1 BATCH 9 1 \n\n"})
    void batchMayBeEmpty(String text) {
      assertThat(parse(text)).isEqualTo(new EngineRequest.Batch("9", List.of()));
    }

    @Test
    void longRequestsAndThoseOfSeveralLinesDoNotFit() {
      assertThat(EngineFrames.fitsBatch(new byte[512])).isTrue();
      assertThat(EngineFrames.fitsBatch(new byte[513])).isFalse();
      assertThat(EngineFrames.fitsBatch("DG1 ROLL 1 1 d6\n".getBytes(UTF_8))).isFalse();
    }

    @Test
    void replyIsSplitIntoLines() {
      assertThat(replies("DG1 9 ok DG1 7 ok [1]\nDG1 8 error {}\n"))
          .containsExactly("DG1 7 ok [1]", "DG1 8 error {}");
      assertThat(replies("DG1 9 ok ")).isEmpty();
      assertThat(replies("DG1 9 ok " + "x\n".repeat(1_000))).hasSize(EngineFrames.MAX_BATCH);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"DG1 9 unsupported {}", "DG1 9 error {}", "DG1 9 OK x", "DG1 9 ok", "DG1 9", ""})
    void otherRepliesAreNone(String frame) {
      assertThat(EngineFrames.batchReplies(frame.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void batchInABatchIsNoRequestHoweverDeep() {
      assertThat(parse("DG1 BATCH 9 1 ".repeat(4_000) + "DG1 ROLL 1 1 d6"))
          .isEqualTo(new EngineRequest.Batch("9", List.of()));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"DG1 BATCH", "DG1 BATCH ", "DG1 BATCH 9", "DG1 BATCH 9 x DG1 ROLL 1 1 d6"})
    void batchNeedsIdAndTtl(String text) {
      assertThat(parse(text)).isInstanceOf(EngineRequest.Malformed.class);
    }

    @Test
    void largestBatchIsWithinTheLimitButForItsHead() {
      byte[] request = new byte[512];
      Arrays.fill(request, (byte) 'x');

      byte[] batch =
          EngineFrames.batch(
              new RequestId(Long.MAX_VALUE), 60_000, Collections.nCopies(64, request));

      assertThat(batch.length).isBetween(EngineFrames.MAX_BATCH_BYTES, 33 * 1024);
    }

    private static EngineRequest parse(String text) {
      return EngineFrames.parse(text.getBytes(UTF_8));
    }

    private static List<String> replies(String frame) {
      return EngineFrames.batchReplies(frame.getBytes(UTF_8)).orElseThrow().stream()
          .map(line -> new String(line, UTF_8))
          .toList();
    }
  }

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
      byte[] frame = (EngineFrames.replyHead("42", Status.OK) + "[1, 2] é \ufffd").getBytes(UTF_8);

      assertThat(EngineFrames.reply(frame))
          .contains(new EngineReply(new RequestId(42), Status.OK, "[1, 2] é \ufffd"));
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
      assertThat(EngineFrames.reply("DG1 42 ok \u00c0\u0080".getBytes(ISO_8859_1))).isEmpty();
      assertThat(EngineFrames.reply("DG1 42 ok \u00ed\u00a0\u0080".getBytes(ISO_8859_1))).isEmpty();
      assertThat(EngineFrames.reply("DG1 42 ok \u00ff".getBytes(ISO_8859_1))).isEmpty();
    }
  }
}
