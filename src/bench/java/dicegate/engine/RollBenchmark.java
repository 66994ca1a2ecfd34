package dicegate.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bernardomg.tabletop.dice.history.RollHistory;
import com.bernardomg.tabletop.dice.interpreter.DiceRoller;
import com.bernardomg.tabletop.dice.parser.DefaultDiceParser;
import dicegate.dice.SecureDieSource;
import dicegate.telemetry.Metrics;
import dicegate.wire.frames.EngineRequest;
import dicegate.wire.frames.Verb;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A roll from its text to its result, by Dicegate's engine and by a published library.
 *
 * <p>Dicegate parses, rolls with cryptographic dice, and writes the bytes of the reply. The
 * yardstick parses and rolls with {@code java.util.Random}, and writes nothing.
 *
 * @see RollFigures
 * @see <a href="https://github.com/Bernardo-MG/dice-notation-java">the yardstick</a>
 */
public class RollBenchmark {

  /** A worker's responder and one request. */
  @State(Scope.Thread)
  public static class Dicegate {

    @Param("3d6")
    String expression = "";

    private final Responder responder =
        new Responder(
            new EngineSettings(EngineSettings.NO_BIND, 1, Duration.ZERO, "bench"),
            new SecureDieSource(),
            new Metrics());
    private EngineRequest request = new EngineRequest.Malformed("");

    /** Rejects an expression that is not a roll: an error is faster than a roll. */
    @Setup
    public void setUp() {
      request = new EngineRequest.V1(Verb.ROLL, "1", 5_000, expression);
      String reply = new String(responder.answer(request), UTF_8);
      if (!reply.startsWith("DG1 1 ok ")) {
        throw new IllegalStateException("not a roll: " + expression + ": " + reply);
      }
    }
  }

  /** The yardstick's roller; its parser is not reused, since it accumulates parsed texts. */
  @State(Scope.Thread)
  public static class Yardstick {

    @Param("3d6")
    String expression = "";

    private final DiceRoller roller = new DiceRoller();
  }

  /** Returns the bytes of the reply. */
  @Benchmark
  public byte[] dicegate(Dicegate dicegate) {
    return dicegate.responder.answer(dicegate.request);
  }

  /** Returns the dice and their sum. */
  @Benchmark
  public RollHistory yardstick(Yardstick yardstick) {
    return new DefaultDiceParser().parse(yardstick.expression, yardstick.roller);
  }
}
