package dicegate.wire.json;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dicegate.wire.EngineCode;
import dicegate.wire.ErrorCode;
import jakarta.json.Json;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonCodecTest {

  private static final ServerFrame.SeriesState SERIES =
      new ServerFrame.SeriesState("0a", 64, null, null);
  private static final JsonCodec CODEC = new JsonCodec();

  @Nested
  class Reading {

    @Test
    void rollHasAnIdOfTextOrNumber() {
      assertThat(CODEC.read("{\"type\":\"roll\",\"id\":\"a\",\"expr\":\"3d6\",\"extra\":[1]}"))
          .isEqualTo(new ClientMessage.Roll(Json.createValue("a"), "3d6", "", "", Variables.NONE));
      assertThat(CODEC.read("{\"type\":\"roll\",\"id\":7,\"expr\":\"\"}"))
          .isEqualTo(new ClientMessage.Roll(Json.createValue(7), "", "", "", Variables.NONE));
    }

    @Test
    void variablesAreNumbersAsTheDiceLanguageWritesThem() {
      String vars = "{\"str\":3,\"dex\":-2,\"Half_1\":0.50,\"big\":9e15,\"none\":0e9}";

      assertThat(CODEC.read("{\"type\":\"odds\",\"id\":7,\"expr\":\"\",\"vars\":" + vars + "}"))
          .isEqualTo(
              new ClientMessage.Odds(
                  Json.createValue(7),
                  "",
                  new Variables(
                      Map.of(
                          "str", "3",
                          "dex", "(-2)",
                          "Half_1", "0.5",
                          "big", "9000000000000000",
                          "none", "0"))));
      assertThat(CODEC.read("{\"type\":\"roll\",\"id\":7,\"expr\":\"x\",\"vars\":{}}"))
          .isEqualTo(new ClientMessage.Roll(Json.createValue(7), "x", "", "", Variables.NONE));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "3",
          "[3]",
          "{\"str\":\"3\"}",
          "{\"str\":null}",
          "{\"str\":true}",
          "{\"\":3}",
          "{\"1a\":3}",
          "{\"_a\":3}",
          "{\"a-b\":3}",
          "{\"ä\":3}",
          "{\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\":3}",
          "{\"str\":9007199254740992}",
          "{\"str\":-1e999999999}",
          "{\"str\":1e-16}"
        })
    void variablesThatAreNoNumbersOrHaveNoNameAreInvalid(String vars) {
      for (String type : List.of("roll", "odds")) {
        String text = "{\"type\":\"%s\",\"id\":1,\"expr\":\"1\",\"vars\":%s}".formatted(type, vars);
        assertThat(CODEC.read(text))
            .isInstanceOfSatisfying(
                ClientMessage.InvalidMessage.class,
                invalid -> assertThat(invalid.error().code()).isEqualTo("bad_message"));
      }
    }

    @Test
    void moreThan32VariablesAreInvalid() {
      assertThat(CODEC.read(withVariables(32))).isInstanceOf(ClientMessage.Roll.class);
      assertThat(CODEC.read(withVariables(33))).isInstanceOf(ClientMessage.InvalidMessage.class);
    }

    private static String withVariables(int count) {
      String vars =
          IntStream.range(0, count).mapToObj(i -> "\"v" + i + "\":" + i).collect(joining(","));
      return "{\"type\":\"roll\",\"id\":1,\"expr\":\"1\",\"vars\":{" + vars + "}}";
    }

    @Test
    void joinHasTextsThatMayBeAbsent() {
      String names = "{\"type\":\"join\",\"table\":\"owl\",\"name\":\"Ana\"";
      String chosen =
          ",\"colour\":\"#56b4e9\",\"theme\":\"brass\",\"key\":\"k\",\"token\":\"t\",\"resume\":\"r\"}";
      ClientMessage.Join bare = new ClientMessage.Join(null, "owl", "Ana", "", "", "", "", "");

      assertThat(CODEC.read(names + chosen))
          .isEqualTo(new ClientMessage.Join(null, "owl", "Ana", "#56b4e9", "brass", "k", "t", "r"));
      assertThat(CODEC.read(names + "}")).isEqualTo(bare);
      assertThat(CODEC.read(names + ",\"colour\":null,\"theme\":null}")).isEqualTo(bare);
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour", "theme", "key", "token", "resume"})
    void joinWithAMemberOfAnotherTypeIsABadMessage(String member) {
      String start = "{\"type\":\"join\",\"id\":1,\"table\":\"owl\",\"name\":\"Ana\",";

      assertThat(CODEC.read(start + "\"" + member + "\":7}"))
          .isInstanceOfSatisfying(
              ClientMessage.InvalidMessage.class,
              invalid -> {
                assertThat(invalid.error().code()).isEqualTo("bad_message");
                assertThat(invalid.error().message()).contains(member);
              });
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

    @ParameterizedTest
    @ValueSource(strings = {"18446744073709551618", "-9223372036854775809", "2.0", "20e-1", "1e3"})
    void numberThatIsNoLongRevealsNothing(String seq) {
      assertThat(CODEC.read("{\"type\":\"reveal\",\"id\":1,\"seq\":" + seq + "}"))
          .isInstanceOfSatisfying(
              ClientMessage.InvalidMessage.class,
              invalid -> assertThat(invalid.error().code()).isEqualTo("bad_message"));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            {"type":"history"}|9223372036854775807|50
            {"type":"history","before":7,"limit":100}|7|100
            {"type":"history","before":null,"limit":null}|9223372036854775807|50
            {"type":"history","before":1,"limit":1}|1|1
            """)
    void historyHasDefaults(String text, long before, int limit) {
      assertThat(CODEC.read(text)).isEqualTo(new ClientMessage.History(null, before, limit, false));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\"before\":0", "\"before\":-1", "\"before\":1.5", "\"before\":\"7\"",
          "\"before\":18446744073709551618", "\"limit\":0", "\"limit\":101", "\"limit\":[]"
        })
    void historyOutOfRangeIsABadMessage(String member) {
      assertThat(CODEC.read("{\"type\":\"history\",\"id\":1," + member + "}"))
          .isInstanceOfSatisfying(
              ClientMessage.InvalidMessage.class,
              invalid -> assertThat(invalid.error().code()).isEqualTo("bad_message"));
    }

    @ParameterizedTest
    @ValueSource(ints = {21, 400, 1_099, 1_100, 1_101, 3_000, 4_000})
    void idOfManyDigitsIsInvalid(int digits) {
      String text = "{\"type\":\"roll\",\"id\":" + "9".repeat(digits) + ",\"expr\":\"3d6\"}";

      assertThat(CODEC.read(text))
          .isInstanceOfSatisfying(
              ClientMessage.InvalidMessage.class, invalid -> assertThat(invalid.id()).isNull());
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

      String text = CODEC.hello(session, "1.2.3", false, new ServerFrame.Limits(4096, 256), SERIES);

      assertThat(text)
          .isEqualTo(
              "{\"features\":[\"roll\",\"odds\",\"resume\",\"tables\",\"history\",\"moderation\",\"verify\",\"whisper\",\"by_hand\"],"
                  + "\"limits\":{\"inFlight\":256,\"messageChars\":4096},"
                  + "\"series\":{\"root\":\"0a\",\"size\":64},"
                  + "\"session\":\"00000000-0000-0000-0000-000000000001\","
                  + "\"type\":\"hello\",\"version\":\"1.2.3\"}");
    }

    @Test
    void resultKeepsTheEnginesTextAndTheClientsId() {
      assertThat(CODEC.result(Json.createValue("a\"b"), "[1, 2]", ServerFrame.RollOrigin.NONE))
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
              "i-1",
              Json.createObjectBuilder().add("die", "d6").build(),
              true);

      assertThat(CODEC.error(Json.createValue("a\"b/é"), error))
          .isEqualTo(
              "{\"code\":\"syntax\",\"expected\":[\"dice\",\"\\t\"],\"hint\":\"3d6\\n\","
                  + "\"id\":\"a\\\"b/é\",\"incident\":\"i-1\",\"len\":1,"
                  + "\"message\":\"No \\\"é\\u0007/🎲 </x>\",\"pos\":2,\"retryAfterMs\":250,"
                  + "\"temporary\":true,\"type\":\"error\",\"wanted\":{\"die\":\"d6\"}}");
      assertThat(CODEC.bareError(error))
          .isEqualTo(
              "{\"error\":{\"code\":\"syntax\",\"expected\":[\"dice\",\"\\t\"],"
                  + "\"hint\":\"3d6\\n\",\"incident\":\"i-1\",\"len\":1,"
                  + "\"message\":\"No \\\"é\\u0007/🎲 </x>\",\"pos\":2,\"retryAfterMs\":250,"
                  + "\"temporary\":true,\"wanted\":{\"die\":\"d6\"}}}");
      assertThat(CODEC.problem(new HttpProblem(error, "/x")))
          .isEqualTo(
              "{\"code\":\"syntax\",\"detail\":\"No \\\"é\\u0007/🎲 </x>\","
                  + "\"expected\":[\"dice\",\"\\t\"],\"hint\":\"3d6\\n\",\"incident\":\"i-1\","
                  + "\"len\":1,\"pos\":2,\"retryAfterMs\":250,\"status\":503,\"temporary\":true,"
                  + "\"title\":\"syntax\",\"type\":\"/x/docs/#error-syntax\",\"wanted\":{\"die\":\"d6\"}}");
    }

    @Test
    void resumedHasTheSession() {
      UUID session = UUID.fromString("00000000-0000-0000-0000-000000000001");

      assertThat(CODEC.resumed(null, session, SERIES))
          .isEqualTo(
              "{\"series\":{\"root\":\"0a\",\"size\":64},"
                  + "\"session\":\"00000000-0000-0000-0000-000000000001\",\"type\":\"resumed\"}");
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
                  null,
                  null,
                  false));
    }

    @Test
    void rollByHandIsMarkedUnlessTheEngineDoesIt() {
      assertThat(CODEC.markByHand("{\"total\":3}")).contains("{\"by\":\"hand\",\"total\":3}");
      assertThat(CODEC.markByHand(" {}")).contains("{\"by\":\"hand\"}");
      assertThat(CODEC.markByHand("{\"total\":3,\"by\":\"me\"}")).isEmpty();
      assertThat(CODEC.markByHand("{\"total\":3,\"b\\u0079\":\"me\"}")).isEmpty();
      assertThat(CODEC.markByHand("[3]")).isEmpty();
    }

    @Test
    void engineCannotClaimThatItsRollIsByHand() {
      assertThat(CODEC.isEngineValue("{\"by\":\"hand\",\"total\":3}")).isFalse();
      assertThat(CODEC.isEngineValue("{\"\\u0062y\":\"\\u0068and\"}")).isFalse();
      assertThat(CODEC.isEngineValue("{\"by\":\"me\",\"by\":\"hand\"}")).isFalse();
      assertThat(CODEC.isEngineValue("{\"by\":\"me\"}")).isTrue();
      assertThat(CODEC.isEngineValue("{\"label\":\"\\\"by\\\":\\\"hand\\\"\"}")).isTrue();
      assertThat(CODEC.isEngineValue("[3]")).isTrue();
      assertThat(CODEC.isEngineValue("{")).isFalse();
    }

    @Test
    void errorAfterDiceWereRolledIsMarked() {
      String error = "{\"code\":\"limit\",\"message\":\"No.\",\"rolled\":true}";

      assertThat(CODEC.engineError(error).orElseThrow().rolled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"4294967298", "1e9", "2.5", "2.0", "-9223372036854775807", "1e999999999"})
    void numberThatIsNoIntIsIgnored(String number) {
      assertThat(CODEC.engineInfo("{\"window\":" + number + "}")).isEqualTo(EngineInfo.UNKNOWN);
      assertThat(
              CODEC
                  .engineError("{\"code\":\"x\",\"message\":\"No.\",\"pos\":" + number + "}")
                  .orElseThrow()
                  .pos())
          .isNull();
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
