package dicegate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MetricsExpositionTest {

  /** The Accept header of Prometheus 3. */
  private static final String PROTOBUF_FIRST =
      "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;"
          + "encoding=delimited;q=0.6,text/plain;version=0.0.4;q=0.4,*/*;q=0.2";

  private final Metrics metrics = new Metrics();
  private final MetricsExposition exposition =
      new MetricsExposition(
          metrics,
          "1.2.3",
          List.of(
              Gauge.of("connections", "WebSockets.", () -> 3),
              Gauge.of("engine_ready", "Ready.", "engine", () -> Map.of("inproc", 1.0))));

  @Test
  void countersOfAFamilyDifferInTheirLabel() {
    metrics.count(Counter.ROLLS_ANSWERED);
    metrics.count(Counter.ROLLS_ANSWERED);
    metrics.count(Counter.REQUESTS_TIMED_OUT);

    assertThat(text())
        .contains("# TYPE dicegate_requests_total counter\n")
        .contains("dicegate_requests_total{outcome=\"rolled\"} 2.0\n")
        .contains("dicegate_requests_total{outcome=\"timeout\"} 1.0\n")
        .contains("dicegate_requests_total{outcome=\"busy\"} 0.0\n")
        .contains("dicegate_incidents_total 0.0\n");
  }

  @Test
  void everyCounterIsExposed() {
    String text = text();

    for (Counter counter : Counter.values()) {
      CounterFamily family = counter.family();
      String series =
          family.label().isEmpty()
              ? family.metric() + "_total "
              : "%s_total{%s=\"%s\"} "
                  .formatted(family.metric(), family.label(), counter.labelValue());
      assertThat(text).contains("\n" + series);
    }
  }

  @Test
  void everySeriesIsExposedOnce() {
    List<String> series =
        text()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(MetricsExpositionTest::series)
            .toList();

    assertThat(series).isNotEmpty().doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5.0E-4",
    "500000, 5.0E-4",
    "500001, 0.001",
    "10000000, 0.01",
    "59999999999, 60.0",
    "60000000001, +Inf",
    "-5, 5.0E-4"
  })
  void durationsAreCountedInTheirBuckets(long nanos, String bound) {
    metrics.record(Timing.ENGINE, nanos);

    List<String> counted =
        text()
            .lines()
            .filter(line -> line.startsWith("dicegate_roll_seconds_bucket{part=\"engine\""))
            .filter(line -> line.endsWith(" 1"))
            .toList();

    assertThat(counted).first().asString().contains("le=\"" + bound + "\"");
    assertThat(text())
        .contains("dicegate_roll_seconds_count{part=\"engine\"} 1\n")
        .contains("dicegate_roll_seconds_count{part=\"gateway\"} 0\n");
  }

  @Test
  void durationsAreSummedInSeconds() {
    metrics.record(Timing.GATEWAY, TimeUnit.MILLISECONDS.toNanos(250));
    metrics.record(Timing.GATEWAY, TimeUnit.MILLISECONDS.toNanos(500));

    assertThat(text()).contains("dicegate_roll_seconds_sum{part=\"gateway\"} 0.75\n");
  }

  @Test
  void facesOfAllThreadsAreSummedAndOnlyUsualDiceAreCounted() {
    FaceCounts one = metrics.newFaceCounts();
    FaceCounts another = metrics.newFaceCounts();
    one.count(6, 1);
    one.count(6, 6);
    another.count(6, 6);
    another.count(100, 100);
    another.count(2, 1);
    another.count(7, 3);
    another.count(1, 1);
    another.count(1_000_000_000, 999_999_999);

    String text = text();

    assertThat(text)
        .contains("dicegate_face_total{sides=\"6\",value=\"1\"} 1.0\n")
        .contains("dicegate_face_total{sides=\"6\",value=\"6\"} 2.0\n")
        .contains("dicegate_face_total{sides=\"100\",value=\"100\"} 1.0\n")
        .contains("dicegate_face_total{sides=\"2\",value=\"1\"} 1.0\n")
        .doesNotContain("sides=\"7\"", "sides=\"1\"", "sides=\"1000000000\"");
    assertThat(
            Pattern.compile("dicegate_face_total\\{.*} ([0-9.]+)\n")
                .matcher(text)
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .sum())
        .isEqualTo(5);
  }

  @Test
  void gaugesAreReadAtEachScrape() {
    assertThat(text())
        .contains("# TYPE dicegate_connections gauge\n", "dicegate_connections 3.0\n")
        .contains("dicegate_build_info{version=\"1.2.3\"} 1\n")
        .contains("dicegate_engine_ready{engine=\"inproc\"} 1.0\n")
        .contains("\njvm_memory_used_bytes{area=\"heap\"} ")
        .containsPattern("\nprocess_start_time_seconds [0-9.E]+\n")
        .containsPattern("\nprocess_cpu_seconds_total [0-9.E]+\n");
  }

  @Test
  void scrapersThatPreferProtobufGetText() {
    assertThat(exposition.write("").contentType()).startsWith("text/plain; version=0.0.4");
    assertThat(exposition.write(PROTOBUF_FIRST).contentType())
        .startsWith("text/plain; version=0.0.4");
    assertThat(exposition.write("application/vnd.google.protobuf").contentType())
        .startsWith("text/plain");
  }

  @Test
  void openMetricsIsSentOnRequest() {
    MetricsExposition.Text text =
        exposition.write("application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.2");

    assertThat(text.contentType()).startsWith("application/openmetrics-text; version=1.0.0");
    assertThat(text.body()).endsWith("# EOF\n").contains("# TYPE dicegate_requests counter\n");
  }

  private String text() {
    return exposition.write("").body();
  }

  private static String series(String line) {
    return line.substring(0, line.lastIndexOf(' '));
  }
}
