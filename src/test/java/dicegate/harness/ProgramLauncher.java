package dicegate.harness;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs the programs that a command line names: the first argument is a program's name, the rest are
 * its options. Without arguments the default programs run one after another, up to the first that
 * fails.
 */
public final class ProgramLauncher {
  /** Exit code of a run that passed. */
  static final int PASSED = 0;

  /** Exit code of a run that failed. */
  static final int FAILED = 1;

  /** Exit code of a command line that is not valid. */
  static final int USAGE = 2;

  private static final String HELP = "--help";

  private final String property;
  private final List<Program> programs;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * Creates a launcher.
   *
   * @param property the Maven property that carries the command line
   */
  public ProgramLauncher(
      String property, List<Program> programs, PrintStream out, PrintStream err) {
    this.property = property;
    this.programs = List.copyOf(programs);
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the program that the command line names, or the default ones.
   *
   * @return the exit code of the process: 0 passed, 1 failed, 2 the command line is not valid
   * @throws Exception if a program could not be run to its end
   */
  public int run(String... arguments) throws Exception {
    List<String> words = List.of(arguments);
    if (words.contains(HELP)) {
      out.print(usage());
      return PASSED;
    }
    try {
      return words.isEmpty() ? runDefaults() : runNamed(words);
    } catch (UsageException e) {
      err.println(e.text());
      err.print(usage());
      return USAGE;
    }
  }

  private int runDefaults() throws Exception {
    for (Program program : programs) {
      if (program.byDefault() && run(program, List.of()) != PASSED) {
        return FAILED;
      }
    }
    return PASSED;
  }

  private int runNamed(List<String> words) throws Exception {
    String name = words.getFirst();
    Optional<Program> program =
        programs.stream().filter(candidate -> candidate.name().equals(name)).findFirst();
    return run(
        program.orElseThrow(() -> new UsageException("unknown program: " + name)),
        words.subList(1, words.size()));
  }

  private static int run(Program program, List<String> options) throws Exception {
    return program.body().run(Arguments.parse(program.options(), options)) ? PASSED : FAILED;
  }

  private String usage() {
    StringBuilder text = new StringBuilder();
    text.append(
        "usage: -D%s=\"[program [--option value]...]\"; by default %s%n%n"
            .formatted(property, defaults()));
    for (Program program : programs) {
      text.append("%s: %s%n".formatted(program.name(), program.summary()));
      for (Option<?> option : program.options()) {
        String ifAbsent = option.ifAbsent().isEmpty() ? "none" : option.ifAbsent();
        text.append(
            "  --%-12s %s; default %s%n".formatted(option.name(), option.meaning(), ifAbsent));
      }
      text.append("%n".formatted());
    }
    return text.toString();
  }

  private String defaults() {
    return programs.stream()
        .filter(Program::byDefault)
        .map(Program::name)
        .collect(Collectors.joining(" "));
  }
}
