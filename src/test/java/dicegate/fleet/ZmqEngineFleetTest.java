package dicegate.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.wire.ErrorCode;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.JsonCodec;
import dicegate.zmq.SocketContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zeromq.ZContext;

/** The fleet over real sockets, against engines whose replies the test sends. */
final class ZmqEngineFleetTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private static final Asker CLIENT = Asker.alone(UUID.randomUUID());

  private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

  /** The fleet's clock, which only {@link #passTime} moves. */
  private final AtomicLong nanos = new AtomicLong();

  private final AtomicLong clockReadings = new AtomicLong();

  private final Metrics metrics = new Metrics();
  private final JsonCodec json = new JsonCodec();
  private final ZContext context = new ZContext();
  private final List<ZmqEngineFleet> fleets = new ArrayList<>();
  private ManualEngine engine;

  @BeforeEach
  void bindEngine() {
    bindEngineAt("tcp://127.0.0.1:*");
  }

  private void bindEngineAt(String address) {
    engine = new ManualEngine(context, address);
  }

  @AfterEach
  void closeAll() {
    fleets.forEach(ZmqEngineFleet::close);
    context.close();
    json.close();
  }

  @Test
  void requestIsOneFrameOfV1BehindAnEmptyDelimiter() {
    ZmqEngineFleet fleet = fleet("", LONG, 10);

    CompletableFuture<EngineAnswer> answer = fleet.ask(CLIENT, Verb.ROLL, "3d6 + é");

    ManualEngine.Request request = engine.receive();
    assertThat(request.body()).matches("DG1 ROLL [0-9]+ [0-9]+ 3d6 \\+ é");
    engine.reply(request, "DG1 " + request.id() + " ok {\"total\":3}");
    assertThat(answer).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("{\"total\":3}"));
    assertThat(fleet.unanswered()).isZero();
  }

  @Test
  void errorAndUnsupportedAreAnswersToo() {
    ZmqEngineFleet fleet = fleet("", LONG, 10);
    CompletableFuture<EngineAnswer> refused = fleet.ask(CLIENT, Verb.ROLL, "x");
    CompletableFuture<EngineAnswer> unsupported = fleet.ask(CLIENT, Verb.BARE, "x");

    ManualEngine.Request first = engine.receive();
    engine.reply(first, "DG1 " + first.id() + " error {\"code\":\"syntax\"}");
    ManualEngine.Request second = engine.receive();
    engine.reply(second, "DG1 " + second.id() + " unsupported {}");

    assertThat(refused)
        .succeedsWithin(LONG)
        .isEqualTo(new EngineAnswer.Refused("{\"code\":\"syntax\"}"));
    assertThat(unsupported).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Unsupported());
  }

  @Test
  void repliesOutOfOrderReachTheirOwnRequests() {
    ZmqEngineFleet fleet = fleet("", LONG, 10);
    CompletableFuture<EngineAnswer> a = fleet.ask(CLIENT, Verb.ROLL, "a");
    CompletableFuture<EngineAnswer> b = fleet.ask(CLIENT, Verb.ROLL, "b");

    ManualEngine.Request first = engine.receive();
    ManualEngine.Request second = engine.receive();
    engine.reply(second, "DG1 " + second.id() + " ok \"b\"");
    engine.reply(first, "DG1 " + first.id() + " ok \"a\"");

    assertThat(a).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("\"a\""));
    assertThat(b).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("\"b\""));
  }

  @Test
  void foreignDoubleAndMalformedRepliesAreDroppedAndCounted() {
    ZmqEngineFleet fleet = fleet("", LONG, 10);
    CompletableFuture<EngineAnswer> answer = fleet.ask(CLIENT, Verb.ROLL, "a");
    ManualEngine.Request request = engine.receive();

    engine.reply(request, "DG1 999999 ok 1");
    engine.reply(request, "nonsense");
    engine.reply(request, "DG1 " + request.id());
    engine.send(request, "DG1 " + request.id() + " ok 1");
    engine.send(request, "", "DG1 " + request.id() + " ok 1", "more");
    engine.reply(request, "DG1 " + request.id() + " ok 2");
    engine.reply(request, "DG1 " + request.id() + " ok 3");
    CompletableFuture<EngineAnswer> next = fleet.ask(CLIENT, Verb.ROLL, "b");
    ManualEngine.Request last = engine.receive();
    engine.reply(last, "DG1 " + last.id() + " ok 4");

    assertThat(answer).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("2"));
    assertThat(next).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("4"));
    assertThat(metrics.total(Counter.REPLIES_UNEXPECTED)).isEqualTo(2);
    assertThat(metrics.total(Counter.REPLIES_MALFORMED)).isEqualTo(4);
  }

  @Test
  void charactersThatMisleadAreRemovedFromResults() {
    ZmqEngineFleet fleet = fleet("", LONG, 10);
    CompletableFuture<EngineAnswer> answer = fleet.ask(CLIENT, Verb.ROLL, "a");
    ManualEngine.Request request = engine.receive();

    engine.reply(request, "DG1 " + request.id() + " ok {\"text\":\"\u202e1 \\u2066= 1\\u0000\"}");

    assertThat(answer)
        .succeedsWithin(LONG)
        .isEqualTo(new EngineAnswer.Rolled("{\"text\":\"1 = 1\"}"));
  }

  @Test
  void resultThatIsNotJsonIsNotForwarded() {
    ZmqEngineFleet fleet = fleet("", LONG, 10);
    CompletableFuture<EngineAnswer> answer = fleet.ask(CLIENT, Verb.ROLL, "a");
    ManualEngine.Request request = engine.receive();

    engine.reply(request, "DG1 " + request.id() + " ok 1},{\"type\":\"hello\"");

    assertThat(answer)
        .succeedsWithin(LONG)
        .isEqualTo(new EngineAnswer.Unavailable(ErrorCode.BAD_REPLY));
  }

  @Test
  void requestWithoutReplyTimesOutAndItsLateReplyIsCountedAndDropped() {
    ZmqEngineFleet fleet = fleet("", LONG, 10);
    CompletableFuture<EngineAnswer> late = fleet.ask(CLIENT, Verb.ROLL, "late");
    ManualEngine.Request request = engine.receive();
    CompletableFuture<EngineAnswer> other = fleet.ask(CLIENT, Verb.ROLL, "other");
    ManualEngine.Request answered = engine.receive();
    // A reply after the late request was sent keeps its link from counting as silent.
    engine.reply(answered, "DG1 " + answered.id() + " ok 1");
    assertThat(other).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("1"));

    passTime(LONG);

    assertThat(late)
        .succeedsWithin(LONG)
        .isEqualTo(new EngineAnswer.Unavailable(ErrorCode.TIMEOUT));
    engine.reply(request, "DG1 " + request.id() + " ok 1");
    CompletableFuture<EngineAnswer> next = fleet.ask(CLIENT, Verb.ROLL, "next");
    ManualEngine.Request last = engine.receive();
    engine.reply(last, "DG1 " + last.id() + " ok 2");

    assertThat(next).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("2"));
    assertThat(metrics.total(Counter.REPLIES_UNEXPECTED)).isOne();
    assertThat(metrics.total(Counter.REQUESTS_TIMED_OUT)).isOne();
  }

  @Test
  void silentEngineIsGivenUpAndServesAgainOnceItAnswersTheProbe() {
    ZmqEngineFleet fleet = fleet("", Duration.ofSeconds(2), 10);
    CompletableFuture<EngineAnswer> unanswered = fleet.ask(CLIENT, Verb.ROLL, "a");
    ManualEngine.Request first = engine.receive();
    passTimeInSteps(Duration.ofMillis(1_700));
    assertThat(unanswered)
        .succeedsWithin(LONG)
        .isEqualTo(new EngineAnswer.Unavailable(ErrorCode.NO_ENGINE));

    // Twice the usual pause, since the engine has answered no request so far.
    passTimeInSteps(Duration.ofMillis(400));
    answerProbe(fleet);
    CompletableFuture<EngineAnswer> next = fleet.ask(CLIENT, Verb.ROLL, "b");
    ManualEngine.Request second = engine.receive();
    engine.reply(second, "DG1 " + second.id() + " ok 2");

    assertThat(next).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("2"));
    assertThat(second.peer()).isNotEqualTo(first.peer());
    assertThat(metrics.total(Counter.LINKS_RESET)).isOne();
  }

  @Test
  void absentEngineIsReportedAtOnceAndServesOnceItStarts() {
    String address = engine.address();
    engine.close();
    ZmqEngineFleet fleet = fleetAt(address, LONG, 10);
    CompletableFuture<EngineAnswer> unanswered = fleet.ask(CLIENT, Verb.ROLL, "a");
    passTime(Duration.ofMillis(1_020));
    assertThat(unanswered)
        .succeedsWithin(LONG)
        .isEqualTo(new EngineAnswer.Unavailable(ErrorCode.NO_ENGINE));

    bindEngineAt(address);
    // The first probe has failed by now; the next follows after the back-off.
    passTime(Duration.ofMillis(400));
    answerProbe(fleet);
    CompletableFuture<EngineAnswer> next = fleet.ask(CLIENT, Verb.ROLL, "b");
    ManualEngine.Request request = engine.receive();
    engine.reply(request, "DG1 " + request.id() + " ok 2");

    assertThat(next).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("2"));
  }

  @Test
  void requestOverTheCapacityIsBusyAtOnce() {
    ZmqEngineFleet fleet = fleet("", LONG, 2);
    CompletableFuture<EngineAnswer> first = fleet.ask(CLIENT, Verb.ROLL, "a");
    CompletableFuture<EngineAnswer> second = fleet.ask(CLIENT, Verb.ROLL, "b");

    CompletableFuture<EngineAnswer> third = fleet.ask(CLIENT, Verb.ROLL, "c");

    assertThat(third).isCompletedWithValue(new EngineAnswer.Unavailable(ErrorCode.BUSY));
    assertThat(first).isNotDone();
    assertThat(second).isNotDone();
    assertThat(metrics.total(Counter.REQUESTS_REFUSED_BUSY)).isOne();
  }

  @Test
  void moreRequestsThanTheWindowAreAllAnswered() {
    ZmqEngineFleet fleet = fleet("", LONG, 5_000);
    List<CompletableFuture<EngineAnswer>> answers = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      answers.add(fleet.ask(CLIENT, Verb.ROLL, "x" + i));
    }

    for (int i = 0; i < 2_000; i++) {
      ManualEngine.Request request = engine.receive();
      engine.reply(request, "DG1 " + request.id() + " ok \"" + request.expression() + "\"");
    }

    for (int i = 0; i < 2_000; i++) {
      assertThat(answers.get(i))
          .succeedsWithin(LONG)
          .isEqualTo(new EngineAnswer.Rolled("\"x" + i + "\""));
    }
  }

  @Test
  void closeAnswersPendingRequestsWithStopped() {
    ZmqEngineFleet fleet = fleet("", LONG, 10);
    CompletableFuture<EngineAnswer> left = fleet.ask(CLIENT, Verb.ROLL, "a");

    fleet.close();

    assertThat(left).isCompletedWithValue(new EngineAnswer.Unavailable(ErrorCode.STOPPED));
    assertThat(fleet.ask(CLIENT, Verb.ROLL, "b"))
        .isCompletedWithValue(new EngineAnswer.Unavailable(ErrorCode.STOPPED));
    assertThat(fleet.unanswered()).isZero();
  }

  @Test
  void legacyEngineGetsOneFrameOfIdAndTextAndNeverTextThatCrashesIt() {
    ZmqEngineFleet fleet = fleet("seed+", LONG, 50);
    List<CompletableFuture<EngineAnswer>> unencodable = new ArrayList<>();
    for (String text : List.of("", " ", "1 d6", "5d0", "3d1", "\u0663d\u0666", "9".repeat(4301))) {
      unencodable.add(fleet.ask(CLIENT, Verb.BARE, text));
    }
    CompletableFuture<EngineAnswer> rolled = fleet.ask(CLIENT, Verb.BARE, " 3d4 ");
    CompletableFuture<EngineAnswer> refused = fleet.ask(CLIENT, Verb.ROLL, "abc");

    ManualEngine.Request first = engine.receive();
    assertThat(first.body()).matches("[0-9]+ 3d4");
    engine.reply(first, first.body().split(" ", -1)[0] + ":[1, 2, 1]");
    ManualEngine.Request second = engine.receive();
    assertThat(second.body()).matches("[0-9]+ abc");
    engine.reply(second, second.body().split(" ", -1)[0] + ":\"whaaat?\"");

    assertThat(rolled).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("[1, 2, 1]"));
    assertThat(refused).succeedsWithin(LONG).isInstanceOf(EngineAnswer.Refused.class);
    assertThat(unencodable)
        .allSatisfy(
            answer ->
                assertThat(answer).succeedsWithin(LONG).isInstanceOf(EngineAnswer.Refused.class));
  }

  private void passTime(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /** Passes time in steps that the fleet's loop sees, so that it does not count them as a stall. */
  private void passTimeInSteps(Duration time) {
    long step = Duration.ofMillis(50).toNanos();
    for (long left = time.toNanos(); left > 0; left -= step) {
      nanos.addAndGet(Math.min(step, left));
      long seen = clockReadings.get();
      // The first reading may have begun before the step.
      while (clockReadings.get() < seen + 2) {
        Thread.onSpinWait();
      }
    }
  }

  private long readClock() {
    clockReadings.incrementAndGet();
    return nanos.get();
  }

  private ZmqEngineFleet fleet(String prefix, Duration timeout, int capacity) {
    ZmqEngineFleet fleet = fleetAt(prefix + engine.address(), timeout, capacity);
    answerProbe(fleet);
    return fleet;
  }

  private void answerProbe(ZmqEngineFleet fleet) {
    engine.answerProbe(512);
    ManualEngine.awaitReady(fleet, 1);
  }

  private ZmqEngineFleet fleetAt(String endpoint, Duration timeout, int capacity) {
    ZmqEngineFleet fleet =
        new ZmqEngineFleet(
            new FleetSettings(
                List.of(EngineEndpoint.parse(endpoint)),
                List.of(),
                Optional.empty(),
                timeout,
                capacity),
            new SocketContext("inproc-test"),
            json,
            metrics,
            this::readClock);
    fleets.add(fleet);
    fleet.start(THREADS);
    return fleet;
  }
}
