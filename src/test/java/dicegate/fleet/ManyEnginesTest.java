package dicegate.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.wire.ErrorCode;
import dicegate.wire.frames.LegacyFrames;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.JsonCodec;
import dicegate.zmq.SocketContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zeromq.ZContext;

/** Several engines: their turns, and the requests of an engine that is lost. */
final class ManyEnginesTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String SEED = "0f".repeat(32);
  private static final String SEEDED = "{\"window\":8,\"features\":[\"roll\",\"seeded\"]}";
  private static final Asker CLIENT = Asker.alone(UUID.randomUUID());
  private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

  /** The fleet's clock, which stands still, so that no engine is given up as silent. */
  private final AtomicLong nanos = new AtomicLong();

  private final Metrics metrics = new Metrics();
  private final JsonCodec json = new JsonCodec();
  private final ZContext context = new ZContext();
  private final List<ZmqEngineFleet> fleets = new ArrayList<>();

  @AfterEach
  void closeAll() {
    fleets.forEach(ZmqEngineFleet::close);
    context.close();
    json.close();
  }

  @Test
  void equalEnginesTakeTurns() {
    ManualEngine a = engine();
    ManualEngine b = engine();
    ZmqEngineFleet fleet = fleet(a, b);
    a.answerProbe(8);
    b.answerProbe(8);
    ManualEngine.awaitReady(fleet, 2);

    // An engine that has replied before the other would have more turns: that one is on trial.
    assertThat(expressions(fleet, a, b, "1", "2")).containsExactlyInAnyOrder("1", "2");
    assertThat(expressions(fleet, a, b, "3", "4")).containsExactlyInAnyOrder("3", "4");
  }

  /** Sends two requests, of which each engine must get one, and returns what the engines got. */
  private static List<String> expressions(
      ZmqEngineFleet fleet, ManualEngine a, ManualEngine b, String first, String second) {
    List<CompletableFuture<EngineAnswer>> answers = ask(fleet, first, second);
    ManualEngine.Request ofA = a.receive();
    ManualEngine.Request ofB = b.receive();
    a.answer(ofA, "1");
    b.answer(ofB, "1");
    assertThat(answers).allSatisfy(answer -> assertThat(answer).succeedsWithin(LONG));
    return List.of(ofA.expression(), ofB.expression());
  }

  @Test
  void engineHasNoMoreInFlightThanItsWindow() {
    ManualEngine small = engine();
    ManualEngine large = engine();
    ZmqEngineFleet fleet = fleet(small, large);
    small.answerProbe(1);
    large.answerProbe(100);
    ManualEngine.awaitReady(fleet, 2);

    List<CompletableFuture<EngineAnswer>> answers = ask(fleet, "1", "2", "3", "4", "5", "6");

    for (int i = 0; i < 5; i++) {
      large.answer(large.receive(), "1");
    }
    small.answer(small.receive(), "1");
    assertThat(answers).allSatisfy(answer -> assertThat(answer).succeedsWithin(LONG));
  }

  @Test
  void requestsOfALostEngineAreAnsweredByAnother() {
    ManualEngine lost = engine();
    ManualEngine lives = engine();
    ZmqEngineFleet fleet = fleet(lost, lives);
    lost.answerProbe(8);
    lives.answerProbe(8);
    ManualEngine.awaitReady(fleet, 2);
    List<CompletableFuture<EngineAnswer>> answers = ask(fleet, "1", "2", "3", "4");
    lost.receive();
    lost.receive();

    lost.close();

    for (int i = 0; i < 4; i++) {
      ManualEngine.Request request = lives.receive();
      lives.answer(request, "\"" + request.expression() + "\"");
    }
    for (int i = 0; i < 4; i++) {
      assertThat(answers.get(i))
          .succeedsWithin(LONG)
          .isEqualTo(new EngineAnswer.Rolled("\"" + (i + 1) + "\""));
    }
    assertThat(metrics.total(Counter.REQUESTS_REDISPATCHED)).isEqualTo(2);
    assertThat(fleet.unanswered()).isZero();
  }

  @Test
  void requestThatTwoEnginesDiedWithIsNotSentToAThird() {
    List<ManualEngine> engines = new ArrayList<>(List.of(engine(), engine()));
    ManualEngine third = engine();
    ZmqEngineFleet fleet = fleet(engines.get(0), engines.get(1), third);
    engines.forEach(engine -> engine.answerProbe(8));
    ManualEngine.awaitReady(fleet, 2);
    CompletableFuture<EngineAnswer> deadly = ask(fleet, "deadly").get(0);
    closeTheOneThatGets(engines, "deadly");
    closeTheOneThatGets(engines, "deadly");

    assertThat(deadly)
        .succeedsWithin(LONG)
        .isEqualTo(new EngineAnswer.Unavailable(ErrorCode.QUARANTINED));
    assertThat(metrics.total(Counter.REQUESTS_QUARANTINED)).isOne();
    third.answerProbe(8);
    ManualEngine.awaitReady(fleet, 1);
    CompletableFuture<EngineAnswer> next = ask(fleet, "next").get(0);
    ManualEngine.Request request = third.receive();
    assertThat(request.expression()).isEqualTo("next");
    third.answer(request, "2");
    assertThat(next).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("2"));
  }

  @Test
  void requestWithAnInvalidReplyGoesToAnotherEngine() {
    ManualEngine faulty = engine();
    ManualEngine honest = engine();
    ZmqEngineFleet both = fleet(faulty, honest);
    faulty.answerProbe(8);
    honest.answerProbe(8);
    ManualEngine.awaitReady(both, 2);
    List<CompletableFuture<EngineAnswer>> answers = ask(both, "1", "2");

    ManualEngine.Request request = faulty.receive();
    faulty.answer(request, "no json");
    for (int i = 0; i < 2; i++) {
      honest.answer(honest.receive(), "1");
    }

    assertThat(answers)
        .allSatisfy(
            answer ->
                assertThat(answer).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("1")));
    assertThat(metrics.total(Counter.REPLIES_MALFORMED)).isOne();
  }

  @Test
  void verbGoesOnlyToEnginesThatListItsFeature() {
    ManualEngine plain = engine();
    ManualEngine able = engine();
    ZmqEngineFleet fleet = fleet(plain, able);
    plain.answerProbe("{\"window\":8,\"features\":[\"roll\"]}");
    able.answerProbe("{\"window\":8,\"features\":[\"roll\",\"odds\"]}");
    ManualEngine.awaitReady(fleet, 2);

    List<CompletableFuture<EngineAnswer>> odds = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      odds.add(fleet.ask(CLIENT, Verb.ODDS, "3d6"));
    }
    CompletableFuture<EngineAnswer> bare = fleet.ask(CLIENT, Verb.BARE, "3d6");

    for (int i = 0; i < 3; i++) {
      ManualEngine.Request request = able.receive();
      assertThat(request.verb()).isEqualTo("ODDS");
      able.answer(request, "{}");
    }
    assertThat(odds).allSatisfy(answer -> assertThat(answer).succeedsWithin(LONG));
    assertThat(bare).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Unsupported());
  }

  @Test
  void engineWithoutSeedsRollsDiceOfItsOwnAndIsNamed() {
    ManualEngine plain = engine();
    ZmqEngineFleet fleet = fleet(plain);
    plain.answerProbe("{\"name\":\"py-1\",\"window\":8,\"features\":[\"roll\"]}");
    ManualEngine.awaitReady(fleet, 1);

    CompletableFuture<EngineAnswer> rolled = fleet.ask(CLIENT, Verb.SEEDED, SEED + " 3d6");
    ManualEngine.Request request = plain.receive();
    assertThat(request.verb()).isEqualTo("ROLL");
    assertThat(request.expression()).isEqualTo("3d6");
    plain.answer(request, "{}");
    CompletableFuture<EngineAnswer> refused = fleet.ask(CLIENT, Verb.SEEDED, SEED + " x");
    ManualEngine.Request invalid = plain.receive();
    plain.reply(invalid, "DG1 " + invalid.id() + " error {}");

    assertThat(rolled).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("{}", "py-1"));
    assertThat(refused).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Refused("{}", "py-1"));
  }

  /** A name that would mislead its readers is cleaned, as all that engines say. */
  @Test
  void engineOfTheOriginalHasNoSeedsAndNoName() {
    ManualEngine original = new ManualEngine(context, "tcp://127.0.0.1:*");
    ManualEngine misleading = engine();
    ZmqEngineFleet fleet =
        fleet(List.of(EngineEndpoint.parse("seed+" + original.address())), host -> addresses());
    ZmqEngineFleet other = fleet(misleading);
    original.answerProbe(1);
    misleading.answerProbe("{\"name\":\"\\u202Epy\",\"window\":8,\"features\":[\"roll\"]}");
    ManualEngine.awaitReady(fleet, 1);
    ManualEngine.awaitReady(other, 1);

    CompletableFuture<EngineAnswer> rolled = fleet.ask(CLIENT, Verb.SEEDED, SEED + " 3d6");
    ManualEngine.Request request = original.receive();
    assertThat(request.body()).matches("[0-9]+ 3d6");
    original.reply(request, request.body().split(" ", -1)[0] + ":[1]");
    CompletableFuture<EngineAnswer> refused = fleet.ask(CLIENT, Verb.SEEDED, SEED + " 3 d6");
    CompletableFuture<EngineAnswer> second = other.ask(CLIENT, Verb.SEEDED, SEED + " 3d6");
    misleading.answer(misleading.receive(), "{}");

    assertThat(rolled).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("[1]", ""));
    assertThat(refused)
        .succeedsWithin(LONG)
        .isEqualTo(new EngineAnswer.Refused(LegacyFrames.REFUSAL, ""));
    assertThat(second).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("{}", "py"));
  }

  @Test
  void seededRequestOfALostEngineKeepsItsSeed() {
    ManualEngine lost = engine();
    ManualEngine lives = engine();
    ZmqEngineFleet fleet = fleet(lost, lives);
    lost.answerProbe(SEEDED);
    ManualEngine.awaitReady(fleet, 1);
    CompletableFuture<EngineAnswer> answer = fleet.ask(CLIENT, Verb.SEEDED, SEED + " 3d6");
    ManualEngine.Request first = lost.receive();
    lives.answerProbe(SEEDED);
    ManualEngine.awaitReady(fleet, 2);

    lost.close();
    ManualEngine.Request second = lives.receive();
    lives.answer(second, "{}");

    assertThat(first.verb()).isEqualTo("SEEDED");
    assertThat(second.verb()).isEqualTo("SEEDED");
    assertThat(second.expression()).isEqualTo(first.expression()).isEqualTo(SEED + " 3d6");
    assertThat(answer).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("{}"));
  }

  /** Two engines that fall silent end the attempts for other rolls. */
  @Test
  void seededRequestIsTriedAgainAfterTwoSilentEngines() {
    List<ManualEngine> silent = List.of(engine(), engine());
    ManualEngine lives = engine();
    ZmqEngineFleet fleet = fleet(silent.get(0), silent.get(1), lives);
    silent.forEach(engine -> engine.answerProbe(SEEDED));
    ManualEngine.awaitReady(fleet, 2);
    // An engine that has replied is given up sooner than one that never did.
    expressions(fleet, silent.get(0), silent.get(1), "1", "2");
    CompletableFuture<EngineAnswer> answer = fleet.ask(CLIENT, Verb.SEEDED, SEED + " 3d6");
    int first = awaitRequest(silent);
    silent.get(first).receive();
    awaitRequest(List.of(silent.get(1 - first)));
    silent.get(1 - first).receive();
    lives.answer(awaitRoll(lives), "{}");

    assertThat(answer).succeedsWithin(LONG).isEqualTo(new EngineAnswer.Rolled("{}"));
    assertThat(metrics.total(Counter.REQUESTS_QUARANTINED)).isZero();
  }

  /** Lets the fleet's clock run until an engine has a roll; answers probes, which are repeated. */
  private ManualEngine.Request awaitRoll(ManualEngine engine) {
    while (true) {
      awaitRequest(List.of(engine));
      ManualEngine.Request request = engine.receive();
      if (!request.verb().equals("INFO")) {
        return request;
      }
      engine.answer(request, SEEDED);
    }
  }

  /** Lets the fleet's clock run until an engine has a request, and returns its index. */
  private int awaitRequest(List<ManualEngine> engines) {
    long start = System.nanoTime();
    long before = nanos.get();
    while (true) {
      for (int i = 0; i < engines.size(); i++) {
        if (engines.get(i).hasRequest()) {
          return i;
        }
      }
      assertThat(System.nanoTime() - start).isLessThan(LONG.toNanos());
      nanos.set(before + System.nanoTime() - start);
      Thread.onSpinWait();
    }
  }

  @Test
  void eachAddressOfAHostNameIsAnEngine() {
    ManualEngine a = new ManualEngine(context, "tcp://127.0.0.1:*");
    String port = a.address().substring(a.address().lastIndexOf(':') + 1);
    ManualEngine b = new ManualEngine(context, "tcp://127.0.0.2:" + port);
    ZmqEngineFleet fleet =
        fleet(
            List.of(EngineEndpoint.parse("tcp://dice.example:" + port)),
            host -> addresses("127.0.0.1", "127.0.0.2"));
    a.answerProbe(8);
    b.answerProbe(8);

    ManualEngine.awaitReady(fleet, 2);
    List<CompletableFuture<EngineAnswer>> answers = ask(fleet, "1", "2");
    a.answer(a.receive(), "1");
    b.answer(b.receive(), "1");
    assertThat(answers).allSatisfy(answer -> assertThat(answer).succeedsWithin(LONG));
  }

  @Test
  void engineWhoseHostNameDoesNotResolveIsListed() {
    ZmqEngineFleet fleet =
        fleet(
            List.of(EngineEndpoint.parse("tcp://nowhere.example:5556")),
            host -> {
              throw new UnknownHostException(host);
            });

    long start = System.nanoTime();
    while (fleet.engines().isEmpty()) {
      assertThat(System.nanoTime() - start).isLessThan(LONG.toNanos());
      Thread.onSpinWait();
    }

    assertThat(fleet.engines())
        .containsExactly(new EngineStatus("tcp://nowhere.example:5556", "unresolved", false, 0, 0));
  }

  @Test
  void engineThatAnswersOnlyProbesDelaysFewRequestsForAMoment() {
    ManualEngine honest = engine();
    ManualEngine silent = engine();
    ZmqEngineFleet fleet = fleet(honest, silent);
    honest.answerProbe(8);
    ManualEngine.awaitReady(fleet, 1);
    CompletableFuture<EngineAnswer> first = ask(fleet, "0").get(0);
    honest.answer(honest.receive(), "1");
    assertThat(first).succeedsWithin(LONG);
    silent.answerProbe(8);
    ManualEngine.awaitReady(fleet, 2);

    List<CompletableFuture<EngineAnswer>> answers = ask(fleet, "1", "2", "3", "4");
    String tried = silent.receive().expression();
    for (int i = 0; i < 3; i++) {
      honest.answer(honest.receive(), "1");
    }
    nanos.addAndGet(Duration.ofMillis(150).toNanos());

    ManualEngine.Request again = honest.receive();
    assertThat(again.expression()).isEqualTo(tried);
    honest.answer(again, "1");
    assertThat(answers).allSatisfy(answer -> assertThat(answer).succeedsWithin(LONG));
    assertThat(silent.hasRequest()).isFalse();
    assertThat(metrics.total(Counter.REQUESTS_REDISPATCHED)).isOne();
  }

  private static InetAddress[] addresses(String... literals) throws UnknownHostException {
    InetAddress[] addresses = new InetAddress[literals.length];
    for (int i = 0; i < literals.length; i++) {
      addresses[i] = InetAddress.getByName(literals[i]);
    }
    return addresses;
  }

  /** Waits for the request at either engine, and closes that one. */
  private static void closeTheOneThatGets(List<ManualEngine> engines, String expression) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < LONG.toNanos()) {
      for (ManualEngine engine : engines) {
        if (engine.hasRequest()) {
          assertThat(engine.receive().expression()).isEqualTo(expression);
          engine.close();
          engines.remove(engine);
          return;
        }
      }
    }
    throw new AssertionError("no engine got " + expression);
  }

  private static List<CompletableFuture<EngineAnswer>> ask(
      ZmqEngineFleet fleet, String... expressions) {
    return Arrays.stream(expressions)
        .map(expression -> fleet.ask(CLIENT, Verb.ROLL, expression))
        .toList();
  }

  private ManualEngine engine() {
    return new ManualEngine(context, "tcp://127.0.0.1:*");
  }

  private ZmqEngineFleet fleet(ManualEngine... engines) {
    List<EngineEndpoint> endpoints =
        Arrays.stream(engines).map(engine -> EngineEndpoint.parse(engine.address())).toList();
    return fleet(endpoints, InetAddress::getAllByName);
  }

  private ZmqEngineFleet fleet(List<EngineEndpoint> endpoints, EngineResolver.HostLookup lookup) {
    ZmqEngineFleet fleet =
        new ZmqEngineFleet(
            new FleetSettings(endpoints, List.of(), Optional.empty(), LONG, 100),
            new SocketContext("inproc-test"),
            json,
            metrics,
            nanos::get,
            lookup);
    fleets.add(fleet);
    fleet.start(THREADS);
    return fleet;
  }
}
