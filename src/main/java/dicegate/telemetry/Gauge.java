package dicegate.telemetry;

import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * A value that is read when somebody asks.
 *
 * @param metric the metric's whole name
 * @param label the label's name; empty if there is one value and no label
 * @param values the value for each label value, as of now; never waits
 */
public record Gauge(
    String metric, String help, String label, Supplier<Map<String, Double>> values) {

  /** Returns one of Dicegate's own, without a label. */
  public static Gauge of(String name, String help, DoubleSupplier value) {
    return new Gauge(
        MetricsExposition.PREFIX + name,
        help,
        "",
        () -> Map.of("", Double.valueOf(value.getAsDouble())));
  }

  /** Returns one of Dicegate's own, with a value for each of something. */
  public static Gauge of(
      String name, String help, String label, Supplier<Map<String, Double>> values) {
    return new Gauge(MetricsExposition.PREFIX + name, help, label, values);
  }
}
