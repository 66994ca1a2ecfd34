package dicegate.fleet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dicegate.fleet.EngineAnswer.Reason;
import dicegate.telemetry.Meter;
import dicegate.telemetry.Meters;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.JsonCodec;
import dicegate.zmq.SocketContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** The fleet by real sockets, against engines that the test plays itself. */
final class ZmqEngineFleetTest {

  private static final int LIMIT_MILLIS = 10_000;
  private static final Duration LONG = Duration.ofSeconds(20);

  private static final UUID CLIENT = UUID.randomUUID();

  private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

  /** The fleet's clock, which stands still but for {@link #passTime}. */
  private final AtomicLong nanos = new AtomicLong();

  private final AtomicLong clockReadings = new AtomicLong();

  private final Meters meters = new Meters();
  private final JsonCodec json = new JsonCodec();
  private final ZContext context = new ZContext();
  private final List<ZmqEngineFleet> fleets = new ArrayList<>();
  private ZMQ.Socket engine;

  @BeforeEach
  void bindEngine() {
    bindEngineAt("tcp://127.0.0.1:*");
  }

  private void bindEngineAt(String address) {
    engine = context.createSocket(SocketType.ROUTER);
    engine.setReceiveTimeOut(LIMIT_MILLIS);
    engine.bind(address);
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

    Request request = receive();
    assertThat(request.body()).matches("DG1 ROLL [0-9]+ [0-9]+ 3d6 \\+ é");
    reply(request, "DG1 " + request.id() + " ok {\"total\":3}");
    assertThat(answer).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("{\"total\":3}"));
    assertThat(fleet.unanswered()).isZero();
  }

  @Test
  void errorAndUnsupportedAreAnswersToo() {
    ZmqEngineFleet fleet = fleet("", LONG, 10);
    CompletableFuture<EngineAnswer> refused = fleet.ask(CLIENT, Verb.ROLL, "x");
    CompletableFuture<EngineAnswer> unsupported = fleet.ask(CLIENT, Verb.BARE, "x");

    Request first = receive();
    reply(first, "DG1 " + first.id() + " error {\"code\":\"syntax\"}");
    Request second = receive();
    reply(second, "DG1 " + second.id() + " unsupported {}");

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

    Request first = receive();
    Request second = receive();
    reply(second, "DG1 " + second.id() + " ok \"b\"");
    reply(first, "DG1 " + first.id() + " ok \"a\"");

    assertThat(a).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("\"a\""));
    assertThat(b).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("\"b\""));
  }

  @Test
  void foreignDoubleAndMalformedRepliesAreDroppedAndCounted() {
    ZmqEngineFleet fleet = fleet("", LONG, 10);
    CompletableFuture<EngineAnswer> answer = fleet.ask(CLIENT, Verb.ROLL, "a");
    Request request = receive();

    reply(request, "DG1 999999 ok 1");
    reply(request, "nonsense");
    reply(request, "DG1 " + request.id());
    engine.sendMore(request.peer().getBytes(ISO_8859_1));
    engine.send("DG1 " + request.id() + " ok 1");
    engine.sendMore(request.peer().getBytes(ISO_8859_1));
    engine.sendMore("");
    engine.sendMore("DG1 " + request.id() + " ok 1");
    engine.send("more");
    reply(request, "DG1 " + request.id() + " ok 2");
    reply(request, "DG1 " + request.id() + " ok 3");
    CompletableFuture<EngineAnswer> next = fleet.ask(CLIENT, Verb.ROLL, "b");
    Request last = receive();
    reply(last, "DG1 " + last.id() + " ok 4");

    assertThat(answer).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("2"));
    assertThat(next).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("4"));
    assertThat(meters.total(Meter.REPLIES_UNEXPECTED)).isEqualTo(2);
    assertThat(meters.total(Meter.REPLIES_MALFORMED)).isEqualTo(4);
  }

  @Test
  void resultThatIsNoJsonNeverTravels() {
    ZmqEngineFleet fleet = fleet("", LONG, 10);
    CompletableFuture<EngineAnswer> answer = fleet.ask(CLIENT, Verb.ROLL, "a");
    Request request = receive();

    reply(request, "DG1 " + request.id() + " ok 1},{\"type\":\"hello\"");

    assertThat(answer)
        .succeedsWithin(LONG)
        .isEqualTo(new EngineAnswer.Unavailable(Reason.BAD_REPLY));
  }

  @Test
  void requestWithoutReplyTimesOutAndItsLateReplyIsCountedAndDropped() {
    ZmqEngineFleet fleet = fleet("", LONG, 10);
    CompletableFuture<EngineAnswer> late = fleet.ask(CLIENT, Verb.ROLL, "late");
    Request request = receive();
    CompletableFuture<EngineAnswer> other = fleet.ask(CLIENT, Verb.ROLL, "other");
    Request answered = receive();
    // Something is heard after the late one was sent, so its link is not taken for dead.
    reply(answered, "DG1 " + answered.id() + " ok 1");
    assertThat(other).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("1"));

    passTime(LONG);

    assertThat(late).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Unavailable(Reason.TIMEOUT));
    reply(request, "DG1 " + request.id() + " ok 1");
    CompletableFuture<EngineAnswer> next = fleet.ask(CLIENT, Verb.ROLL, "next");
    Request last = receive();
    reply(last, "DG1 " + last.id() + " ok 2");

    assertThat(next).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("2"));
    assertThat(meters.total(Meter.REPLIES_UNEXPECTED)).isOne();
    assertThat(meters.total(Meter.REQUESTS_TIMED_OUT)).isOne();
  }

  @Test
  void silentEngineIsGivenUpAndServesAgainOnceItAnswersTheProbe() {
    ZmqEngineFleet fleet = fleet("", Duration.ofSeconds(2), 10);
    CompletableFuture<EngineAnswer> unanswered = fleet.ask(CLIENT, Verb.ROLL, "a");
    Request first = receive();
    passTimeInSteps(Duration.ofMillis(1_700));
    assertThat(unanswered)
        .succeedsWithin(LONG)
        .isEqualTo(new EngineAnswer.Unavailable(Reason.NO_ENGINE));

    passTimeInSteps(Duration.ofMillis(200));
    answerProbe(fleet);
    CompletableFuture<EngineAnswer> next = fleet.ask(CLIENT, Verb.ROLL, "b");
    Request second = receive();
    reply(second, "DG1 " + second.id() + " ok 2");

    assertThat(next).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("2"));
    assertThat(second.peer()).isNotEqualTo(first.peer());
    assertThat(meters.total(Meter.LINKS_RESET)).isOne();
  }

  @Test
  void absentEngineIsToldAtOnceAndOneThatComesLaterServes() {
    String address = engine.getLastEndpoint();
    engine.close();
    ZmqEngineFleet fleet = fleetAt(address, LONG, 10);
    CompletableFuture<EngineAnswer> unanswered = fleet.ask(CLIENT, Verb.ROLL, "a");
    passTime(Duration.ofMillis(20));
    assertThat(unanswered)
        .succeedsWithin(LONG)
        .isEqualTo(new EngineAnswer.Unavailable(Reason.NO_ENGINE));

    bindEngineAt(address);
    answerProbe(fleet);
    CompletableFuture<EngineAnswer> next = fleet.ask(CLIENT, Verb.ROLL, "b");
    Request request = receive();
    reply(request, "DG1 " + request.id() + " ok 2");

    assertThat(next).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("2"));
  }

  @Test
  void requestOverTheCapacityIsBusyAtOnce() {
    ZmqEngineFleet fleet = fleet("", LONG, 2);
    CompletableFuture<EngineAnswer> first = fleet.ask(CLIENT, Verb.ROLL, "a");
    CompletableFuture<EngineAnswer> second = fleet.ask(CLIENT, Verb.ROLL, "b");

    CompletableFuture<EngineAnswer> third = fleet.ask(CLIENT, Verb.ROLL, "c");

    assertThat(third).isCompletedWithValue(new EngineAnswer.Unavailable(Reason.BUSY));
    assertThat(first).isNotDone();
    assertThat(second).isNotDone();
    assertThat(meters.total(Meter.REQUESTS_REFUSED_BUSY)).isOne();
  }

  @Test
  void moreRequestsThanTheWindowAreAllAnswered() {
    ZmqEngineFleet fleet = fleet("", LONG, 5_000);
    List<CompletableFuture<EngineAnswer>> answers = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      answers.add(fleet.ask(CLIENT, Verb.ROLL, "x" + i));
    }

    for (int i = 0; i < 2_000; i++) {
      Request request = receive();
      reply(request, "DG1 " + request.id() + " ok \"" + request.expression() + "\"");
    }

    for (int i = 0; i < 2_000; i++) {
      assertThat(answers.get(i))
          .succeedsWithin(LONG)
          .isEqualTo(new EngineAnswer.Rolled("\"x" + i + "\""));
    }
  }

  @Test
  void closeAnswersWhatIsLeftWithStopped() {
    ZmqEngineFleet fleet = fleet("", LONG, 10);
    CompletableFuture<EngineAnswer> left = fleet.ask(CLIENT, Verb.ROLL, "a");

    fleet.close();

    assertThat(left).isCompletedWithValue(new EngineAnswer.Unavailable(Reason.STOPPED));
    assertThat(fleet.ask(CLIENT, Verb.ROLL, "b"))
        .isCompletedWithValue(new EngineAnswer.Unavailable(Reason.STOPPED));
    assertThat(fleet.unanswered()).isZero();
  }

  @Test
  void seedEngineGetsOneFrameOfIdAndTextAndNeverWhatKillsIt() {
    ZmqEngineFleet fleet = fleet("seed+", LONG, 50);
    List<CompletableFuture<EngineAnswer>> unbearable = new ArrayList<>();
    for (String text : List.of("", " ", "1 d6", "5d0", "3d1", "\u0663d\u0666", "9".repeat(4301))) {
      unbearable.add(fleet.ask(CLIENT, Verb.BARE, text));
    }
    CompletableFuture<EngineAnswer> rolled = fleet.ask(CLIENT, Verb.BARE, " 3d4 ");
    CompletableFuture<EngineAnswer> refused = fleet.ask(CLIENT, Verb.ROLL, "abc");

    Request first = receive();
    assertThat(first.body()).matches("[0-9]+ 3d4");
    reply(first, first.body().split(" ", -1)[0] + ":[1, 2, 1]");
    Request second = receive();
    assertThat(second.body()).matches("[0-9]+ abc");
    reply(second, second.body().split(" ", -1)[0] + ":\"whaaat?\"");

    assertThat(rolled).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("[1, 2, 1]"));
    assertThat(refused).succeedsWithin(LONG).isInstanceOf(EngineAnswer.Refused.class);
    assertThat(unbearable)
        .allSatisfy(
            answer ->
                assertThat(answer).succeedsWithin(LONG).isInstanceOf(EngineAnswer.Refused.class));
  }

  private void passTime(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /** Lets the fleet's loop turn all along, so that it does not take the time for its own stall. */
  private void passTimeInSteps(Duration time) {
    long step = Duration.ofMillis(50).toNanos();
    for (long left = time.toNanos(); left > 0; left -= step) {
      nanos.addAndGet(Math.min(step, left));
      long seen = clockReadings.get();
      // The first reading may have been on its way already.
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
    ZmqEngineFleet fleet = fleetAt(prefix + engine.getLastEndpoint(), timeout, capacity);
    answerProbe(fleet);
    return fleet;
  }

  /** Plays an engine's first word, so that it gets requests. */
  private void answerProbe(ZmqEngineFleet fleet) {
    Request probe = receive();
    if (probe.body().startsWith("DG1 INFO ")) {
      reply(probe, "DG1 " + probe.id() + " ok {\"window\":512}");
    } else {
      assertThat(probe.body()).matches("[0-9]+ 0d6");
      reply(probe, probe.body().split(" ", -1)[0] + ":[]");
    }
    long start = System.nanoTime();
    while (fleet.readyEngines() == 0) {
      assertThat(System.nanoTime() - start).isLessThan(LONG.toNanos());
      Thread.onSpinWait();
    }
  }

  private ZmqEngineFleet fleetAt(String endpoint, Duration timeout, int capacity) {
    ZmqEngineFleet fleet =
        new ZmqEngineFleet(
            new FleetSettings(
                List.of(EngineEndpoint.parse(endpoint)), "inproc://none", timeout, capacity),
            new SocketContext("inproc-test"),
            json,
            meters,
            this::readClock);
    fleets.add(fleet);
    fleet.start(THREADS);
    return fleet;
  }

  /** A request as the engine sees it; the peer's identity one byte a char. */
  private record Request(String peer, String body) {
    String id() {
      return body.split(" ", -1)[2];
    }

    String expression() {
      return body.split(" ", 5)[4];
    }
  }

  private Request receive() {
    byte[] peer = engine.recv();
    assertThat(peer).as("a request within %d ms", LIMIT_MILLIS).isNotNull();
    assertThat(engine.recv()).isEmpty();
    Request request = new Request(new String(peer, ISO_8859_1), engine.recvStr());
    assertThat(engine.hasReceiveMore()).isFalse();
    return request;
  }

  private void reply(Request request, String body) {
    engine.sendMore(request.peer().getBytes(ISO_8859_1));
    engine.sendMore("");
    engine.send(body);
  }
}
