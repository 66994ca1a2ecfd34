package dicegate.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dicegate.dice.SecureDieSource;
import dicegate.telemetry.Metrics;
import dicegate.wire.frames.EngineRequest;
import dicegate.wire.frames.SeededBody;
import dicegate.wire.frames.Verb;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * {@code 3d6} in our engine, from the request to the bytes of the reply: with random dice, and by a
 * seed.
 *
 * @see dicegate.gateway.SeedFigures
 */
public class SeededRollBenchmark {

  /** A worker's responder and two requests. */
  @State(Scope.Thread)
  public static class Worker {

    private final Responder responder =
        new Responder(
            new EngineSettings(EngineSettings.NO_BIND, 1, Duration.ZERO, "bench"),
            new SecureDieSource(),
            new Metrics());
    private final EngineRequest random = new EngineRequest.V1(Verb.ROLL, "1", 5_000, "3d6");
    private final EngineRequest seeded =
        new EngineRequest.V1(Verb.SEEDED, "1", 5_000, SeededBody.of(new byte[32], "3d6").text());

    /** Rejects requests that are not answered: an error is faster than a roll. */
    @Setup
    public void setUp() {
      for (EngineRequest request : new EngineRequest[] {random, seeded}) {
        String reply = new String(responder.answer(request), UTF_8);
        if (!reply.startsWith("DG1 1 ok ")) {
          throw new IllegalStateException("not a roll: " + reply);
        }
      }
    }
  }

  @Benchmark
  public byte[] random(Worker worker) {
    return worker.responder.answer(worker.random);
  }

  @Benchmark
  public byte[] seeded(Worker worker) {
    return worker.responder.answer(worker.seeded);
  }
}
