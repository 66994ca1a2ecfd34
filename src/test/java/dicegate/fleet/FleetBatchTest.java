package dicegate.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.telemetry.Metrics;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.JsonCodec;
import dicegate.zmq.SocketContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zeromq.ZContext;

/** Batches between the fleet and engines that the test plays, over real tcp sockets. */
final class FleetBatchTest {

  private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String WITH_BATCHES = "{\"window\":512,\"features\":[\"roll\",\"BATCH\"]}";
  private static final List<String> TEXTS = List.of("1d1", "2d1", "3d1", "4d1", "5d1");

  private final ZContext context = new ZContext();
  private final JsonCodec json = new JsonCodec();
  private final ManualEngine engine = new ManualEngine(context, "tcp://127.0.0.1:*");
  private final ManualEngine other = new ManualEngine(context, "tcp://127.0.0.1:*");
  private final List<ZmqEngineFleet> fleets = new ArrayList<>();

  /** The fleet's time stands still until an engine is ready, so requests can wait for it. */
  private volatile boolean timePasses;

  private final long startNanos = System.nanoTime();

  @AfterEach
  void close() {
    fleets.forEach(ZmqEngineFleet::close);
    context.close();
    json.close();
  }

  @Test
  void waitingRequestsAreOneMessageAndEachGetsItsOwnAnswer() {
    ZmqEngineFleet fleet = fleet(engine);
    List<CompletableFuture<EngineAnswer>> answers = ask(fleet, TEXTS);
    engine.answerProbe(WITH_BATCHES);

    ManualEngine.Request batch = engine.receive();
    List<String> lines = lines(batch);
    assertThat(lines).map(FleetBatchTest::expression).isEqualTo(TEXTS);
    List<String> replies = new ArrayList<>(lines.stream().map(FleetBatchTest::reply).toList());
    Collections.reverse(replies);
    engine.answer(batch, String.join("\n", replies));

    assertThatEachIsAnswered(answers);
  }

  @Test
  void requestThatIsLeftOutIsSentAgainByItself() {
    ZmqEngineFleet fleet = fleet(engine);
    List<CompletableFuture<EngineAnswer>> answers = ask(fleet, TEXTS);
    engine.answerProbe(WITH_BATCHES);
    ManualEngine.Request batch = engine.receive();
    List<String> replies =
        new ArrayList<>(lines(batch).stream().map(FleetBatchTest::reply).toList());
    replies.remove(2);
    engine.answer(batch, String.join("\n", replies));

    ManualEngine.Request alone = engine.receive();
    assertThat(alone.verb()).isEqualTo("ROLL");
    assertThat(alone.expression()).isEqualTo(TEXTS.get(2));
    engine.answer(alone, '"' + TEXTS.get(2) + '"');

    assertThatEachIsAnswered(answers);
  }

  @Test
  void engineThatLeavesOutAWholeBatchGetsBatchesStill() {
    ZmqEngineFleet fleet = fleet(engine);
    List<CompletableFuture<EngineAnswer>> answers = ask(fleet, TEXTS);
    List<CompletableFuture<EngineAnswer>> others = ask(fleet, TEXTS);
    engine.answerProbe(WITH_BATCHES.replace("512", "5"));
    assertThat(leaveOut()).hasSize(5);

    List<ManualEngine.Request> messages = serve(2 * TEXTS.size());

    assertThat(messages).anyMatch(FleetBatchTest::isBatch);
    assertThatEachIsAnswered(answers);
    assertThatEachIsAnswered(others);
  }

  @Test
  void requestsThatWereLeftOutDoNotWaitForAllOthers() {
    ZmqEngineFleet fleet = fleet(engine);
    for (int i = 0; i < 100; i++) {
      ask(fleet, TEXTS);
    }
    engine.answerProbe(WITH_BATCHES.replace("512", "5"));
    List<String> leftOut = leaveOut();

    List<String> alone =
        serve(100).stream()
            .filter(message -> !isBatch(message))
            .map(ManualEngine.Request::body)
            .toList();

    assertThat(alone.stream().map(FleetBatchTest::id)).containsAll(leftOut);
  }

  @Test
  void oddsDoNotWaitForAllRolls() {
    ZmqEngineFleet fleet = fleet(engine);
    for (int i = 0; i < 20; i++) {
      ask(fleet, TEXTS);
    }
    CompletableFuture<EngineAnswer> odds =
        fleet.ask(Asker.alone(UUID.randomUUID()), Verb.ODDS, "9d9");
    engine.answerProbe(1);

    // One turn for each of the 20 clients that have waited longer.
    List<String> served = serve(25).stream().map(ManualEngine.Request::verb).toList();

    assertThat(served).containsOnlyOnce("ODDS");
    assertThat(odds).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("\"9d9\""));
  }

  @Test
  void invalidLinesOfABatchCountAsInvalidReplies() {
    ZmqEngineFleet fleet = fleet(engine, other);
    List<CompletableFuture<EngineAnswer>> answers = ask(fleet, TEXTS);
    ManualEngine.Request batch = receiveBatchBeforeTheOtherIsReady(fleet);

    engine.answer(batch, "x\n".repeat(64));

    answerSingles(other, TEXTS.size());
    assertThatEachIsAnswered(answers);
    assertThat(engine.receive().verb()).isEqualTo("INFO");
  }

  @Test
  void requestWithAnInvalidReplyInABatchGoesToAnotherEngineAlone() {
    ZmqEngineFleet fleet = fleet(engine, other);
    List<CompletableFuture<EngineAnswer>> answers = ask(fleet, TEXTS);
    ManualEngine.Request batch = receiveBatchBeforeTheOtherIsReady(fleet);

    engine.answer(batch, replies(batch).replace("\"3d1\"", "[1"));

    answerSingles(other, 1);
    assertThatEachIsAnswered(answers);
  }

  @Test
  void engineThatRefusesABatchGetsSingleRequestsFromThenOn() {
    ZmqEngineFleet fleet = fleet(engine);
    List<CompletableFuture<EngineAnswer>> answers = ask(fleet, TEXTS);
    engine.answerProbe(WITH_BATCHES);
    ManualEngine.Request batch = engine.receive();
    assertThat(batch.verb()).isEqualTo("BATCH");
    engine.reply(batch, "DG1 " + batch.id() + " unsupported {}");

    answerSingles(engine, TEXTS.size());
    assertThatEachIsAnswered(answers);
  }

  @Test
  void engineThatDoesNotNameTheFeatureGetsNoBatch() {
    ZmqEngineFleet fleet = fleet(engine);
    List<CompletableFuture<EngineAnswer>> answers = ask(fleet, TEXTS);
    engine.answerProbe(512);

    answerSingles(engine, TEXTS.size());
    assertThatEachIsAnswered(answers);
  }

  @Test
  void requestOfSeveralLinesTravelsByItself() {
    ZmqEngineFleet fleet = fleet(engine);
    List<CompletableFuture<EngineAnswer>> answers = ask(fleet, List.of("1d1", "2d1\n", "3d1"));
    engine.answerProbe(WITH_BATCHES);

    answerSingles(engine, 3);
    assertThat(answers)
        .allSatisfy(
            answer ->
                assertThat(answer).succeedsWithin(LONG).isInstanceOf(EngineAnswer.Rolled.class));
  }

  @Test
  void requestsOfALostBatchGoToAnotherEngineOneByOne() {
    ZmqEngineFleet fleet = fleet(engine, other);
    List<CompletableFuture<EngineAnswer>> answers = ask(fleet, TEXTS);
    engine.answerProbe(WITH_BATCHES);
    assertThat(lines(engine.receive())).hasSize(TEXTS.size());
    timePasses = true;
    other.answerProbe(WITH_BATCHES);
    ManualEngine.awaitReady(fleet, 2);

    engine.close();

    answerSingles(other, TEXTS.size());
    assertThatEachIsAnswered(answers);
  }

  private ZmqEngineFleet fleet(ManualEngine... engines) {
    List<EngineEndpoint> endpoints = new ArrayList<>();
    for (ManualEngine each : engines) {
      endpoints.add(EngineEndpoint.parse(each.address()));
    }
    ZmqEngineFleet fleet =
        new ZmqEngineFleet(
            new FleetSettings(endpoints, List.of(), Optional.empty(), LONG, 1_000),
            new SocketContext("inproc-test"),
            json,
            new Metrics(),
            () -> timePasses ? System.nanoTime() : startNanos);
    fleets.add(fleet);
    fleet.start(THREADS);
    return fleet;
  }

  private static List<CompletableFuture<EngineAnswer>> ask(
      ZmqEngineFleet fleet, List<String> texts) {
    Asker client = Asker.alone(UUID.randomUUID());
    return texts.stream().map(text -> fleet.ask(client, Verb.ROLL, text)).toList();
  }

  /** Receives single requests, and answers each with its expression. */
  private static void answerSingles(ManualEngine from, int count) {
    for (int i = 0; i < count; i++) {
      ManualEngine.Request request = from.receive();
      assertThat(request.verb()).isEqualTo("ROLL");
      from.answer(request, '"' + request.expression().strip() + '"');
    }
  }

  private static void assertThatEachIsAnswered(List<CompletableFuture<EngineAnswer>> answers) {
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i))
          .succeedsWithin(LONG)
          .isEqualTo(new EngineAnswer.Rolled('"' + TEXTS.get(i) + '"'));
    }
  }

  private static List<String> lines(ManualEngine.Request batch) {
    assertThat(batch.verb()).isEqualTo("BATCH");
    return List.of(batch.body().split(" ", 5)[4].split("\n", -1));
  }

  private static String expression(String line) {
    return line.split(" ", 5)[4];
  }

  /** Receives a batch, answers it without a line, and returns the ids of its requests. */
  private List<String> leaveOut() {
    ManualEngine.Request batch = engine.receive();
    engine.answer(batch, "");
    return lines(batch).stream().map(FleetBatchTest::id).toList();
  }

  /** Answers this many requests or some more, by themselves and in batches, in one message each. */
  private List<ManualEngine.Request> serve(int requests) {
    List<ManualEngine.Request> messages = new ArrayList<>();
    for (int answered = 0; answered < requests; ) {
      ManualEngine.Request next = engine.receive();
      messages.add(next);
      engine.answer(next, isBatch(next) ? replies(next) : '"' + next.expression() + '"');
      answered += isBatch(next) ? lines(next).size() : 1;
    }
    return messages;
  }

  private static boolean isBatch(ManualEngine.Request message) {
    return message.verb().equals("BATCH");
  }

  private static String id(String request) {
    return request.split(" ", 5)[2];
  }

  /** Returns the replies to all lines of a batch. */
  private static String replies(ManualEngine.Request batch) {
    return String.join("\n", lines(batch).stream().map(FleetBatchTest::reply).toList());
  }

  /** Returns the reply to a line of a batch: its expression, as JSON. */
  private static String reply(String line) {
    return "DG1 " + line.split(" ", 5)[2] + " ok \"" + expression(line) + '"';
  }

  /** Receives the batch that the engine gets as the only one; the other is ready from then on. */
  private ManualEngine.Request receiveBatchBeforeTheOtherIsReady(ZmqEngineFleet fleet) {
    engine.answerProbe(WITH_BATCHES);
    ManualEngine.Request batch = engine.receive();
    timePasses = true;
    other.answerProbe(WITH_BATCHES);
    ManualEngine.awaitReady(fleet, 2);
    return batch;
  }
}
