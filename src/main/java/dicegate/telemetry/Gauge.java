package dicegate.telemetry;

import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * A metric whose value is read at each scrape.
 *
 * @param metric the metric's full name
 * @param help its description for operators
 * @param label the label's name; empty for a single value without a label
 * @param values gives the current value of each label value; never blocks
 */
public record Gauge(
    String metric, String help, String label, Supplier<Map<String, Double>> values) {

  /** Returns a gauge of Dicegate without a label. */
  public static Gauge of(String name, String help, DoubleSupplier value) {
    return new Gauge(
        MetricsExposition.PREFIX + name,
        help,
        "",
        () -> Map.of("", Double.valueOf(value.getAsDouble())));
  }

  /** Returns a gauge of Dicegate with a value for each label value. */
  public static Gauge of(
      String name, String help, String label, Supplier<Map<String, Double>> values) {
    return new Gauge(MetricsExposition.PREFIX + name, help, label, values);
  }
}
