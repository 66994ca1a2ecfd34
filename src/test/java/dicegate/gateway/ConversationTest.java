package dicegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.fleet.Asker;
import dicegate.fleet.EngineAnswer;
import dicegate.fleet.EngineFleet;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Metrics;
import dicegate.verify.SeriesSource;
import dicegate.wire.ErrorCode;
import dicegate.wire.frames.SeededBody;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.JsonCodec;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConversationTest {

  private static final int IN_FLIGHT = 3;

  /** An expression at which the fleet fails. */
  private static final String BREAKS = "1d13";

  private final ScriptedFleet fleet = new ScriptedFleet();
  private final FakeSocket socket = new FakeSocket();
  private final Metrics metrics = new Metrics();
  private final AtomicLong clock = new AtomicLong();
  private final GatewayContext context =
      new GatewayContext(
          new EngineRequester(fleet, new JsonCodec(), new Incidents(metrics), metrics),
          new JsonCodec(),
          new GatewaySettings(new ClientLimits(IN_FLIGHT, 0, 10, 0), List.of(), "1.2.3"),
          new SessionStore(clock::get, new SeriesSource(new SecureRandom())),
          new AddressUsages(new AddressLimits(2, 1), clock::get),
          GatewayHarness.tables(new JsonCodec(), metrics),
          new JoinLimits(clock::get),
          UnreadText.budget(true),
          metrics,
          new ShutdownFlag(),
          clock::get);
  private final Conversation conversation = conversation(context, socket);

  private Conversation conversation(GatewayContext shared, FakeSocket over) {
    return new Conversation(
        UUID.randomUUID(),
        "",
        shared,
        GatewayHarness.outbox(over, metrics, clock::get),
        GatewayHarness.unread());
  }

  /** A fleet that answers when the test does. */
  private static final class ScriptedFleet implements EngineFleet {
    final List<String> asked = new ArrayList<>();
    final List<CompletableFuture<EngineAnswer>> answers = new ArrayList<>();

    @Override
    public CompletableFuture<EngineAnswer> ask(Asker asker, Verb verb, String expression) {
      String asking = SeededBody.parse(expression).map(SeededBody::expression).orElse(expression);
      asked.add(verb + " " + asking);
      if (asking.equals(BREAKS)) {
        throw new IllegalStateException("broken on purpose");
      }
      CompletableFuture<EngineAnswer> answer = new CompletableFuture<>();
      answers.add(answer);
      return answer;
    }

    void answer(int index, EngineAnswer answer) {
      answers.get(index).complete(answer);
    }
  }

  @Nested
  class WithVariables {

    @Test
    void engineGetsTheValuesAndItsErrorHasThePlaceInTheTextAsSent() throws Exception {
      conversation.onText(
          "{\"type\":\"roll\",\"id\":1,\"expr\":\"2d6+@str+x\",\"vars\":{\"str\":-10}}");
      fleet.answer(
          0,
          new EngineAnswer.Refused(
              "{\"code\":\"syntax\",\"message\":\"No.\",\"pos\":10,\"len\":1,\"hint\":\"2d6\"}"));

      assertThat(fleet.asked).containsExactly("SEEDED 2d6+(-10)+x");
      assertThat(socket.next()).contains("\"type\":\"hello\"");
      assertThat(socket.next())
          .contains("\"id\":1", "\"code\":\"syntax\"", "\"pos\":9", "\"len\":1")
          .doesNotContain("hint");
    }

    @Test
    void oddsHaveVariablesToo() throws Exception {
      conversation.onText("{\"type\":\"odds\",\"id\":1,\"expr\":\"2d6+@a\",\"vars\":{\"a\":1.5}}");
      fleet.answer(0, new EngineAnswer.Rolled("{\"mean\":8.5}"));

      assertThat(fleet.asked).containsExactly("ODDS 2d6+1.5");
      assertThat(socket.next()).contains("\"type\":\"hello\"");
      assertThat(socket.next()).contains("\"mean\":8.5");
    }

    @Test
    void missingValueIsAnsweredWithoutAnEngine() throws Exception {
      conversation.onText(
          "{\"type\":\"roll\",\"id\":1,\"expr\":\"2d6+@dex\",\"vars\":{\"str\":1}}");

      assertThat(fleet.asked).isEmpty();
      assertThat(socket.next()).contains("\"type\":\"hello\"");
      assertThat(socket.next())
          .contains("\"code\":\"unknown_variable\"", "\"pos\":4", "\"len\":4", "@dex");
    }

    @Test
    void sameIdWithOtherValuesIsAnotherRequest() throws Exception {
      String roll = "{\"type\":\"roll\",\"id\":1,\"expr\":\"@a\",\"vars\":{\"a\":%d}}";
      conversation.onText(roll.formatted(1));
      conversation.onText(roll.formatted(2));
      conversation.onText(roll.formatted(1));

      assertThat(fleet.asked).containsExactly("SEEDED 1");
      assertThat(socket.next()).contains("\"type\":\"hello\"");
      assertThat(socket.next()).contains("\"code\":\"id_reused\"");
    }

    @Test
    void textWithoutValuesIsTheEnginesAffair() {
      conversation.onText("{\"type\":\"roll\",\"id\":1,\"expr\":\"2d6+@str\"}");

      assertThat(fleet.asked).containsExactly("SEEDED 2d6+@str");
    }
  }

  @Nested
  class Odds {

    @Test
    void requestIsAnsweredWithItsId() throws Exception {
      conversation.onText("{\"type\":\"odds\",\"id\":\"o\",\"expr\":\"4d6kh3\"}");
      fleet.answer(0, new EngineAnswer.Rolled("{\"mean\":12}"));

      assertThat(fleet.asked).containsExactly("ODDS 4d6kh3");
      assertThat(socket.next()).contains("\"type\":\"hello\"");
      assertThat(socket.next())
          .isEqualTo("{\"type\":\"odds\",\"id\":\"o\",\"odds\":{\"mean\":12}}");
    }

    @Test
    void requestOverTheLimitIsBusyWhileRollsContinue() throws Exception {
      for (int i = 0; i <= GatewaySettings.MAX_ODDS_IN_FLIGHT; i++) {
        conversation.onText("{\"type\":\"odds\",\"id\":" + i + ",\"expr\":\"3d6\"}");
      }
      conversation.onText("{\"type\":\"roll\",\"id\":9,\"expr\":\"3d6\"}");

      assertThat(socket.next()).contains("\"type\":\"hello\"");
      assertThat(socket.next()).contains("\"id\":4", "\"code\":\"busy\"", "\"temporary\":true");
      assertThat(fleet.asked)
          .hasSize(GatewaySettings.MAX_ODDS_IN_FLIGHT + 1)
          .endsWith("SEEDED 3d6");
    }
  }

  @Nested
  class Bare {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{2d6,1d8}kh1",
          " {2d6,1d8}kh1",
          "{",
          "{}",
          "{\"id\":1}",
          "{\"type\":5}",
          "{\"type\":\"roll\"",
          " {\"type\":\"ping\"}",
          "[]",
          "null"
        })
    void textThatIsNoObjectWithATypeIsBareAndAnsweredOnce(String text) throws Exception {
      conversation.onText(text);
      fleet.answer(0, new EngineAnswer.Refused("{\"code\":\"syntax\",\"message\":\"No.\"}"));

      assertThat(fleet.asked).containsExactly("BARE " + text);
      assertThat(socket.next()).isEqualTo("\"whaaat?\"");
      assertThat(socket.waiting()).isZero();
    }

    @Test
    void objectWithATypeMakesTheConnectionOneOfTheJsonDialect() throws Exception {
      conversation.onText("{2d6,1d8}kh1");
      conversation.onText("{\"type\":\"ping\",\"id\":1}");
      fleet.answer(0, new EngineAnswer.Rolled("[8]"));

      assertThat(socket.next()).contains("\"type\":\"hello\"");
      assertThat(socket.next()).isEqualTo("{\"id\":1,\"type\":\"pong\"}");
      assertThat(socket.next()).isEqualTo("[8]");
    }

    @Test
    void answersAreSentInTheOrderOfTheRequests() throws Exception {
      conversation.onText("a");
      conversation.onText("b");

      fleet.answer(1, new EngineAnswer.Rolled("[2]"));
      assertThat(socket.waiting()).isZero();
      fleet.answer(0, new EngineAnswer.Rolled("[1]"));

      assertThat(fleet.asked).containsExactly("BARE a", "BARE b");
      assertThat(socket.next()).isEqualTo("[1]");
      assertThat(socket.next()).isEqualTo("[2]");
    }

    @Test
    void refusalIsWhaaat() throws Exception {
      conversation.onText("");
      fleet.answer(0, new EngineAnswer.Refused("{\"code\":\"syntax\",\"message\":\"No.\"}"));

      assertThat(socket.next()).isEqualTo("\"whaaat?\"");
    }

    @Test
    void failureOfTheServiceIsAnError() throws Exception {
      conversation.onText("3d6");
      fleet.answer(0, new EngineAnswer.Unavailable(ErrorCode.TIMEOUT));

      assertThat(socket.next())
          .contains(
              "{\"error\":{\"code\":\"timeout\"", "\"temporary\":true", "\"retryAfterMs\":1000");
    }

    @Test
    void faultOfTheEngineIsAnErrorAndNoRefusal() throws Exception {
      conversation.onText("3d6");
      fleet.answer(
          0,
          new EngineAnswer.Refused(
              "{\"code\":\"internal\",\"message\":\"Broke.\",\"incident\":\"i-1\"}"));

      assertThat(socket.next()).startsWith("{\"error\":").contains("\"incident\":\"i-1\"");
    }

    @Test
    void engineWithoutBareIsAskedToRoll() throws Exception {
      conversation.onText("3d6");
      fleet.answer(0, new EngineAnswer.Unsupported());
      fleet.answer(1, new EngineAnswer.Rolled("{\"total\":9}"));

      assertThat(fleet.asked).containsExactly("BARE 3d6", "ROLL 3d6");
      assertThat(socket.next()).isEqualTo("{\"total\":9}");
    }

    @Test
    void requestOverTheInFlightLimitIsRefusedInItsTurn() throws Exception {
      for (int i = 0; i < IN_FLIGHT + 1; i++) {
        conversation.onText("3d6");
      }
      for (int i = 0; i < IN_FLIGHT; i++) {
        fleet.answer(i, new EngineAnswer.Rolled("[" + i + "]"));
      }

      for (int i = 0; i < IN_FLIGHT; i++) {
        assertThat(socket.next()).isEqualTo("[" + i + "]");
      }
      assertThat(socket.next()).contains("\"code\":\"busy\"");
      assertThat(fleet.asked).hasSize(IN_FLIGHT);
      assertThat(metrics.total(Counter.REQUESTS_OVER_IN_FLIGHT)).isOne();
    }

    @Test
    void floodBehindASlowRollIsClosed() throws Exception {
      for (int i = 0; i <= ResponseSequencer.MAX_PLACES; i++) {
        conversation.onText("3d6");
      }

      assertThat(socket.closeCode()).isEqualTo(CloseCode.SLOW_READER);
    }

    @Test
    void bareClientGetsNothingUnrequested() {
      conversation.onText("3d6");

      assertThat(socket.waiting()).isZero();
    }
  }

  @Nested
  class Json {

    @Test
    void helloIsSentOnceBeforeTheFirstAnswer() throws Exception {
      conversation.onText("{\"type\":\"ping\",\"id\":1}");
      conversation.onText("{\"type\":\"ping\",\"id\":2}");

      assertThat(socket.next()).contains("\"type\":\"hello\"");
      assertThat(socket.next()).isEqualTo("{\"id\":1,\"type\":\"pong\"}");
      assertThat(socket.next()).isEqualTo("{\"id\":2,\"type\":\"pong\"}");
    }

    @Test
    void answersAreSentAsTheyFinishWithTheirIds() throws Exception {
      conversation.onText("{\"type\":\"roll\",\"id\":\"a\",\"expr\":\"1d6\"}");
      conversation.onText("{\"type\":\"roll\",\"id\":\"b\",\"expr\":\"2d6\"}");
      assertThat(socket.next()).contains("hello");

      fleet.answer(1, new EngineAnswer.Rolled("{\"total\":2}"));
      fleet.answer(0, new EngineAnswer.Rolled("{\"total\":1}"));

      assertThat(fleet.asked).containsExactly("SEEDED 1d6", "SEEDED 2d6");
      assertThat(socket.next())
          .startsWith("{\"type\":\"result\",\"id\":\"b\",\"proof\":{\"index\":1,\"root\":\"")
          .endsWith("\"},\"roll\":{\"total\":2}}");
      assertThat(socket.next())
          .startsWith("{\"type\":\"result\",\"id\":\"a\",\"proof\":{\"index\":0,\"root\":\"")
          .endsWith("\"},\"roll\":{\"total\":1}}");
    }

    @Test
    void rollOfAnEngineWithoutSeedsIsToldAsSuch() throws Exception {
      conversation.onText("{\"type\":\"roll\",\"id\":1,\"expr\":\"3d6\"}");
      conversation.onText("{\"type\":\"roll\",\"id\":2,\"expr\":\"3d6\"}");
      assertThat(socket.next()).contains("hello");
      fleet.answer(0, new EngineAnswer.Rolled("{\"total\":9}", "py-1"));
      fleet.answer(1, new EngineAnswer.Rolled("[1,2,6]", ""));

      assertThat(socket.next())
          .isEqualTo(
              "{\"type\":\"result\",\"id\":1,\"engine\":\"py-1\",\"verifiable\":false,"
                  + "\"roll\":{\"total\":9}}");
      assertThat(socket.next())
          .isEqualTo("{\"type\":\"result\",\"id\":2,\"verifiable\":false,\"roll\":[1,2,6]}");
    }

    @Test
    void keyOfARollIsNotToldBeforeItsAnswer() throws Exception {
      conversation.sendHello();
      String root = socket.next().replaceAll(".*\"root\":\"([0-9a-f]+)\".*", "$1");
      String ask = "{\"type\":\"proof\",\"id\":7,\"root\":\"" + root + "\",\"index\":0}";
      conversation.onText("{\"type\":\"roll\",\"id\":1,\"expr\":\"3d6\"}");
      conversation.onText(ask);
      assertThat(socket.next()).contains("\"code\":\"no_proof\"");
      fleet.answer(0, new EngineAnswer.Rolled("{\"total\":9}"));
      assertThat(socket.next()).contains("\"type\":\"result\"");
      conversation.onText(ask);

      assertThat(socket.next()).contains("\"type\":\"proof\"", "\"key\":\"", "\"path\":[\"");
    }

    @Test
    void keyOfANumberWithoutARollIsToldWhenItHasFailed() throws Exception {
      conversation.onText("{\"type\":\"roll\",\"id\":1,\"expr\":\"3d6\"}");
      assertThat(socket.next()).contains("hello");
      fleet.answer(0, new EngineAnswer.Unavailable(ErrorCode.TIMEOUT));
      String error = socket.next();
      assertThat(error).contains("\"code\":\"timeout\"", "\"index\":0");

      conversation.onText(
          "{\"type\":\"proof\",\"id\":2,\"root\":\""
              + error.replaceAll(".*\"root\":\"([0-9a-f]+)\".*", "$1")
              + "\",\"index\":0}");
      assertThat(socket.next()).contains("\"type\":\"proof\"", "\"key\":\"");
    }

    @Test
    void diceAreOfTheTextThatTheEngineGets() throws Exception {
      conversation.onText("{\"type\":\"roll\",\"id\":1,\"expr\":\"3d6 # \\ud800\"}");
      assertThat(socket.next()).contains("hello");
      fleet.answer(0, new EngineAnswer.Rolled("{\"total\":9}"));

      assertThat(fleet.asked).containsExactly("SEEDED 3d6 # ?");
      assertThat(socket.next()).contains("\"expr\":\"3d6 # ?\"");
    }

    @Test
    void errorKeepsThePositionThatTheEngineGave() throws Exception {
      conversation.onText("{\"type\":\"roll\",\"id\":1,\"expr\":\"3dx\"}");
      assertThat(socket.next()).contains("hello");
      fleet.answer(
          0,
          new EngineAnswer.Refused(
              "{\"code\":\"syntax\",\"message\":\"No.\",\"pos\":2,\"len\":1,\"hint\":\"3d6\"}"));

      assertThat(socket.next())
          .startsWith(
              "{\"code\":\"syntax\",\"hint\":\"3d6\",\"id\":1,\"len\":1,\"message\":\"No.\","
                  + "\"pos\":2,\"proof\":{\"index\":0,\"root\":\"")
          .endsWith("\"},\"temporary\":false,\"type\":\"error\"}");
    }

    @Test
    void invalidErrorObjectIsABadReply() throws Exception {
      conversation.onText("{\"type\":\"roll\",\"id\":1,\"expr\":\"3d6\"}");
      assertThat(socket.next()).contains("hello");
      fleet.answer(0, new EngineAnswer.Refused("[]"));

      assertThat(socket.next()).contains("\"code\":\"bad_reply\"", "\"temporary\":true");
    }

    @Test
    void everyTextIsAFrameOfTheDialectOnceItIsSpoken() throws Exception {
      conversation.sendHello();
      assertThat(socket.next()).contains("hello");
      for (String text : List.of("3d6", "{2d6,1d8}kh1", "{", "{}", "[]", "null", "\"3d6\"", "")) {
        conversation.onText(text);
        assertThat(socket.next()).contains("\"type\":\"error\"", "\"code\":\"bad_message\"");
      }
      conversation.onText(" \n{\"type\":\"ping\"}");

      assertThat(socket.next()).isEqualTo("{\"type\":\"pong\"}");
      assertThat(fleet.asked).isEmpty();
    }

    @Test
    void invalidAndUnknownFramesAreAnsweredAndTheNextIsServed() throws Exception {
      conversation.sendHello();
      conversation.onText("{");
      conversation.onText("{\"type\":\"fly\",\"id\":5}");
      conversation.onText("{\"type\":\"ping\"}");

      assertThat(socket.next()).contains("hello");
      assertThat(socket.next()).contains("\"code\":\"bad_message\"");
      assertThat(socket.next()).contains("\"code\":\"unknown_type\"", "\"id\":5");
      assertThat(socket.next()).isEqualTo("{\"type\":\"pong\"}");
    }
  }

  @Nested
  class SameId {

    private final FakeSocket newSocket = new FakeSocket();
    private final Conversation newConversation = conversation(context, newSocket);

    @Test
    void answeredRequestGetsTheSameBytesAgain() throws Exception {
      String session = hello(conversation, socket);
      conversation.onText(roll(1, "3d6"));
      fleet.answer(0, new EngineAnswer.Rolled("{\"total\":9}"));
      String answer = socket.next();
      conversation.onDisconnect();

      resume(session);
      newConversation.onText(roll(1, "3d6"));

      assertThat(newSocket.next()).isEqualTo(answer);
      assertThat(fleet.asked).hasSize(1);
      assertThat(metrics.total(Counter.SESSIONS_RESUMED)).isOne();
      assertThat(metrics.total(Counter.REQUESTS_REPEATED)).isOne();
    }

    @Test
    void runningRequestIsAnsweredOnceOverTheLastConnection() throws Exception {
      String session = hello(conversation, socket);
      conversation.onText(roll(1, "3d6"));
      conversation.onDisconnect();

      resume(session);
      newConversation.onText(roll(1, "3d6"));
      fleet.answer(0, new EngineAnswer.Rolled("{\"total\":9}"));

      assertThat(newSocket.next()).contains("\"total\":9");
      assertThat(newSocket.waiting()).isZero();
      assertThat(socket.waiting()).isZero();
      assertThat(fleet.asked).hasSize(1);
    }

    @Test
    void answerWithoutAConnectionIsKept() throws Exception {
      String session = hello(conversation, socket);
      conversation.onText(roll(1, "3d6"));
      conversation.onDisconnect();
      fleet.answer(0, new EngineAnswer.Rolled("{\"total\":9}"));

      resume(session);
      newConversation.onText(roll(1, "3d6"));

      assertThat(newSocket.next()).contains("\"total\":9");
      assertThat(fleet.asked).hasSize(1);
    }

    @Test
    void permanentErrorIsKept() throws Exception {
      hello(conversation, socket);
      conversation.onText(roll(1, "3dx"));
      fleet.answer(0, new EngineAnswer.Refused("{\"code\":\"syntax\",\"message\":\"No.\"}"));
      String error = socket.next();

      conversation.onText(roll(1, "3dx"));

      assertThat(socket.next()).isEqualTo(error);
      assertThat(fleet.asked).hasSize(1);
    }

    @Test
    void requestWithTemporaryErrorIsSentAgain() throws Exception {
      hello(conversation, socket);
      conversation.onText(roll(1, "3d6"));
      fleet.answer(0, new EngineAnswer.Unavailable(ErrorCode.TIMEOUT));
      assertThat(socket.next()).contains("\"code\":\"timeout\"");

      conversation.onText(roll(1, "3d6"));
      fleet.answer(1, new EngineAnswer.Rolled("{\"total\":9}"));

      assertThat(socket.next()).contains("\"total\":9");
    }

    @Test
    void requestOverTheInFlightLimitIsSentAgain() throws Exception {
      hello(conversation, socket);
      for (int i = 0; i <= IN_FLIGHT; i++) {
        conversation.onText(roll(i, "3d6"));
      }
      assertThat(socket.next()).contains("\"code\":\"busy\"", "\"id\":" + IN_FLIGHT);
      fleet.answer(0, new EngineAnswer.Rolled("{}"));
      assertThat(socket.next()).contains("\"id\":0");

      conversation.onText(roll(IN_FLIGHT, "3d6"));

      assertThat(fleet.asked).hasSize(IN_FLIGHT + 1);
    }

    @Test
    void otherRequestIsAPermanentError() throws Exception {
      hello(conversation, socket);
      conversation.onText(roll(1, "3d6"));
      conversation.onText(roll(1, "4d6"));
      conversation.onText("{\"type\":\"odds\",\"id\":1,\"expr\":\"3d6\"}");

      assertThat(socket.next()).contains("\"code\":\"id_reused\"", "\"temporary\":false");
      assertThat(socket.next()).contains("\"code\":\"id_reused\"", "\"temporary\":false");
      assertThat(fleet.asked).hasSize(1);
    }

    @Test
    void sameIdInAnotherSessionIsAnotherRequest() throws Exception {
      hello(conversation, socket);
      hello(newConversation, newSocket);
      conversation.onText(roll(1, "3d6"));
      newConversation.onText(roll(1, "4d6"));

      assertThat(fleet.asked).containsExactly("SEEDED 3d6", "SEEDED 4d6");
    }

    @Test
    void unknownSessionLeavesTheConnectionItsOwn() throws Exception {
      String own = hello(newConversation, newSocket);
      newConversation.onText("{\"type\":\"resume\",\"session\":\"" + UUID.randomUUID() + "\"}");
      newConversation.onText(roll(1, "3d6"));
      fleet.answer(0, new EngineAnswer.Rolled("{}"));

      assertThat(newSocket.next()).contains("\"code\":\"no_session\"", "\"temporary\":false");
      assertThat(newSocket.next()).contains("\"type\":\"result\"");
      conversation.onText("{\"type\":\"resume\",\"session\":\"" + own + "\"}");
      assertThat(socket.next()).contains("hello");
      assertThat(socket.next()).contains("\"type\":\"resumed\"", own);
      assertThat(newSocket.closeCode()).isEqualTo(CloseCode.REPLACED);
    }

    @Test
    void disconnectBeforeHelloLeavesNoSession() {
      newConversation.onDisconnect();
      newConversation.sendHello();

      assertThat(context.sessions().size()).isZero();
    }

    private void resume(String session) throws InterruptedException {
      newConversation.onText("{\"type\":\"resume\",\"session\":\"" + session + "\"}");
      assertThat(newSocket.next()).contains("\"type\":\"hello\"");
      assertThat(newSocket.next())
          .matches(
              "\\{\"series\":\\{\"root\":\"[0-9a-f]{64}\",\"size\":64},"
                  + "\"session\":\""
                  + session
                  + "\",\"type\":\"resumed\"}");
    }

    private static String hello(Conversation with, FakeSocket over) throws InterruptedException {
      with.sendHello();
      return over.next().replaceAll(".*\"session\":\"([^\"]+)\".*", "$1");
    }

    private static String roll(int id, String expr) {
      return "{\"type\":\"roll\",\"id\":" + id + ",\"expr\":\"" + expr + "\"}";
    }
  }

  @Nested
  class FromOneAddress {

    private final Conversation one = from("192.0.2.1", socket);
    private final FakeSocket otherSocket = new FakeSocket();
    private final Conversation other = from("192.0.2.1", otherSocket);
    private final FakeSocket strangerSocket = new FakeSocket();
    private final Conversation stranger = from("192.0.2.2", strangerSocket);

    private Conversation from(String address, FakeSocket over) {
      return new Conversation(
          UUID.randomUUID(),
          address,
          context,
          GatewayHarness.outbox(over, metrics, clock::get),
          GatewayHarness.unread());
    }

    @Test
    void connectionsShareARateThatOthersDoNot() {
      one.onText("3d6");
      other.onText("3d6");
      other.onText("3d6");
      stranger.onText("3d6");

      assertThat(fleet.asked).hasSize(3);
      assertThat(metrics.total(Counter.MESSAGES_OVER_ADDRESS_RATE)).isOne();
    }

    @Test
    void connectionsShareALimitOfUnansweredRequests() {
      for (Conversation each : List.of(one, other, one, stranger)) {
        clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
        each.onText("3d6");
      }

      assertThat(fleet.asked).hasSize(3);
      assertThat(metrics.total(Counter.REQUESTS_OVER_ADDRESS_IN_FLIGHT)).isOne();
    }

    @Test
    void answeredRequestMakesRoomForTheAddress() {
      for (Conversation each : List.of(one, other)) {
        clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
        each.onText("3d6");
      }
      fleet.answers.get(0).complete(new EngineAnswer.Rolled("[1, 2, 3]"));
      clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
      other.onText("3d6");

      assertThat(fleet.asked).hasSize(3);
    }
  }

  @Nested
  class OverTheRate {

    private final GatewayContext limited =
        new GatewayContext(
            context.requester(),
            context.json(),
            new GatewaySettings(new ClientLimits(100, 1, 10, 0), List.of(), "1.2.3"),
            context.sessions(),
            context.addressUsages(),
            context.tables(),
            context.joinLimits(),
            context.unreadText(),
            metrics,
            context.shutdownFlag(),
            clock::get);
    private final Conversation limitedConversation = conversation(limited, socket);

    @Test
    void bareMessageOverTheRateIsRefusedInItsTurn() throws Exception {
      for (int i = 0; i < 3; i++) {
        limitedConversation.onText("3d6");
      }
      assertThat(socket.waiting()).isZero();
      fleet.answer(0, new EngineAnswer.Rolled("[1]"));
      fleet.answer(1, new EngineAnswer.Rolled("[2]"));

      assertThat(socket.next()).isEqualTo("[1]");
      assertThat(socket.next()).isEqualTo("[2]");
      assertThat(socket.next())
          .startsWith("{\"error\":{\"code\":\"rate_limited\"")
          .contains("\"temporary\":true", "\"retryAfterMs\":1000");
      assertThat(metrics.total(Counter.MESSAGES_OVER_RATE)).isOne();
    }

    @Test
    void jsonMessageOverTheRateIsRefusedWithItsIdAndServedLater() throws Exception {
      for (int i = 0; i < 3; i++) {
        limitedConversation.onText("{\"type\":\"roll\",\"id\":" + i + ",\"expr\":\"3d6\"}");
      }
      assertThat(socket.next()).contains("hello");
      assertThat(socket.next()).contains("\"id\":2", "\"code\":\"rate_limited\"");

      clock.addAndGet(1_000_000_000L);
      limitedConversation.onText("{\"type\":\"roll\",\"id\":2,\"expr\":\"3d6\"}");

      assertThat(fleet.asked).hasSize(3);
    }

    @Test
    void floodIsClosed() throws Exception {
      for (int i = 0; i < 3 + 2 * RateLimit.MAX_REFUSALS_PER_MESSAGE; i++) {
        limitedConversation.onText("{\"type\":\"ping\"}");
      }

      assertThat(socket.closeCode()).isEqualTo(CloseCode.FLOODING);
    }
  }

  @Test
  void faultIsAnsweredInTheDialectAndHoldsUpNoOtherAnswer() throws Exception {
    conversation.onText(BREAKS);
    conversation.onText("3d6");
    fleet.answer(0, new EngineAnswer.Rolled("[1]"));

    assertThat(socket.next()).startsWith("{\"error\":").contains("\"code\":\"internal\"");
    assertThat(socket.next()).isEqualTo("[1]");
  }

  @Test
  void faultOfTheServerIsCountedAndAnsweredWithItsIncident() throws Exception {
    conversation.onText("3d6");
    fleet.answers.get(0).completeExceptionally(new IllegalStateException("broken on purpose"));

    assertThat(socket.next()).contains("\"code\":\"internal\"", "\"incident\":\"");
    assertThat(metrics.total(Counter.INCIDENTS)).isOne();
  }
}
