package dicegate.gateway;

import dicegate.table.log.TableProof;
import dicegate.verify.PlayerSeries;
import dicegate.verify.RollNumber;
import dicegate.verify.SeriesSource;
import dicegate.wire.json.JsonCodec;
import dicegate.wire.json.ServerFrame;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.security.SecureRandom;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What a seed costs the gateway for each roll, the roots of new series included.
 *
 * @see SeedFigures
 */
public class SeedBenchmark {

  private static final String EXPRESSION = "3d6";
  private static final String ROLL =
      "{\"expr\":\"3d6\",\"total\":11,\"text\":\"3d6[4, 1, 6] = 11\",\"dice\":[]}";

  /** A player's series. */
  @State(Scope.Thread)
  public static class Rolling {
    private final PlayerSeries series =
        PlayerSeries.ofTableRolls(new SeriesSource(new SecureRandom()));
    private final JsonCodec json = new JsonCodec();
    private final JsonValue id = Json.createValue(7);
  }

  /** The request and the result of a roll without a seed. */
  @Benchmark
  public int unseeded(Rolling player) {
    String result = player.json.result(player.id, ROLL, ServerFrame.RollOrigin.NONE);
    return EXPRESSION.length() + result.length();
  }

  /** The request and the result of a roll with a seed. */
  @Benchmark
  public int seeded(Rolling player) {
    SeededRoll roll = SeededRoll.own(player.series, EXPRESSION, () -> {});
    String body = roll.body(EXPRESSION);
    roll.end();
    return body.length() + player.json.result(player.id, ROLL, roll.origin(null)).length();
  }

  /** The number of a roll, with its part in the roots. */
  @Benchmark
  public RollNumber number(Rolling player) {
    return player.series.take();
  }

  /** The number of a roll, and its proof as the log of a table keeps it. */
  @Benchmark
  public TableProof tableProof(Rolling player) {
    return TableProof.seeded(player.series.take(), EXPRESSION, List.of(), List.of());
  }
}
