package dicegate.bench;

import dicegate.dice.statistics.SeededStatistics;
import dicegate.engine.RollFigures;
import dicegate.gateway.SeedFigures;
import dicegate.harness.ProgramLauncher;
import dicegate.table.valkey.BusFigures;
import java.util.List;

/** Runs the benchmarks: {@code mvn -Pbench verify -Dbench.args="load --seconds 4"}. */
public final class BenchMain {

  private BenchMain() {}

  /** Runs the named benchmark; {@code --help} lists all with their options. */
  public static void main(String[] arguments) throws Exception {
    int code =
        new ProgramLauncher(
                "bench.args",
                List.of(
                    RollFigures.program(),
                    SeedFigures.program(),
                    BusFigures.program(),
                    Benchmark.program(),
                    Soak.program(),
                    SeededStatistics.program()),
                System.out,
                System.err)
            .run(arguments);
    if (code != 0) {
      System.exit(code);
    }
  }
}
