package dicegate.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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

/** What operators and scripts ask over HTTP, of a real server; operators have a token here. */
@ExtendWith(ArquillianExtension.class)
public class OpsIT {

  private static final String TOKEN = "correct-horse-battery";
  private static final String PROBLEM = "application/problem+json";

  private final HttpClient http = HttpClient.newHttpClient();

  @Deployment(testable = false)
  static WebArchive war() {
    return War.withSettings(
        "dicegate.client.per-address=0", "dicegate.ops.token=" + TOKEN, "dicegate.table.nembers=7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/live", "/ready", "/started"})
  public void serverThatServesIsHealthy(String question) throws Exception {
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
  public void readinessTellsHowManyEnginesThereAre() throws Exception {
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
  public void whatIsForOperatorsWantsTheToken(String path) throws Exception {
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
  public void infoTellsVersionSettingsAndEnginesButNoSecret() throws Exception {
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
  public void metricsAreTextWhateverAScraperPrefers(String accept, String type) throws Exception {
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

  @Test
  public void scriptRollsByQueryAndByForm() throws Exception {
    URI roll = uri("/api/roll?expr=2d1%2B3");
    HttpResponse<String> got = send(HttpRequest.newBuilder(roll).GET());
    HttpResponse<String> posted =
        send(HttpRequest.newBuilder(roll).POST(HttpRequest.BodyPublishers.noBody()));
    HttpResponse<String> form =
        send(
            HttpRequest.newBuilder(uri("/api/roll"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("expr=2d1%2B3")));

    for (HttpResponse<String> response : List.of(got, posted, form)) {
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(type(response)).startsWith("application/json");
      assertThat(json(response).getInt("total")).isEqualTo(5);
      assertThat(json(response).getString("text")).isEqualTo("2d1[1, 1] + 3 = 5");
    }
  }

  @Test
  public void scriptAsksForOdds() throws Exception {
    HttpResponse<String> odds = get("/api/odds?expr=4d6kh3");

    assertThat(odds.statusCode()).isEqualTo(200);
    assertThat(json(odds).getString("meanExact")).isEqualTo("15869/1296");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/roll?expr=3d, 400, syntax",
    "/api/roll, 400, bad_request",
    "/api/odds?expr=1d0, 400, bad_number",
    "/api/nowhere, 404, not_found",
    "/api/application.wadl, 404, not_found",
    "/api, 404, not_found",
  })
  public void whatCannotBeAnsweredIsAProblem(String path, int status, String code)
      throws Exception {
    HttpResponse<String> response = get(path);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(type(response)).startsWith(PROBLEM);
    JsonObject problem = json(response);
    assertThat(problem.getString("code")).isEqualTo(code);
    assertThat(problem.getInt("status")).isEqualTo(status);
    assertThat(problem.getString("type")).isEqualTo("/docs/#error-" + code);
    assertThat(problem.getString("detail")).isNotEmpty();
  }

  @Test
  public void methodThatIsNoneIsAProblemToo() throws Exception {
    HttpResponse<String> response =
        send(HttpRequest.newBuilder(uri("/api/roll?expr=3d6")).DELETE());

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(type(response)).startsWith(PROBLEM);
    assertThat(response.headers().firstValue("Allow").orElse("")).contains("GET", "POST");
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).GET();
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static URI uri(String path) {
    return URI.create("http://127.0.0.1:" + Integer.getInteger("server.http.port") + path);
  }

  private static String type(HttpResponse<String> response) {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  private static JsonObject json(HttpResponse<String> response) {
    try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
      return reader.readObject();
    }
  }
}
