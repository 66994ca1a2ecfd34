package dicegate.harness;

import java.util.List;

/**
 * One of the programs that a {@link ProgramLauncher} offers under a name.
 *
 * @param summary its purpose, in a line
 * @param byDefault whether it runs when no program is named
 * @param options all options, in the order of the usage text
 */
public record Program(
    String name, String summary, boolean byDefault, List<Option<?>> options, Body body) {

  public Program {
    options = List.copyOf(options);
  }

  /** The code of a program. */
  @FunctionalInterface
  public interface Body {
    /**
     * Runs once.
     *
     * @return whether the run passed
     * @throws Exception if it could not be run to its end, which is a failure too
     */
    boolean run(Arguments arguments) throws Exception;
  }
}
