package dicegate.harness;

import dicegate.DocumentTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How many echoes a roll costs in CPU, by a table of the document about the benchmarks: each row
 * has a scenario, connections x requests in flight, and its ratio. Judges ratios that were
 * measured. Immutable.
 */
public final class DocumentedRatios {

  /** Above this multiple of the documented ratio, a roll has become slower. */
  static final int MOST = 2;

  private static final String SCENARIOS = "connections x in flight";
  private static final String RATIOS = "roll/echo";
  private static final Pattern SCENARIO = Pattern.compile("[1-9][0-9]*x[1-9][0-9]*");
  private static final Pattern RATIO = Pattern.compile("[0-9]{1,6}\\.[0-9]{1,6}");

  private final Map<String, Double> ratios;

  private DocumentedRatios(Map<String, Double> ratios) {
    this.ratios = Map.copyOf(ratios);
  }

  /**
   * A judgement on one scenario.
   *
   * @param passed whether a ratio was measured and documented, and is not too high
   * @param text the documented ratio, the limit and the verdict, for people
   */
  public record Verdict(boolean passed, String text) {}

  /**
   * Reads the document.
   *
   * @throws IllegalArgumentException if it cannot be read, or its table is missing or not valid
   */
  public static DocumentedRatios read(Path document) {
    try {
      return parse(Files.readString(document, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalArgumentException(document + " cannot be read", e);
    }
  }

  /** Reads the text of the document. */
  static DocumentedRatios parse(String document) {
    Map<String, Double> ratios = new HashMap<>();
    for (List<String> row : DocumentTable.rows(document, SCENARIOS, RATIOS)) {
      if (row.size() != 2
          || !SCENARIO.matcher(row.get(0)).matches()
          || !RATIO.matcher(row.get(1)).matches()) {
        throw new IllegalArgumentException(
            "row " + row + " of the ratios, wanted one such as | `100x16` | 1.50 |");
      }
      double ratio = Double.parseDouble(row.get(1));
      if (ratio == 0) {
        throw new IllegalArgumentException("row " + row + " of the ratios, wanted more than 0");
      }
      if (ratios.put(row.get(0), ratio) != null) {
        throw new IllegalArgumentException("two rows " + row.get(0) + " of the ratios");
      }
    }
    if (ratios.isEmpty()) {
      throw new IllegalArgumentException("the table of the ratios has no rows");
    }
    return new DocumentedRatios(ratios);
  }

  /** Returns the documented scenarios, such as {@code 100x16}. */
  Set<String> scenarios() {
    return ratios.keySet();
  }

  /**
   * Judges a scenario.
   *
   * @param measured the ratio; empty if roll and echo were not both measured
   */
  public Verdict judge(String scenario, Optional<Double> measured) {
    Double documented = ratios.get(scenario);
    if (documented == null) {
      return new Verdict(false, scenario + " has no documented ratio: FAILED");
    }
    if (measured.isEmpty()) {
      return new Verdict(false, scenario + " was not measured for roll and echo: FAILED");
    }
    double most = MOST * documented;
    // Not true of NaN either, the ratio of runs without a message.
    boolean passed = measured.get() <= most;
    return new Verdict(
        passed,
        String.format(
            Locale.ROOT,
            "a roll at %s costs %.2f echoes in CPU, documented %.2f, at most %.2f: %s",
            scenario,
            measured.get(),
            documented,
            most,
            passed ? "passed" : "FAILED"));
  }
}
