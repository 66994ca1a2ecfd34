package dicegate.chaos.address;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code /api/metrics} counted at a moment.
 *
 * @param values value by name and labels
 */
record CounterReadings(Map<String, Double> values) {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String COUNTER = "_total";

  /** Counters that move without an attack too. */
  private static final List<String> USUAL =
      List.of(
          "dicegate_face_total",
          "dicegate_requests_total{outcome=\"rolled\"",
          "dicegate_requests_total{outcome=\"odds\"",
          "dicegate_table_rolls_total",
          "jvm_",
          "process_");

  CounterReadings {
    values = Map.copyOf(values);
  }

  /** Reads the counters from an address of its own. */
  static CounterReadings of(int port) throws IOException, InterruptedException {
    WebClient client = new WebClient("127.0.0.5", port);
    Map<String, Double> values = new TreeMap<>();
    client
        .get(client.top().resolve("/api/metrics"), LIMIT)
        .lines()
        .filter(line -> !line.startsWith("#") && line.contains(COUNTER))
        .forEach(line -> add(values, line));
    return new CounterReadings(values);
  }

  /** Returns by how much counters of refusals and losses have grown since then. */
  Map<String, Long> since(CounterReadings earlier) {
    Map<String, Long> grown = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          long more = Math.round(value - earlier.values.getOrDefault(name, 0.0));
          if (more > 0 && USUAL.stream().noneMatch(name::startsWith)) {
            grown.put(name, more);
          }
        });
    return grown;
  }

  private static void add(Map<String, Double> values, String line) {
    int blank = line.lastIndexOf(' ');
    values.put(line.substring(0, blank), Double.valueOf(line.substring(blank + 1)));
  }
}
