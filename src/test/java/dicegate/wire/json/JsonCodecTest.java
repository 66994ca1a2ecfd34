package dicegate.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.wire.EngineCode;
import dicegate.wire.ErrorCode;
import jakarta.json.Json;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonCodecTest {

  private static final JsonCodec CODEC = new JsonCodec();

  @Nested
  class Reading {

    @Test
    void rollHasAnIdOfTextOrNumber() {
      assertThat(CODEC.read("{\"type\":\"roll\",\"id\":\"a\",\"expr\":\"3d6\",\"extra\":[1]}"))
          .isEqualTo(new ClientMessage.Roll(Json.createValue("a"), "3d6", "", ""));
      assertThat(CODEC.read("{\"type\":\"roll\",\"id\":7,\"expr\":\"\"}"))
          .isEqualTo(new ClientMessage.Roll(Json.createValue(7), "", "", ""));
    }

    @Test
    void resumeHasASessionAndMayHaveNoId() {
      assertThat(CODEC.read("{\"type\":\"resume\",\"session\":\"s\"}"))
          .isEqualTo(new ClientMessage.Resume(null, "s"));
    }

    @Test
    void resumeWithoutASessionIsInvalid() {
      for (String text :
          List.of(
              "{\"type\":\"resume\",\"id\":1}", "{\"type\":\"resume\",\"session\":7,\"id\":1}")) {
        assertThat(CODEC.read(text))
            .isInstanceOfSatisfying(
                ClientMessage.InvalidMessage.class,
                invalid -> {
                  assertThat(invalid.error().code()).isEqualTo("bad_message");
                  assertThat(invalid.id()).isEqualTo(Json.createValue(1));
                });
      }
    }

    @Test
    void pingMayHaveNoId() {
      assertThat(CODEC.read("{\"type\":\"ping\"}")).isEqualTo(new ClientMessage.Ping(null));
    }

    @Test
    void unknownTypeKeepsItsId() {
      assertThat(CODEC.read("{\"type\":\"fly\",\"id\":\"a\"}"))
          .isInstanceOfSatisfying(
              ClientMessage.InvalidMessage.class,
              invalid -> {
                assertThat(invalid.id()).isEqualTo(Json.createValue("a"));
                assertThat(invalid.error().code()).isEqualTo("unknown_type");
              });
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{",
          "{}",
          "{\"type\":\"roll\"",
          "{\"type\":1}",
          "{\"type\":null}",
          "{\"type\":\"roll\",\"expr\":\"3d6\"}",
          "{\"type\":\"roll\",\"id\":null,\"expr\":\"3d6\"}",
          "{\"type\":\"roll\",\"id\":\"\",\"expr\":\"3d6\"}",
          "{\"type\":\"roll\",\"id\":1.5,\"expr\":\"3d6\"}",
          "{\"type\":\"roll\",\"id\":1e999999999,\"expr\":\"3d6\"}",
          "{\"type\":\"roll\",\"id\":\"\\ud800\",\"expr\":\"3d6\"}",
          "{\"type\":\"roll\",\"id\":true,\"expr\":\"3d6\"}",
          "{\"type\":\"roll\",\"id\":{},\"expr\":\"3d6\"}",
          "{\"type\":\"roll\",\"id\":1}",
          "{\"type\":\"roll\",\"id\":1,\"expr\":3}",
          "{\"type\":\"roll\",\"id\":1,\"expr\":\"3d6\"} {}",
        })
    void invalidMessageIsABadMessage(String text) {
      assertThat(CODEC.read(text))
          .isInstanceOfSatisfying(
              ClientMessage.InvalidMessage.class,
              invalid -> assertThat(invalid.error().code()).isEqualTo("bad_message"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"type\":[", "{\"id\":{\"a\":"})
    void deepNestingIsInvalid(String piece) {
      String text = "{\"x\":" + piece.repeat(4000 / piece.length());

      assertThat(CODEC.read(text)).isInstanceOf(ClientMessage.InvalidMessage.class);
    }

    @Test
    void tooLongIdIsInvalid() {
      String text = "{\"type\":\"ping\",\"id\":\"" + "x".repeat(65) + "\"}";

      assertThat(CODEC.read(text)).isInstanceOf(ClientMessage.InvalidMessage.class);
    }
  }

  @Nested
  class Writing {

    @Test
    void helloIsOneObject() {
      UUID session = UUID.fromString("00000000-0000-0000-0000-000000000001");

      String text = CODEC.hello(session, "1.2.3", new ServerFrame.Limits(4096, 256));

      assertThat(text)
          .isEqualTo(
              "{\"features\":[\"roll\",\"odds\",\"resume\",\"tables\"],"
                  + "\"limits\":{\"inFlight\":256,\"messageChars\":4096},"
                  + "\"session\":\"00000000-0000-0000-0000-000000000001\","
                  + "\"type\":\"hello\",\"version\":\"1.2.3\"}");
    }

    @Test
    void resultKeepsTheEnginesTextAndTheClientsId() {
      assertThat(CODEC.result(Json.createValue("a\"b"), "[1, 2]"))
          .isEqualTo("{\"type\":\"result\",\"id\":\"a\\\"b\",\"roll\":[1, 2]}");
    }

    @Test
    void oddsKeepTheEnginesTextAndTheClientsId() {
      assertThat(CODEC.odds(Json.createValue(7), "{\"mean\":3.5}"))
          .isEqualTo("{\"type\":\"odds\",\"id\":7,\"odds\":{\"mean\":3.5}}");
    }

    @Test
    void errorOmitsAbsentMembers() {
      assertThat(
              CODEC.error(
                  Json.createValue(1),
                  ServerError.permanent(new EngineCode("limit", false), "Too many.")))
          .isEqualTo(
              "{\"code\":\"limit\",\"id\":1,\"message\":\"Too many.\",\"temporary\":false,"
                  + "\"type\":\"error\"}");
    }

    @Test
    void bareErrorIsAMemberOfAnObject() {
      assertThat(CODEC.bareError(ServerError.temporary(ErrorCode.BUSY, "Later.", 500)))
          .isEqualTo(
              "{\"error\":{\"code\":\"busy\",\"message\":\"Later.\",\"retryAfterMs\":500,"
                  + "\"temporary\":true}}");
    }

    @Test
    void errorHasTheSameMembersInEveryForm() {
      ServerError error =
          new ServerError(
              new EngineCode("syntax", true),
              "No \"é\u0007/🎲 </x>",
              250,
              2,
              1,
              List.of("dice", "\t"),
              "3d6\n",
              "i-1");

      assertThat(CODEC.error(Json.createValue("a\"b/é"), error))
          .isEqualTo(
              "{\"code\":\"syntax\",\"expected\":[\"dice\",\"\\t\"],\"hint\":\"3d6\\n\","
                  + "\"id\":\"a\\\"b/é\",\"incident\":\"i-1\",\"len\":1,"
                  + "\"message\":\"No \\\"é\\u0007/🎲 </x>\",\"pos\":2,\"retryAfterMs\":250,"
                  + "\"temporary\":true,\"type\":\"error\"}");
      assertThat(CODEC.bareError(error))
          .isEqualTo(
              "{\"error\":{\"code\":\"syntax\",\"expected\":[\"dice\",\"\\t\"],"
                  + "\"hint\":\"3d6\\n\",\"incident\":\"i-1\",\"len\":1,"
                  + "\"message\":\"No \\\"é\\u0007/🎲 </x>\",\"pos\":2,\"retryAfterMs\":250,"
                  + "\"temporary\":true}}");
      assertThat(CODEC.problem(new HttpProblem(error, "/x")))
          .isEqualTo(
              "{\"code\":\"syntax\",\"detail\":\"No \\\"é\\u0007/🎲 </x>\","
                  + "\"expected\":[\"dice\",\"\\t\"],\"hint\":\"3d6\\n\",\"incident\":\"i-1\","
                  + "\"len\":1,\"pos\":2,\"retryAfterMs\":250,\"status\":503,\"temporary\":true,"
                  + "\"title\":\"syntax\",\"type\":\"/x/docs/#error-syntax\"}");
    }

    @Test
    void resumedHasTheSession() {
      UUID session = UUID.fromString("00000000-0000-0000-0000-000000000001");

      assertThat(CODEC.resumed(null, session))
          .isEqualTo("{\"session\":\"00000000-0000-0000-0000-000000000001\",\"type\":\"resumed\"}");
    }

    @Test
    void pongKeepsTheId() {
      assertThat(CODEC.pong(Json.createValue("p"))).isEqualTo("{\"id\":\"p\",\"type\":\"pong\"}");
      assertThat(CODEC.pong(null)).isEqualTo("{\"type\":\"pong\"}");
    }
  }

  @Nested
  class FromEngines {

    @Test
    void errorObjectIsReadWithItsPosition() {
      assertThat(
              CODEC.engineError(
                  "{\"code\":\"syntax\",\"message\":\"No.\",\"pos\":2,\"len\":1,"
                      + "\"expected\":[\"dice\"],\"hint\":\"3d6\"}"))
          .contains(
              new ServerError(
                  new EngineCode("syntax", false),
                  "No.",
                  null,
                  2,
                  1,
                  List.of("dice"),
                  "3d6",
                  null));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"", "null", "[]", "{}", "{\"code\":\"x\"}", "{\"code\":\"x\",\"message\":"})
    void invalidErrorObjectIsEmpty(String text) {
      assertThat(CODEC.engineError(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1, 2]", "{\"a\":[{}]}", "3", "\"x\"", "null", " [] "})
    void oneJsonValueIsAValue(String text) {
      assertThat(CODEC.isValue(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"", "[1", "[1]]", "1 2", "{} {}", "]},{\"type\":\"hello\"", "{'a':1}", "NaN"})
    void anyOtherTextIsNoValue(String text) {
      assertThat(CODEC.isValue(text)).isFalse();
    }
  }
}
