package dicegate.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How many echoes a roll costs in CPU, by the rows of a table in the document about the benchmarks:
 * a scenario and its ratio. Immutable.
 */
final class DocumentedRatios {

  /** Above this multiple of the documented ratio, a roll has become slower. */
  static final double MOST = 2;

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([0-9]+x[0-9]+)` \\| ([0-9]+\\.[0-9]+) \\|$");

  private final Map<Scenario, Double> ratios;

  private DocumentedRatios(Map<Scenario, Double> ratios) {
    this.ratios = Map.copyOf(ratios);
  }

  /** Returns none, which guards nothing. */
  static DocumentedRatios none() {
    return new DocumentedRatios(Map.of());
  }

  /**
   * Reads the document.
   *
   * @throws IllegalArgumentException if it cannot be read, or has no such rows
   */
  static DocumentedRatios read(Path document) {
    Map<Scenario, Double> ratios = new HashMap<>();
    try {
      String text = Files.readString(document, StandardCharsets.UTF_8);
      for (MatchResult row : ROW.matcher(text).results().toList()) {
        Scenario scenario = Scenario.parseAll(row.group(1)).getFirst();
        ratios.put(scenario, Double.valueOf(row.group(2)));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(document + " cannot be read", e);
    }
    if (ratios.isEmpty()) {
      throw new IllegalArgumentException(document + " has no rows | `100x16` | 1.50 |");
    }
    return new DocumentedRatios(ratios);
  }

  /** Whether nothing is guarded. */
  boolean isNone() {
    return ratios.isEmpty();
  }

  /** Returns the highest ratio that passes; empty if the document has none for the scenario. */
  Optional<Double> most(Scenario scenario) {
    return Optional.ofNullable(ratios.get(scenario)).map(ratio -> MOST * ratio);
  }
}
