package dicegate.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dicegate.engine.Engine;
import dicegate.engine.EngineSettings;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.wire.ErrorCode;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.JsonCodec;
import dicegate.zmq.SocketContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zeromq.ZContext;

/**
 * Engines with faults among correct ones, over real sockets and in real time: false replies, hangs,
 * crashes, foreign protocols. Every request has a number of its own, by which a foreign answer is
 * detected.
 */
final class FaultyEnginesTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);
  private static final int MEGABYTE = 1_000_000;

  private final Metrics metrics = new Metrics();
  private final JsonCodec json = new JsonCodec();
  private final ZContext context = new ZContext();
  private final List<Engine> engines = new ArrayList<>();
  private final List<ZmqEngineFleet> fleets = new ArrayList<>();
  private final AtomicInteger lastNumber = new AtomicInteger();

  @AfterEach
  void closeAll() {
    fleets.forEach(ZmqEngineFleet::close);
    engines.forEach(Engine::close);
    context.close();
    json.close();
  }

  @Test
  void falseRepliesOfOneEngineAreDroppedAndAffectNoRoll() throws Exception {
    int wanted = Integer.getInteger("fleet.lies", 400);
    List<String> earlier = new ArrayList<>(List.of("1"));
    AtomicInteger sent = new AtomicInteger();
    ScriptedEngine.Script falseReplies =
        (id, expression) -> {
          earlier.add(id);
          sent.incrementAndGet();
          return falseReplies(id, earlier.get((earlier.size() - 1) / 2));
        };
    try (ScriptedEngine lying = new ScriptedEngine(context, "tcp://127.0.0.1:*", falseReplies)) {
      ZmqEngineFleet fleet = fleet(lying.address(), engine(Duration.ZERO), engine(Duration.ZERO));
      await(() -> fleet.readyEngines() == 3);
      while (sent.get() < wanted) {
        assertAllRolled(rollMany(fleet, 200));
      }
    }

    assertThat(metrics.total(Counter.REPLIES_UNEXPECTED)).isPositive();
    assertThat(metrics.total(Counter.REPLIES_MALFORMED)).isPositive();
    assertThat(metrics.total(Counter.REQUESTS_QUARANTINED)).isZero();
  }

  @Test
  void expiredRequestsTimeOutAreNotRolledAndTheirLateRepliesAreDropped() {
    Duration timeout = Duration.ofSeconds(3);
    // The second request expires during its think-time, the third in the queue.
    ZmqEngineFleet fleet = fleetWithTimeout(timeout, engine(Duration.ofMillis(1_800)));
    await(() -> fleet.readyEngines() == 1);

    List<CompletableFuture<EngineAnswer>> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      answers.add(fleet.ask(Asker.alone(UUID.randomUUID()), Verb.ROLL, "1d1"));
    }

    assertThat(answers.get(0)).succeedsWithin(LONG).isInstanceOf(EngineAnswer.Rolled.class);
    EngineAnswer timedOut = new EngineAnswer.Unavailable(ErrorCode.TIMEOUT);
    assertThat(answers.get(1)).succeedsWithin(LONG).isEqualTo(timedOut);
    assertThat(answers.get(2)).succeedsWithin(LONG).isEqualTo(timedOut);
    await(() -> metrics.total(Counter.REPLIES_UNEXPECTED) == 2);
    assertThat(metrics.total(Counter.ENGINE_REQUESTS_EXPIRED)).isEqualTo(2);
    assertThat(metrics.total(Counter.LINKS_RESET)).isZero();
  }

  private static List<List<byte[]>> falseReplies(String id, String oldId) {
    byte[] delimiter = {};
    byte[] badUtf8 = Arrays.copyOf(bytes("DG1 " + id + " ok \"xx\""), 4 + id.length() + 8);
    badUtf8[badUtf8.length - 2] = (byte) 0xff;
    byte[] large = bytes("DG1 99999999 ok \"" + "x".repeat(MEGABYTE) + "\"");
    return List.of(
        List.of(delimiter, bytes("DG1 99999999 ok 1")),
        List.of(delimiter, bytes("DG1 " + oldId + " ok 1")),
        List.of(),
        List.of(delimiter, bytes("DG1 " + id + " ok 1"), bytes("more")),
        List.of(delimiter, large),
        List.of(delimiter, badUtf8));
  }

  @Test
  void wrongPeerOnAnEnginesPortIsReplacedByTheRealEngineWithinSeconds() throws Exception {
    for (String greeting :
        List.of("", "HTTP/1.1 400 Bad Request\r\n\r\n", "\u0015\u0003\u0001\0\u0002\u0002(")) {
      ServerSocket wrong = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      List<Socket> callers = new ArrayList<>();
      AtomicInteger calls = new AtomicInteger();
      Thread.ofPlatform().daemon().start(() -> answerAll(wrong, greeting, callers, calls));
      String address = "tcp://127.0.0.1:" + wrong.getLocalPort();
      ZmqEngineFleet fleet = fleet(address);
      await(() -> calls.get() > 0);
      assertThat(fleet.readyEngines()).isZero();

      wrong.close();
      synchronized (callers) {
        for (Socket caller : callers) {
          caller.close();
        }
      }
      Engine real = start(new EngineSettings(address, 1, Duration.ZERO, "1.2.3"));
      long start = System.nanoTime();
      await(() -> fleet.readyEngines() == 1);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
      assertAllRolled(rollMany(fleet, 10));
      real.close();
    }
  }

  private static void answerAll(
      ServerSocket server, String greeting, List<Socket> callers, AtomicInteger calls) {
    try {
      while (true) {
        Socket caller = server.accept();
        synchronized (callers) {
          callers.add(caller);
        }
        caller.getOutputStream().write(bytes(greeting));
        calls.incrementAndGet();
      }
    } catch (IOException closed) {
      assertThat(server.isClosed()).isTrue();
    }
  }

  @Test
  void slowEngineIsNotGivenUp() {
    ZmqEngineFleet fleet = fleet(engine(Duration.ofSeconds(2)));
    await(() -> fleet.readyEngines() == 1);

    assertAllRolled(rollMany(fleet, 2));

    assertThat(metrics.total(Counter.LINKS_RESET)).isZero();
  }

  @Test
  void rollsOfAnEngineThatHangsGoToAnother() throws Exception {
    AtomicInteger served = new AtomicInteger();
    ScriptedEngine.Script hangs =
        (id, expression) ->
            served.incrementAndGet() > 500
                ? List.of()
                : List.of(List.of(new byte[0], bytes("DG1 " + id + " ok " + rollOf(expression))));
    try (ScriptedEngine hanging = new ScriptedEngine(context, "tcp://127.0.0.1:*", hangs)) {
      ZmqEngineFleet fleet = fleet(hanging.address(), engine(Duration.ZERO));
      await(() -> fleet.readyEngines() == 2);

      while (metrics.total(Counter.REQUESTS_REDISPATCHED) == 0) {
        assertAllRolled(rollMany(fleet, 200));
      }
    }

    assertThat(metrics.total(Counter.LINKS_RESET)).isPositive();
    assertThat(metrics.total(Counter.REQUESTS_QUARANTINED)).isZero();
  }

  @Test
  void lossOfAllEnginesIsReportedAndTheirReturnServesWithoutALeak() {
    int port = freePort();
    EngineSettings settings =
        new EngineSettings("tcp://127.0.0.1:" + port, 2, Duration.ZERO, "1.2.3");
    Engine engine = start(settings);
    ZmqEngineFleet fleet = fleet("tcp://127.0.0.1:" + port);
    await(() -> fleet.readyEngines() == 1);
    assertAllRolled(rollMany(fleet, 100));
    long threads = 0;
    long descriptors = 0;
    for (int round = 0; round < 4; round++) {
      engine.close();
      await(() -> fleet.readyEngines() == 0);
      EngineAnswer meanwhile =
          fleet
              .ask(Asker.alone(UUID.randomUUID()), Verb.ROLL, "1d6")
              .orTimeout(1, TimeUnit.SECONDS)
              .join();
      assertThat(meanwhile).isEqualTo(new EngineAnswer.Unavailable(ErrorCode.NO_ENGINE));

      engine = start(settings);
      long start = System.nanoTime();
      await(() -> fleet.readyEngines() == 1);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      assertAllRolled(rollMany(fleet, 100));
      if (round == 0) {
        threads = threads();
        descriptors = descriptors();
      }
    }

    assertThat(fleet.unanswered()).isZero();
    long threadsBefore = threads;
    long descriptorsBefore = descriptors;
    await(() -> threads() <= threadsBefore);
    await(() -> descriptors() <= descriptorsBefore);
  }

  @Test
  void resetConnectionsNeitherLoseNorMixAnswers() throws Exception {
    int resets = Integer.getInteger("fleet.resets", 300);
    List<ResettingProxy> proxies = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int port = Integer.parseInt(engine(Duration.ZERO).replaceFirst(".*:", ""));
      for (int k = 0; k < 8; k++) {
        proxies.add(new ResettingProxy(port));
      }
    }
    ZmqEngineFleet fleet =
        fleet(
            proxies.stream()
                .map(proxy -> "tcp://127.0.0.1:" + proxy.port())
                .toArray(String[]::new));
    await(() -> fleet.readyEngines() > proxies.size() / 2);
    Semaphore inFlight = new Semaphore(500);
    AtomicInteger wrong = new AtomicInteger();
    AtomicInteger rolled = new AtomicInteger();
    int asked = 0;
    long seen = 0;
    long cutNanos = System.nanoTime();
    for (int done = 0; done < resets; ) {
      for (int i = 0; i < 100 && inFlight.tryAcquire(); i++) {
        int number = lastNumber.incrementAndGet();
        asked++;
        CompletableFuture<Void> counted =
            fleet
                .ask(Asker.alone(UUID.randomUUID()), Verb.ROLL, "1d1*" + number)
                .thenAccept(
                    answer -> {
                      rolled.addAndGet(answer instanceof EngineAnswer.Rolled ? 1 : 0);
                      wrong.addAndGet(
                          answer instanceof EngineAnswer.Refused || foreign(answer, number)
                              ? 1
                              : 0);
                      inFlight.release();
                    });
        assertThat(counted).isNotCompletedExceptionally();
      }
      // No reset before the last one was noticed, so that the fleet always works at full load; a
      // reset of a connection that was not in use yet is never noticed.
      boolean quiet = System.nanoTime() - cutNanos > 20_000_000L;
      if (fleet.readyEngines() > proxies.size() / 2
          && (quiet || metrics.total(Counter.LINKS_RESET) >= seen)
          && proxies.get((done * 7 + 3) % proxies.size()).reset()) {
        seen = metrics.total(Counter.LINKS_RESET) + 1;
        cutNanos = System.nanoTime();
        done++;
      }
    }
    assertThat(inFlight.tryAcquire(500, 30, TimeUnit.SECONDS)).isTrue();
    for (ResettingProxy proxy : proxies) {
      proxy.close();
    }
    System.out.printf(
        "resets: %d, asked: %d, rolled: %d, given up after two losses: %d%n",
        resets, asked, rolled.get(), metrics.total(Counter.REQUESTS_QUARANTINED));

    assertThat(wrong).hasValue(0);
    assertThat(rolled.get()).isGreaterThan(asked / 2);
    assertThat(fleet.unanswered()).isZero();
  }

  private List<CompletableFuture<Boolean>> rollMany(ZmqEngineFleet fleet, int requests) {
    return Stream.generate(
            () -> {
              int number = lastNumber.incrementAndGet();
              return fleet
                  .ask(Asker.alone(UUID.randomUUID()), Verb.ROLL, "1d1*" + number)
                  .thenApply(
                      answer -> answer instanceof EngineAnswer.Rolled && !foreign(answer, number));
            })
        .limit(requests)
        .toList();
  }

  private static void assertAllRolled(List<CompletableFuture<Boolean>> answers) {
    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer).succeedsWithin(LONG).isEqualTo(true));
  }

  private static boolean foreign(EngineAnswer answer, int number) {
    return answer instanceof EngineAnswer.Rolled rolled
        && !rolled.json().contains("\"total\":" + number + ",");
  }

  private static String rollOf(String expression) {
    String number = expression.substring(expression.indexOf('*') + 1);
    return "{\"expr\":\"" + expression + "\",\"total\":" + number + ",\"dice\":[]}";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** Starts a real engine, and returns its address. */
  private String engine(Duration thinkTime) {
    return start(new EngineSettings("tcp://127.0.0.1:0", 1, thinkTime, "1.2.3")).tcpEndpoint();
  }

  /** Starts a real engine, as soon as the system has freed its port. */
  private Engine start(EngineSettings settings) {
    long start = System.nanoTime();
    while (true) {
      Engine engine = new Engine(settings, new SocketContext("engine-test"), metrics);
      try {
        engine.start(THREADS, THREADS);
        engines.add(engine);
        return engine;
      } catch (IllegalStateException portIsTaken) {
        assertThat(System.nanoTime() - start).isLessThan(LONG.toNanos());
      }
    }
  }

  private ZmqEngineFleet fleet(String... addresses) {
    return fleetWithTimeout(TIMEOUT, addresses);
  }

  private ZmqEngineFleet fleetWithTimeout(Duration timeout, String... addresses) {
    ZmqEngineFleet fleet =
        new ZmqEngineFleet(
            new FleetSettings(
                Arrays.stream(addresses).map(EngineEndpoint::parse).toList(),
                List.of(),
                Optional.empty(),
                timeout,
                10_000),
            new SocketContext("inproc-test"),
            json,
            metrics,
            System::nanoTime);
    fleets.add(fleet);
    fleet.start(THREADS);
    return fleet;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long threads() {
    return Thread.getAllStackTraces().size();
  }

  private static long descriptors() {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).as("waited too long").isLessThan(LONG.toNanos());
      Thread.onSpinWait();
    }
  }
}
