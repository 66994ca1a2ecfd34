package dicegate.it;

import static dicegate.it.Http.PROBLEM;
import static dicegate.it.Http.get;
import static dicegate.it.Http.json;
import static dicegate.it.Http.type;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The resources for operators on a real server that requires a token. */
@ExtendWith(ArquillianExtension.class)
public class OpsIT {

  private static final String TOKEN = "correct-horse-battery";

  @Deployment(testable = false)
  static WebArchive war() {
    return War.withSettings(
        "dicegate.client.per-address=0", "dicegate.ops.token=" + TOKEN, "dicegate.table.nembers=7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/live", "/ready", "/started"})
  public void runningServerIsHealthy(String question) throws Exception {
    HttpResponse<String> response = get("/api/health" + question);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(type(response)).startsWith("application/json");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    JsonObject body = json(response);
    assertThat(body.getString("status")).isEqualTo("UP");
    assertThat(body.getJsonArray("checks"))
        .isNotEmpty()
        .allSatisfy(check -> assertThat(check.asJsonObject().getString("status")).isEqualTo("UP"));
  }

  @Test
  public void readinessContainsTheNumberOfEngines() throws Exception {
    JsonObject engines =
        json(get("/api/health/ready")).getJsonArray("checks").stream()
            .map(check -> check.asJsonObject())
            .filter(check -> check.getString("name").equals("engines"))
            .findFirst()
            .orElseThrow();

    assertThat(engines.getJsonObject("data").getInt("ready")).isEqualTo(1);
    assertThat(engines.getJsonObject("data").getInt("known")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/info", "/api/metrics"})
  public void infoAndMetricsRequireTheToken(String path) throws Exception {
    for (HttpResponse<String> refused :
        List.of(get(path), get(path, "Authorization", "Bearer " + TOKEN + "x"))) {
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(type(refused)).startsWith(PROBLEM);
      assertThat(refused.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
      assertThat(json(refused).getString("code")).isEqualTo("unauthorized");
    }
    assertThat(get(path, "Authorization", "Bearer " + TOKEN).statusCode()).isEqualTo(200);
  }

  @Test
  public void infoContainsVersionSettingsAndEnginesButNoSecret() throws Exception {
    HttpResponse<String> response = get("/api/info", "Authorization", "Bearer " + TOKEN);

    JsonObject info = json(response);
    assertThat(info.getString("version")).matches("[0-9]+\\..*");
    JsonObject settings = info.getJsonObject("settings");
    assertThat(settings.getString("dicegate.ops.token")).isEqualTo("***");
    assertThat(settings.getString("dicegate.roll.timeout")).isEqualTo("PT60S");
    assertThat(settings.getString("dicegate.drain.time")).isEqualTo("PT2S");
    JsonObject engine = info.getJsonArray("engines").getJsonObject(0);
    assertThat(engine.getString("engine")).isEqualTo("inproc");
    assertThat(engine.getString("state")).isEqualTo("ready");
    assertThat(engine.getInt("window")).isPositive();
    assertThat(response.body()).doesNotContain(TOKEN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;"
            + "encoding=delimited;q=0.7,text/plain;version=0.0.4;q=0.3 | text/plain",
        "application/vnd.google.protobuf | text/plain",
        "application/openmetrics-text;version=1.0.0,text/plain;q=0.5 | application/openmetrics-text"
      })
  public void metricsAreTextForEveryScraper(String accept, String type) throws Exception {
    String expr = URLEncoder.encode("2d1", StandardCharsets.UTF_8);
    assertThat(get("/api/roll?expr=" + expr).statusCode()).isEqualTo(200);

    HttpResponse<String> scrape =
        get("/api/metrics", "Authorization", "Bearer " + TOKEN, "Accept", accept);

    assertThat(scrape.statusCode()).isEqualTo(200);
    assertThat(type(scrape)).startsWith(type);
    assertThat(scrape.body())
        .containsPattern("dicegate_requests_total\\{outcome=\"rolled\"} [1-9]")
        .containsPattern("dicegate_roll_seconds_count\\{part=\"engine\"} [1-9]")
        .containsPattern("dicegate_roll_seconds_count\\{part=\"gateway\"} [1-9]")
        .contains("dicegate_engine_ready{engine=\"inproc\"} 1.0")
        .contains("dicegate_draining 0.0")
        .containsPattern("jvm_threads_current [1-9]")
        .containsPattern("process_open_fds [1-9]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/nowhere", "/api/application.wadl", "/api"})
  public void unknownResourceIsAProblem(String path) throws Exception {
    HttpResponse<String> response = get(path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(type(response)).startsWith(PROBLEM);
    assertThat(json(response).getString("type")).isEqualTo("/docs/#error-not_found");
  }
}
