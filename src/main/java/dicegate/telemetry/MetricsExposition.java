package dicegate.telemetry;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * All metrics in the text formats of Prometheus.
 *
 * <p>Uses only the model and the writers of the client library: without its registry and threads
 * nothing survives an undeployment. Writes text and never protobuf, whatever a scraper prefers: all
 * of them accept text.
 *
 * <p>Thread-safe.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus,
 *     exposition formats</a>
 */
public final class MetricsExposition {

  /** The prefix of all metrics of Dicegate. */
  static final String PREFIX = "dicegate_";

  private static final String OPEN_METRICS = "application/openmetrics-text";

  private final Metrics metrics;
  private final String version;
  private final List<Gauge> gauges;
  private final ExpositionFormatWriter prometheus = PrometheusTextFormatWriter.create();
  private final ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();

  /**
   * The response to one scrape.
   *
   * @param contentType its media type, with version and character set
   * @param body the metrics
   */
  public record Text(String contentType, String body) {}

  /**
   * Creates an exposition of these counters, histograms and gauges.
   *
   * @param version the version of this build
   * @param gauges the gauges of Dicegate; those of the process are added
   */
  public MetricsExposition(Metrics metrics, String version, List<Gauge> gauges) {
    this.metrics = metrics;
    this.version = version;
    this.gauges = List.copyOf(gauges);
  }

  /**
   * Writes the current values of all metrics.
   *
   * @param accept the request's Accept header; empty if it is absent
   */
  public Text write(String accept) {
    ExpositionFormatWriter writer = accept.contains(OPEN_METRICS) ? openMetrics : prometheus;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writer.write(out, snapshots(), EscapingScheme.UNDERSCORE_ESCAPING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
    return new Text(writer.getContentType(), out.toString(StandardCharsets.UTF_8));
  }

  private MetricSnapshots snapshots() {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    counters().values().forEach(builder -> all.metricSnapshot(builder.build()));
    all.metricSnapshot(
        InfoSnapshot.builder()
            .name(PREFIX + "build")
            .help("Version of this server.")
            .dataPoint(
                InfoDataPointSnapshot.builder().labels(Labels.of("version", version)).build())
            .build());
    all.metricSnapshot(rollSeconds());
    all.metricSnapshot(faces());
    all.metricSnapshot(
        CounterSnapshot.builder()
            .name("process_cpu_seconds")
            .help("CPU time of the process.")
            .dataPoint(point(Labels.EMPTY, ProcessGauges.cpuSeconds()))
            .build());
    ProcessGauges.all().forEach(gauge -> all.metricSnapshot(snapshot(gauge)));
    gauges.forEach(gauge -> all.metricSnapshot(snapshot(gauge)));
    return all.build();
  }

  private Map<CounterFamily, CounterSnapshot.Builder> counters() {
    Map<CounterFamily, CounterSnapshot.Builder> families = new EnumMap<>(CounterFamily.class);
    for (Counter counter : Counter.values()) {
      CounterFamily family = counter.family();
      families
          .computeIfAbsent(
              family, added -> CounterSnapshot.builder().name(added.metric()).help(added.help()))
          .dataPoint(
              point(labels(family.label(), counter.labelValue()), (double) metrics.total(counter)));
    }
    return families;
  }

  private HistogramSnapshot rollSeconds() {
    HistogramSnapshot.Builder seconds =
        HistogramSnapshot.builder()
            .name(PREFIX + "roll_seconds")
            .help("Durations of requests: in total as seen by the gateway, and the engine's part.");
    for (Timing timing : Timing.values()) {
      LatencyHistogram histogram = metrics.histogram(timing);
      seconds.dataPoint(
          HistogramDataPointSnapshot.builder()
              .labels(Labels.of("part", timing.part()))
              .classicHistogramBuckets(
                  ClassicHistogramBuckets.of(LatencyHistogram.boundsSeconds(), histogram.counts()))
              .sum(histogram.sumSeconds())
              .build());
    }
    return seconds.build();
  }

  private CounterSnapshot faces() {
    CounterSnapshot.Builder faces =
        CounterSnapshot.builder()
            .name(PREFIX + "face")
            .help("Faces of the embedded engine's dice, before any rule is applied.");
    for (int sides : FaceCounts.SIDES) {
      for (int value = 1; value <= sides; value++) {
        Labels labels =
            Labels.of("sides", Integer.toString(sides), "value", Integer.toString(value));
        faces.dataPoint(point(labels, (double) metrics.faces(sides, value)));
      }
    }
    return faces.build();
  }

  private static GaugeSnapshot snapshot(Gauge gauge) {
    GaugeSnapshot.Builder snapshot =
        GaugeSnapshot.builder().name(gauge.metric()).help(gauge.help());
    gauge
        .values()
        .get()
        .forEach(
            (labelValue, value) ->
                snapshot.dataPoint(
                    GaugeDataPointSnapshot.builder()
                        .labels(labels(gauge.label(), labelValue))
                        .value(value)
                        .build()));
    return snapshot.build();
  }

  private static CounterDataPointSnapshot point(Labels labels, double value) {
    return CounterDataPointSnapshot.builder().labels(labels).value(value).build();
  }

  private static Labels labels(String name, String value) {
    return name.isEmpty() ? Labels.EMPTY : Labels.of(name, value);
  }
}
