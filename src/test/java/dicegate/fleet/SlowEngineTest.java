package dicegate.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dicegate.engine.Engine;
import dicegate.engine.EngineSettings;
import dicegate.telemetry.Metrics;
import dicegate.wire.frames.Verb;
import dicegate.wire.json.JsonCodec;
import dicegate.zmq.SocketContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * One engine that is five times slower than two others, at 70 % of their total capacity: blind
 * round robin would give it a third of the rolls, while it has a tenth of the capacity.
 */
final class SlowEngineTest {

  private static final Duration QUICK = Duration.ofMillis(4);
  private static final Duration SLOW = QUICK.multipliedBy(5);
  private static final double LOAD = 0.7;
  private static final Duration MEASURED = Duration.ofMillis(1_500);

  /**
   * Of which the quickest counts. A pause of the machine makes four or five requests of a round
   * late, which is all that lies above its 99th percentile; it never makes one early. On a busy
   * machine half of the rounds have such a pause, so a median still depends on the machine.
   */
  private static final int ROUNDS = 7;

  private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

  private final Metrics metrics = new Metrics();
  private final JsonCodec json = new JsonCodec();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable part : open.reversed()) {
      part.close();
    }
    json.close();
  }

  @Test
  void slowEngineDoesNotDelayOthers() {
    List<Duration> equal = List.of(QUICK, QUICK, QUICK);
    List<Duration> unequal = List.of(QUICK, QUICK, SLOW);
    ZmqEngineFleet fleetOfEqual = fleet(equal);
    ZmqEngineFleet fleetOfUnequal = fleet(unequal);
    // In the first second the fleet learns the engines' latencies.
    p99Millis(fleetOfUnequal, unequal, Duration.ofSeconds(1));
    p99Millis(fleetOfEqual, equal, Duration.ofSeconds(1));
    double[] ofEqual = new double[ROUNDS];
    double[] ofUnequal = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      ofEqual[round] = p99Millis(fleetOfEqual, equal, MEASURED);
      ofUnequal[round] = p99Millis(fleetOfUnequal, unequal, MEASURED);
    }

    double equalMillis = least(ofEqual);
    double unequalMillis = least(ofUnequal);
    System.out.printf(
        "least p99 of three equal engines: %.1f ms, with one five times slower: %.1f ms%n",
        equalMillis, unequalMillis);
    assertThat(unequalMillis).isLessThanOrEqualTo(2 * equalMillis);
  }

  private static double least(double[] values) {
    return Arrays.stream(values).min().orElseThrow();
  }

  /**
   * Asks at random times, without waiting for earlier answers; returns the 99th percentile of the
   * latencies, in milliseconds.
   */
  private static double p99Millis(ZmqEngineFleet fleet, List<Duration> thinkTimes, Duration time) {
    ConcurrentHistogram latencyNanos = new ConcurrentHistogram(3);
    double perSecond =
        LOAD * thinkTimes.stream().mapToDouble(think -> 1e9 / (double) think.toNanos()).sum();
    Random random = new Random(7);
    List<CompletableFuture<Void>> answers = new ArrayList<>();
    long start = System.nanoTime();
    double dueNanos = 0;
    while (dueNanos < (double) time.toNanos()) {
      long due = start + (long) dueNanos;
      while (System.nanoTime() - due < 0) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      answers.add(
          fleet
              .ask(Asker.alone(UUID.randomUUID()), Verb.ROLL, "3d6")
              .thenAccept(
                  answer -> {
                    assertThat(answer).isInstanceOf(EngineAnswer.Rolled.class);
                    latencyNanos.recordValue(System.nanoTime() - due);
                  }));
      dueNanos += -Math.log(1 - random.nextDouble()) * 1e9 / perSecond;
    }
    CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .orTimeout(30, TimeUnit.SECONDS)
        .join();
    return latencyNanos.getValueAtPercentile(99) / 1e6;
  }

  private ZmqEngineFleet fleet(List<Duration> thinkTimes) {
    String[] addresses = thinkTimes.stream().map(this::engine).toArray(String[]::new);
    ZmqEngineFleet fleet =
        new ZmqEngineFleet(
            new FleetSettings(
                Arrays.stream(addresses).map(EngineEndpoint::parse).toList(),
                List.of(),
                Optional.empty(),
                Duration.ofSeconds(5),
                10_000),
            new SocketContext("inproc-test"),
            json,
            metrics,
            System::nanoTime);
    fleet.start(THREADS);
    open.add(fleet);
    while (fleet.readyEngines() < thinkTimes.size()) {
      Thread.onSpinWait();
    }
    return fleet;
  }

  private String engine(Duration thinkTime) {
    Engine engine =
        new Engine(
            new EngineSettings("tcp://127.0.0.1:0", 1, thinkTime, "1.2.3"),
            new SocketContext("engine-test"),
            metrics);
    engine.start(THREADS, THREADS);
    open.add(engine);
    return engine.tcpEndpoint();
  }
}
