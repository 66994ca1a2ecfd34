package dicegate.it;

import static dicegate.it.Http.PROBLEM;
import static dicegate.it.Http.get;
import static dicegate.it.Http.json;
import static dicegate.it.Http.send;
import static dicegate.it.Http.type;
import static dicegate.it.Http.uri;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rolls over HTTP at a table of a real server, which its members see over WebSocket. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(ArquillianExtension.class)
public class TableRollIT {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";
  private static final String PAGE = "https://vtt.example";
  private static final String TOKEN = "A123456789012345678901";

  @Deployment(testable = false)
  static WebArchive war() {
    return War.withSettings("dicegate.client.per-address=0", "dicegate.origins=" + PAGE);
  }

  @Test
  public void scriptRollsByFormAndByJsonWithTheKeyInBodyOrHeader() throws Exception {
    try (Member gm = Member.join("by-form")) {
      String path = "/api/tables/by-form/roll";
      String key = gm.key("player");

      List<HttpResponse<String>> answers =
          List.of(
              post(path, FORM, "expr=2d1%2B3&name=Deck&key=" + key),
              post(path, FORM, "expr=2d1%2B3&name=Deck", "Authorization", "Bearer " + key),
              post(
                  path,
                  JSON,
                  body("'expr':'2d1+@x','vars':{'x':3},'name':'Deck','key':'%s'".formatted(key))),
              post(
                  path,
                  "Application/JSON; charset=utf-8",
                  body("'expr':'2d1+3','name':'Deck'"),
                  "Authorization",
                  "bearer " + key));

      for (int i = 0; i < answers.size(); i++) {
        HttpResponse<String> answer = answers.get(i);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(type(answer)).startsWith(JSON);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(json(answer).getInt("seq")).isEqualTo(i + 1);
        JsonObject roll = json(answer).getJsonObject("roll");
        assertThat(roll.getInt("total")).isEqualTo(5);
        JsonObject rolled = gm.await("rolled");
        assertThat(rolled.getJsonObject("roll").getInt("total")).isEqualTo(5);
        assertThat(rolled.getJsonObject("by").getString("name")).isEqualTo("Deck");
      }
    }
  }

  @Test
  public void nameOfTheTableIsDecoded() throws Exception {
    try (Member gm = Member.join("würfel-7")) {
      HttpResponse<String> answer =
          post("/api/tables/w%C3%BCrfel-7/roll", FORM, "expr=2d1&key=" + gm.key("gm"));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(gm.await("rolled").getInt("seq")).isEqualTo(1);
    }
  }

  @Test
  public void repeatedRequestGetsTheSameRoll() throws Exception {
    try (Member gm = Member.join("repeated")) {
      String body =
          body(
              "'expr':'10d1000','id':'a','token':'%s','key':'%s'"
                  .formatted(TOKEN, gm.key("player")));

      HttpResponse<String> first = post("/api/tables/repeated/roll", JSON, body);
      HttpResponse<String> again = post("/api/tables/repeated/roll", JSON, body);

      assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
      assertThat(again.body()).isEqualTo(first.body());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "/api/tables/refused/roll | 'expr':'2d1' | 400 | bad_request",
        "/api/tables/refused/roll | 'expr':'2d1','key':'x' | 400 | bad_key",
        "/api/tables/nobody/roll | 'expr':'2d1','key':'PLAYER' | 400 | bad_key",
        "/api/tables/refused/roll | 'expr':'2d1','key':'WATCHER' | 400 | watch_only",
        "/api/tables/refused/roll | 'expr':'2d','key':'PLAYER' | 400 | syntax",
        "/api/tables/refused/roll | 'expr':'2d1','key':'PLAYER','key':'PLAYER' | 400 | bad_request",
        "/api/tables/refused/roll?key=PLAYER | 'expr':'2d1' | 400 | bad_request",
        "/api/tables/refused/roll?x | 'expr':'2d1','key':'PLAYER' | 400 | bad_request",
        "/api/tables/no_name/roll | 'expr':'2d1','key':'PLAYER' | 400 | bad_table",
        "/api/tables/refused | 'expr':'2d1','key':'PLAYER' | 404 | not_found",
        "/api/tables/refused/rolls | 'expr':'2d1','key':'PLAYER' | 404 | not_found",
        "/api/tables/refused/roll/ | 'expr':'2d1','key':'PLAYER' | 404 | not_found",
        "/api/tables/ | 'expr':'2d1','key':'PLAYER' | 404 | not_found",
      })
  public void invalidRequestIsAnsweredWithAProblem(
      String path, String members, int status, String code) throws Exception {
    try (Member gm = Member.join("refused")) {
      HttpResponse<String> answer = post(gm.withKeys(path), JSON, body(gm.withKeys(members)));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
      assertThat(type(answer)).startsWith(PROBLEM);
      assertThat(json(answer).getString("code")).isEqualTo(code);
      gm.leave();
    }
  }

  @Test
  public void keyInBodyAndHeaderIsRefused() throws Exception {
    HttpResponse<String> answer =
        post("/api/tables/twice/roll", FORM, "expr=2d1&key=k", "Authorization", "Bearer k");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).getString("code")).isEqualTo("bad_request");
  }

  @Test
  public void onlyPostsOfJsonAndFormsAreAccepted() throws Exception {
    HttpResponse<String> got = get("/api/tables/t/roll");
    HttpResponse<String> text = post("/api/tables/t/roll", "text/plain", "2d1");
    HttpResponse<String> options =
        send(
            HttpRequest.newBuilder(uri("/api/tables/t/roll"))
                .method("OPTIONS", BodyPublishers.noBody()));

    assertThat(got.statusCode()).isEqualTo(405);
    assertThat(got.headers().firstValue("Allow")).contains("POST, OPTIONS");
    assertThat(text.statusCode()).isEqualTo(415);
    assertThat(text.headers().firstValue("Accept-Post")).contains(JSON + ", " + FORM);
    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(options.headers().firstValue("Allow")).contains("POST, OPTIONS");
  }

  @Test
  public void listedPageRollsAndReadsTheAnswer() throws Exception {
    try (Member gm = Member.join("listed")) {
      HttpResponse<String> preflight =
          send(
              HttpRequest.newBuilder(uri("/api/tables/listed/roll"))
                  .method("OPTIONS", BodyPublishers.noBody())
                  .headers("Origin", PAGE, "Access-Control-Request-Method", "POST"));
      HttpResponse<String> answer =
          post("/api/tables/listed/roll", FORM, "expr=2d1&key=" + gm.key("player"), "Origin", PAGE);

      assertThat(preflight.statusCode()).isEqualTo(204);
      assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods")).contains("POST");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(PAGE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://vtt.example"})
  public void pageOfAnotherSiteIsRefusedThoughItKnowsTheKey(String origin) throws Exception {
    try (Member gm = Member.join("other-site")) {
      HttpResponse<String> answer =
          post(
              "/api/tables/other-site/roll",
              FORM,
              "expr=2d1&key=" + gm.key("player"),
              "Origin",
              origin);

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      gm.leave();
    }
  }

  /** The last one: it takes all the wrong keys that an address has for the next ten seconds. */
  @Test
  @Order(Integer.MAX_VALUE)
  public void wrongKeysOverTheRateAreAnsweredSo() throws Exception {
    try (Member gm = Member.join("guessed")) {
      String body = "expr=2d1&key=pAAAAAAAAAAAAAAAAAAAAAA";
      HttpResponse<String> answer = post("/api/tables/guessed/roll", FORM, body);
      for (int i = 0; i < 200 && answer.statusCode() == 400; i++) {
        answer = post("/api/tables/guessed/roll", FORM, body);
      }

      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(
              post("/api/tables/guessed/roll", FORM, "expr=2d1&key=" + gm.key("player"))
                  .statusCode())
          .isEqualTo(200);
    }
  }

  private static String body(String members) {
    return "{" + members.replace('\'', '"') + "}";
  }

  private static HttpResponse<String> post(String path, String type, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** The GM of a new table, over WebSocket. */
  private record Member(WebSocketClient client, JsonObject keys) implements AutoCloseable {

    static Member join(String table) throws Exception {
      URI uri = URI.create("ws://127.0.0.1:" + Http.port() + "/ws");
      WebSocketClient client =
          WebSocketClient.open(Http.CLIENT, uri, "dicegate.v1.json")
              .get(WebSocketClient.LIMIT_SECONDS, TimeUnit.SECONDS);
      // Another name each time would be another table; the key makes it this test's own.
      client.send(
          "{\"type\":\"join\",\"id\":1,\"table\":\"%s\",\"name\":\"Ana\",\"key\":\"%s\"}"
              .formatted(table, KEY));
      JsonObject joined = await(client, "joined");
      return new Member(client, joined.getJsonObject("keys"));
    }

    /** The GM's key of every table here, so that a table can be joined again. */
    private static final String KEY = "gAAAAAAAAAAAAAAAAAAAAAA";

    String key(String role) {
      return keys.getString(role);
    }

    String withKeys(String text) {
      return text.replace("PLAYER", key("player")).replace("WATCHER", key("watcher"));
    }

    JsonObject await(String type) throws InterruptedException {
      return await(client, type);
    }

    /** Leaves the table, at which nobody has rolled since. */
    void leave() throws InterruptedException {
      client.send("{\"type\":\"leave\",\"id\":2}");
      JsonObject frame = read(client.next());
      while (!frame.getString("type").equals("left")) {
        assertThat(frame.getString("type")).isNotEqualTo("rolled");
        frame = read(client.next());
      }
    }

    private static JsonObject await(WebSocketClient client, String type)
        throws InterruptedException {
      JsonObject frame = read(client.next());
      while (!frame.getString("type").equals(type)) {
        frame = read(client.next());
      }
      return frame;
    }

    private static JsonObject read(String frame) {
      try (JsonReader reader = Json.createReader(new StringReader(frame))) {
        return reader.readObject();
      }
    }

    @Override
    public void close() {
      client.abort();
    }
  }
}
