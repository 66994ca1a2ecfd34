package dicegate.chaos;

import dicegate.chaos.address.AddressesRun;
import dicegate.harness.ProgramLauncher;
import java.util.List;

/** Runs the chaos runs: {@code mvn -Pchaos verify -Dchaos.args="engines --warmup 20"}. */
public final class ChaosMain {

  private ChaosMain() {}

  /** Runs the named program; {@code --help} lists all with their options. */
  public static void main(String[] arguments) throws Exception {
    int code =
        new ProgramLauncher(
                "chaos.args",
                List.of(ChaosRun.program(), TablesRun.program(), AddressesRun.program()),
                System.out,
                System.err)
            .run(arguments);
    if (code != 0) {
      System.exit(code);
    }
  }
}
