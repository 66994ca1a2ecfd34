package dicegate.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dicegate.harness.DocumentedRatios.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The guard of {@code bench load --guard}, which {@code .ci/run} uses. */
class DocumentedRatiosTest {

  private static final Path DOCUMENT = Path.of("src", "docs", "benchmarks.md");
  private static final Path CI = Path.of(".ci", "run");
  private static final Pattern CI_GUARD =
      Pattern.compile("load .*--guard (\\S+) .*--scenarios (\\S+) ");
  private static final String HEADER =
      """
      # Figures

      | other | table |
      |---|---|
      | `5x5` | 9.00 |

      | connections x in flight | roll/echo |
      |---|---|
      """;

  @Test
  void continuousIntegrationMeasuresEachDocumentedScenario() throws IOException {
    Matcher guard = CI_GUARD.matcher(Files.readString(CI));

    assertThat(guard.find()).as("a run with a guard in " + CI).isTrue();
    assertThat(Path.of(guard.group(1))).isEqualTo(DOCUMENT);
    assertThat(DocumentedRatios.read(DOCUMENT).scenarios())
        .containsExactlyInAnyOrder(guard.group(2).split(",", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "1x1, 0.1, true",
    "1x1, 1.5, true",
    "1x1, 3.0, true",
    "1x1, 3.01, false",
    "100x16, 3.01, true",
    "100x16, 4.5, true",
    "100x16, 4.51, false",
    "1x1, NaN, false",
    "1x1, Infinity, false",
  })
  void aRatioPassesUpToTwiceTheDocumentedOne(String scenario, double measured, boolean passes) {
    DocumentedRatios ratios =
        DocumentedRatios.parse(HEADER + "| `1x1` | 1.50 |\n| 100x16 | 2.25 |");

    assertThat(ratios.judge(scenario, Optional.of(measured)).passed()).isEqualTo(passes);
  }

  @Test
  void theVerdictNamesBothRatiosAndTheLimit() {
    DocumentedRatios ratios = DocumentedRatios.parse(HEADER + "| `1x1` | 1.50 |");

    assertThat(List.of(judge(ratios, 2.5), judge(ratios, 3.5)))
        .extracting(Verdict::text)
        .containsExactly(
            "a roll at 1x1 costs 2.50 echoes in CPU, documented 1.50, at most 3.00: passed",
            "a roll at 1x1 costs 3.50 echoes in CPU, documented 1.50, at most 3.00: FAILED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1x16", "5x5", ""})
  void aScenarioWithoutADocumentedRatioFails(String scenario) {
    DocumentedRatios ratios = DocumentedRatios.parse(HEADER + "| `1x1` | 1.50 |");

    assertThat(ratios.judge(scenario, Optional.of(0.1)))
        .isEqualTo(new Verdict(false, scenario + " has no documented ratio: FAILED"));
  }

  @Test
  void aDocumentedScenarioWithoutAMeasuredRatioFails() {
    DocumentedRatios ratios = DocumentedRatios.parse(HEADER + "| `1x1` | 1.50 |");

    assertThat(ratios.judge("1x1", Optional.empty()))
        .isEqualTo(new Verdict(false, "1x1 was not measured for roll and echo: FAILED"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "| `1x1` | fast |",
        "| `1x1` | 1,50 |",
        "| `1x1` | 2 |",
        "| `1x1` | -1.50 |",
        "| `1x1` | NaN |",
        "| `1x1` | |",
        "| `1x1` |",
        "| `1x1` | 1.50 | 2.00 |",
        "| `one` | 1.50 |",
        "| `1x` | 1.50 |",
        "| `0x1` | 1.50 |",
        "| `01x1` | 1.50 |",
        "| `1 x 1` | 1.50 |",
        "| | 1.50 |",
      })
  void aRowThatIsNotValidIsNamed(String row) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentedRatios.parse(HEADER + "| `1x16` | 1.50 |\n" + row))
        .withMessageStartingWith("row [")
        .withMessageEndingWith("] of the ratios, wanted one such as | `100x16` | 1.50 |");
  }

  @Test
  void aRatioOfZeroAndARepeatedRowAreNotValid() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentedRatios.parse(HEADER + "| `1x1` | 0.00 |"))
        .withMessage("row [1x1, 0.00] of the ratios, wanted more than 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentedRatios.parse(HEADER + "| `1x1` | 1.00 |\n| `1x1` | 9.00 |"))
        .withMessage("two rows 1x1 of the ratios");
  }

  @Test
  void aDocumentWithoutTheTableIsNotValid() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentedRatios.parse("| `1x1` | 1.50 |\n"))
        .withMessage("no table with the header connections x in flight | roll/echo");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentedRatios.parse("| connections x in flight | roll/echo |\n"))
        .withMessage("no table with the header connections x in flight | roll/echo");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentedRatios.parse(HEADER))
        .withMessage("the table of the ratios has no rows");
  }

  @Test
  void aGuardThatCannotBeReadIsAFaultOfTheCommandLine(@TempDir Path directory) throws Exception {
    Path missing = directory.resolve("missing");
    Path empty = Files.createFile(directory.resolve("empty"));
    Option<DocumentedRatios> guard =
        new Option<>("guard", "", "a document", text -> DocumentedRatios.read(Path.of(text)));

    assertThat(fault(guard, missing)).contains(missing + " cannot be read");
    assertThat(fault(guard, empty)).contains("no table with the header");
  }

  private static Verdict judge(DocumentedRatios ratios, double measured) {
    return ratios.judge("1x1", Optional.of(measured));
  }

  private static String fault(Option<?> option, Path document) {
    try {
      return "none, but " + option.parse(document.toString());
    } catch (UsageException e) {
      return e.text();
    }
  }
}
