package dicegate.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dicegate.dice.DieSource;
import dicegate.telemetry.Meter;
import dicegate.telemetry.Meters;
import dicegate.wire.frames.EngineFrames;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponderTest {

  private static final EngineSettings SETTINGS =
      new EngineSettings(EngineSettings.NO_BIND, 1, Duration.ZERO, "1.2.3");

  private final Meters meters = new Meters();

  @Nested
  class Seed {

    @Test
    void rollIsAnArrayAsPythonWritesIt() {
      assertThat(answer("id 3d6", 6, 1, 4)).isEqualTo("id:[6, 1, 4]");
    }

    @Test
    void rollOfNoDiceIsTheEmptyArray() {
      assertThat(answer("id 0d6")).isEqualTo("id:[]");
    }

    @Test
    void leadingZerosAndBlanksAroundAreFine() {
      assertThat(answer("id   00003d006 ", 1, 2, 3)).isEqualTo("id:[1, 2, 3]");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "id ",
          "id",
          "id abc",
          "id -1d6",
          "id 3D6",
          "id 3d6:4",
          "id d6",
          "id 1 d6",
          "id 5d0",
          "id roll 3d6",
          "id 999999999d6",
          "id \u0663d\u0666",
          "id 3d"
        })
    void whatTheOriginalTookForNoRollIsWhaaat(String request) {
      assertThat(answer(request)).isEqualTo("id:\"whaaat?\"");
    }

    @Test
    void moreThanOneFrameIsNoRollButHasItsOneReply() {
      Responder responder = new Responder(SETTINGS, sides -> 1, meters);

      byte[] reply = responder.refuse(EngineFrames.parse("id 3d6".getBytes(UTF_8)));

      assertThat(new String(reply, UTF_8)).isEqualTo("id:\"whaaat?\"");
    }
  }

  @Nested
  class V1 {

    @Test
    void rollAnswersTheRollObject() {
      assertThat(answer("DG1 ROLL 7 5000 2d6", 6, 1))
          .isEqualTo(
              "DG1 7 ok {\"expr\":\"2d6\",\"total\":7,\"text\":\"2d6[6, 1] = 7\",\"dice\":"
                  + "[{\"sides\":6,\"value\":6,\"kept\":true},"
                  + "{\"sides\":6,\"value\":1,\"kept\":true}]}");
    }

    @Test
    void bareAnswersTheArrayOfThePlainRoll() {
      assertThat(answer("DG1 BARE 7 5000 3 D 6", 6, 1, 2)).isEqualTo("DG1 7 ok [6, 1, 2]");
    }

    @ParameterizedTest
    @CsvSource({"ROLL, syntax", "BARE, syntax"})
    void whatIsNoRollIsAnErrorWithItsPlace(String verb, String code) {
      assertThat(answer("DG1 " + verb + " 7 5000 3dx"))
          .startsWith("DG1 7 error {\"code\":\"" + code + "\",\"message\":\"")
          .endsWith(",\"pos\":2,\"len\":1,\"hint\":\"3d6\"}");
    }

    @Test
    void errorQuotesWhatWasTyped() {
      assertThat(answer("DG1 ROLL 7 5000 3d\""))
          .contains("After the d a number of sides is expected, not \\\"\\\"\\\".");
    }

    @Test
    void infoTellsNameVersionFeaturesLimitsAndWindow() {
      assertThat(answer("DG1 INFO 7 5000"))
          .isEqualTo(
              "DG1 7 ok {\"name\":\"dicegate\",\"version\":\"1.2.3\",\"features\":[\"roll\",\"bare\"],"
                  + "\"limits\":{\"textChars\":1000,\"dice\":10000,\"sides\":1000000000},"
                  + "\"window\":512}");
    }

    @Test
    void unknownVerbIsUnsupported() {
      assertThat(answer("DG1 ODDS 7 5000 3d6")).isEqualTo("DG1 7 unsupported {}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DG1 ", "DG1 ROLL", "DG1 ROLL  1 x", "DG1 ROLL a"})
    void malformedRequestHasItsReplyToo(String request) {
      assertThat(answer(request)).matches("DG1 [-a] error \\{\"code\":\"malformed\",.*}");
    }
  }

  @Nested
  class OurOwnFault {

    private final DieSource broken =
        sides -> {
          throw new IllegalStateException("broken on purpose");
        };

    @Test
    void faultIsAnsweredWithItsIncidentAndTheNextRequestToo() {
      Responder responder = new Responder(SETTINGS, broken, meters);

      String reply = answer(responder, "DG1 ROLL 7 5000 1d6");

      assertThat(reply)
          .matches("DG1 7 error \\{\"code\":\"internal\",.*\"incident\":\"[-0-9a-f]{36}\"}");
      assertThat(meters.total(Meter.INCIDENTS)).isOne();
      assertThat(answer(responder, "DG1 ROLL 8 5000 0d6")).startsWith("DG1 8 ok ");
    }

    @Test
    void faultTowardsASeedClientIsWhaaat() {
      Responder responder = new Responder(SETTINGS, broken, meters);

      assertThat(answer(responder, "id 1d6")).isEqualTo("id:\"whaaat?\"");
    }
  }

  private String answer(String request, Integer... faces) {
    Iterator<Integer> script = List.of(faces).iterator();
    return answer(new Responder(SETTINGS, sides -> script.next(), meters), request);
  }

  private static String answer(Responder responder, String request) {
    return new String(responder.answer(EngineFrames.parse(request.getBytes(UTF_8))), UTF_8);
  }
}
