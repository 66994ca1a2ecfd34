package dicegate.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramLauncherTest {

  private static final Option<Duration> SECONDS =
      Option.seconds("seconds", 1, 8, 600, "time measured");
  private static final Option<List<String>> WORDS = Option.words("words", "-a -b", "words");
  private static final Option<Boolean> STRICT = Option.flag("strict", false, "whether strict");

  private final List<String> runs = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void runsTheDefaultProgramsWithDefaultValues() throws Exception {
    assertThat(run()).isEqualTo(0);

    assertThat(runs).containsExactly("one PT8S [-a, -b] false", "two PT8S [-a, -b] false");
  }

  @Test
  void stopsAtTheFirstProgramThatFails() throws Exception {
    ProgramLauncher launcher =
        launcher(program("fails", true, false), program("never", true, true));

    assertThat(launcher.run()).isEqualTo(1);

    assertThat(runs).containsExactly("fails PT8S [-a, -b] false");
  }

  @Test
  void runsTheNamedProgramWithItsOptions() throws Exception {
    assertThat(run("slow", "--seconds", "5", "--words=-c", "--strict", "true")).isEqualTo(0);

    assertThat(runs).containsExactly("slow PT5S [-c] true");
  }

  @ParameterizedTest
  @CsvSource({
    "three, unknown program: three",
    "one --minutes 5, unknown option: --minutes",
    "one seconds, unexpected argument: seconds",
    "one --seconds, --seconds lacks its value",
    "one --seconds 5 --seconds=6, --seconds is given twice",
    "one --seconds 0, '--seconds 0 is not valid: out of range; time measured, in seconds (1 to 600)'",
    "one --seconds 601, --seconds 601 is not valid: out of range",
    "one --seconds many, --seconds many is not valid",
    "one --strict yes, '--strict yes is not valid: unknown word; whether strict (true or false)'",
    "--seconds 5, unknown program: --seconds",
  })
  void rejectsAWrongLineWithItsFaultAndTheUsage(String line, String message) throws Exception {
    assertThat(run(line.split(" ", -1))).isEqualTo(2);

    assertThat(runs).isEmpty();
    assertThat(text(err)).startsWith(message).contains("usage: -Dthe.args=");
  }

  @Test
  void helpListsEveryProgramAndOptionWithItsDefault() throws Exception {
    assertThat(run("slow", "--help")).isEqualTo(0);

    assertThat(runs).isEmpty();
    assertThat(text(out))
        .contains("by default one two", "one: notes its values", "slow: notes its values")
        .containsPattern("--seconds +time measured, in seconds \\(1 to 600\\); default 8\\R")
        .containsPattern("--words +words; default -a -b\\R")
        .containsPattern("--strict +whether strict \\(true or false\\); default false\\R");
  }

  private int run(String... arguments) throws Exception {
    return launcher(
            program("one", true, true), program("slow", false, true), program("two", true, true))
        .run(arguments);
  }

  private ProgramLauncher launcher(Program... programs) {
    return new ProgramLauncher("the.args", List.of(programs), printTo(out), printTo(err));
  }

  private Program program(String name, boolean byDefault, boolean passes) {
    return new Program(
        name,
        "notes its values",
        byDefault,
        List.of(SECONDS, WORDS, STRICT),
        arguments -> {
          runs.add(
              "%s %s %s %s"
                  .formatted(
                      name, arguments.get(SECONDS), arguments.get(WORDS), arguments.get(STRICT)));
          return passes;
        });
  }

  private static PrintStream printTo(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
