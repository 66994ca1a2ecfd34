package dicegate.it;

import static dicegate.it.Http.PROBLEM;
import static dicegate.it.Http.get;
import static dicegate.it.Http.json;
import static dicegate.it.Http.send;
import static dicegate.it.Http.type;
import static dicegate.it.Http.uri;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rolls over HTTP on a real server, and hostile clients, which must not affect others. */
@ExtendWith(ArquillianExtension.class)
public class HttpRollIT {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";

  /** The origin that may use it, and its header. */
  private static final String PAGE = "https://vtt.example";

  private static final String LISTED = "Origin: " + PAGE;
  private static final int LIMIT_MILLIS = 30_000;
  private static final int SMALL_BUFFER_BYTES = 4_096;

  /**
   * On Payara a POST that upgrades its connection to HTTP/2 itself meets a fault of Grizzly, which
   * loses the stream if the body arrives after the headers: see run.md.
   */
  private static final HttpClient.Version BODY_VERSION =
      System.getProperty("arquillian.launch", "").startsWith("payara")
          ? HttpClient.Version.HTTP_1_1
          : HttpClient.Version.HTTP_2;

  /** More connections than any of the servers has threads. */
  private static final int CONNECTIONS = 300;

  @Deployment(testable = false)
  static WebArchive war() {
    return War.withSettings("dicegate.client.per-address=0", "dicegate.origins=" + PAGE);
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
                .header("Content-Type", FORM)
                .POST(HttpRequest.BodyPublishers.ofString("expr=2d1%2B3")));

    for (HttpResponse<String> response : List.of(got, posted, form)) {
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(type(response)).startsWith("application/json");
      assertThat(json(response).getInt("total")).isEqualTo(5);
      assertThat(json(response).getString("text")).isEqualTo("2d1[1, 1] + 3 = 5");
    }
  }

  @Test
  public void scriptGetsOdds() throws Exception {
    HttpResponse<String> odds = get("/api/odds?expr=4d6kh3");

    assertThat(odds.statusCode()).isEqualTo(200);
    assertThat(json(odds).getString("meanExact")).isEqualTo("15869/1296");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/roll?expr=3d, 400, syntax",
    "/api/roll, 400, bad_request",
    "/api/odds?expr=1d0, 400, bad_number",
  })
  public void invalidRequestIsAnsweredWithAProblem(String path, int status, String code)
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
  public void methodNotAllowedIsAProblemToo() throws Exception {
    HttpResponse<String> response =
        send(HttpRequest.newBuilder(uri("/api/roll?expr=3d6")).DELETE());

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(type(response)).startsWith(PROBLEM);
    assertThat(response.headers().firstValue("Allow").orElse("")).contains("GET", "POST");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Application/X-WWW-Form-Urlencoded; charset=utf-8 | expr=2d1 | 200",
        "application/json | {\"expr\":\"2d1\"} | 200",
        "Application/JSON; charset=utf-8 | {\"expr\":\"2d1\",\"more\":[{}]} | 200",
        "application/json | {} | 400",
        "application/json | {\"expr\":6} | 400",
        "application/json | {\"expr\":\"2d1\",\"expr\":\"2d1\"} | 400",
        "application/json | expr=2d1 | 400",
        "text/plain | {\"expr\":\"2d1\"} | 415",
        "text/plain;charset=UTF-8 | 2d1 | 415",
        "application/problem+json | {} | 415",
        "multipart/form-data; boundary=x | --x-- | 415",
        "nonsense | 2d1 | 415",
      })
  public void bodyIsJsonOrAForm(String type, String body, int status) throws Exception {
    Answer answer = post("/api/roll", type, body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.values("Accept-Post"))
        .isEqualTo(status == 415 ? List.of("application/json, " + FORM) : List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {FORM + "| expr=2d1", JSON + " | {\"expr\":\"2d1\"}"})
  public void bodyArrivesOverHttp2(String type, String body) throws Exception {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(uri("/api/roll"))
                .version(BODY_VERSION)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  public void jsonBodyHasVariablesAndErrorsThePlacesOfItsText() throws Exception {
    String vars = "\"vars\":{\"str\":-12}}";
    Answer roll = post("/api/roll", JSON, "{\"expr\":\"2d1+@str\"," + vars);
    Answer odds = post("/api/odds", JSON, "{\"expr\":\"1d1+@str\"," + vars);
    Answer ofQuery = post("/api/roll?expr=1d1%2B%40str", JSON, "{" + vars);
    Answer wrong = post("/api/roll", JSON, "{\"expr\":\"@str+3w6\"," + vars);
    Answer missing = post("/api/roll", JSON, "{\"expr\":\"1+@dex\"," + vars);

    assertThat(roll.json().getInt("total")).isEqualTo(-10);
    assertThat(odds.json().getString("meanExact")).isEqualTo("-11");
    assertThat(ofQuery.json().getInt("total")).isEqualTo(-11);
    assertThat(wrong.json().getInt("pos")).isEqualTo(6);
    assertThat(missing.status()).isEqualTo(400);
    assertThat(missing.json().getString("code")).isEqualTo("unknown_variable");
  }

  @Test
  public void twoExpressionsAreRefusedWhereverTheyAre() throws Exception {
    String twice = "/api/roll?expr=1d1&expr=2d1";
    List<Answer> answers =
        List.of(
            exchange("GET", twice, ""),
            exchange("POST", twice, "", "Content-Length: 0"),
            post(twice, FORM, ""),
            post("/api/roll", FORM, "expr=1d1&%65xpr=1d1"),
            post("/api/roll?expr=1d1", FORM, "expr=1d1"),
            post("/api/roll?expr=1d1", JSON, "{\"expr\":\"1d1\"}"));

    for (Answer answer : answers) {
      assertThat(answer.status()).as(answer.text()).isEqualTo(400);
      assertThat(answer.json().getString("code")).isEqualTo("bad_request");
    }
    assertThat(post("/api/roll?expr=1d1", FORM, "").status()).isEqualTo(200);
    assertThat(post("/api/roll?expr=1d1", JSON, "").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "9"})
  public void deepJsonIsRefused(String part) throws Exception {
    Answer answer = post("/api/roll", JSON, "{\"x\":" + part.repeat(30_000 / part.length()));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().getString("code")).isEqualTo("bad_request");
  }

  @Test
  public void listedPageMayReadEveryAnswer() throws Exception {
    List<Answer> answers =
        List.of(
            exchange("GET", "/api/roll?expr=2d1", "", LISTED),
            exchange("HEAD", "/api/odds?expr=2d1", "", LISTED),
            exchange("GET", "/api/odds?expr=3d", "", LISTED),
            exchange("DELETE", "/api/roll?expr=2d1", "", LISTED),
            exchange("OPTIONS", "/api/roll", "", LISTED),
            exchange("POST", "/api/roll?expr=2d1", "", LISTED, "Content-Length: 0"),
            post("/api/roll", "text/plain", "2d1", LISTED),
            post("/api/roll", JSON, "{\"expr\":\"2d1\"}", LISTED));

    assertThat(answers.stream().map(Answer::status))
        .containsExactly(200, 200, 400, 405, 204, 200, 415, 200);
    for (Answer answer : answers) {
      assertThat(answer.values("Access-Control-Allow-Origin")).containsExactly(PAGE);
      assertThat(answer.values("Access-Control-Expose-Headers"))
          .containsExactly("Accept-Post, Allow, Retry-After");
      assertThat(answer.values("Access-Control-Allow-Credentials")).isEmpty();
      assertThat(answer.values("Vary")).contains("Origin");
      assertThat(answer.values("Cross-Origin-Resource-Policy")).isEmpty();
    }
  }

  @Test
  public void preflightOfAListedPageIsAnsweredWithItsRights() throws Exception {
    for (String path : List.of("/api/roll", "/api/odds")) {
      Answer answer =
          exchange(
              "OPTIONS",
              path,
              "",
              LISTED,
              "Access-Control-Request-Method: POST",
              "Access-Control-Request-Headers: content-type",
              "Access-Control-Request-Private-Network: true");

      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.values("Access-Control-Allow-Origin")).containsExactly(PAGE);
      assertThat(answer.values("Access-Control-Allow-Methods")).containsExactly("GET, HEAD, POST");
      assertThat(answer.values("Access-Control-Allow-Headers")).containsExactly("Content-Type");
      assertThat(answer.values("Access-Control-Max-Age")).containsExactly("7200");
      assertThat(answer.values("Access-Control-Allow-Credentials")).isEmpty();
      assertThat(answer.values("Access-Control-Allow-Private-Network")).isEmpty();
      assertThat(answer.values("Vary")).contains("Origin");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://other.example",
        "Origin: null",
        "Origin: *",
        "Origin: http://vtt.example",
        "Origin: https://vtt.example.evil",
        "Origin: https://vtt.example\r\nOrigin: https://vtt.example",
        "Accept: */*"
      })
  public void otherPagesAreServedWithoutTheRightToRead(String origin) throws Exception {
    List<Answer> answers =
        List.of(
            exchange("GET", "/api/roll?expr=2d1", "", origin),
            post("/api/roll", JSON, "{\"expr\":\"2d1\"}", origin),
            exchange("OPTIONS", "/api/roll", "", origin, "Access-Control-Request-Method: POST"));

    assertThat(answers.stream().map(Answer::status)).containsExactly(200, 200, 204);
    for (Answer answer : answers) {
      assertThat(answer.text()).doesNotContainIgnoringCase("Access-Control-");
      assertThat(answer.values("Vary")).contains("Origin");
    }
  }

  @Test
  public void otherResourcesHaveNoCors() throws Exception {
    for (String path : List.of("/", "/api/health/live", "/api/info", "/api/roll/")) {
      Answer answer = exchange("OPTIONS", path, "", LISTED, "Access-Control-Request-Method: GET");

      assertThat(answer.text()).as(path).doesNotContainIgnoringCase("Access-Control-");
    }
  }

  @Test
  public void tooLongFormIsNotReadCompletely() throws Exception {
    try (Socket socket = connect()) {
      write(socket, form(1_000_000_000, "expr=" + "9".repeat(50_000)));

      assertThat(status(socket)).isEqualTo(400);
    }
  }

  @Test
  public void tooLongBodyIsNotReadCompletelyThoughItBeginsWithAnExpression() throws Exception {
    String form = form(1_000_000_000, "expr=2d1&more=" + "x".repeat(50_000));
    String json =
        form(1_000_000_000, "{\"expr\":\"2d1\",\"x\":\"" + "x".repeat(50_000)).replace(FORM, JSON);

    for (String request : List.of(form, json)) {
      try (Socket socket = connect()) {
        write(socket, request);

        assertThat(status(socket)).isEqualTo(400);
      }
    }
  }

  @Test
  public void headAndOptionsAreAnsweredWithoutABody() throws Exception {
    HttpResponse<String> head =
        send(HttpRequest.newBuilder(uri("/api/roll?expr=3d6")).method("HEAD", noBody()));
    HttpResponse<String> options =
        send(HttpRequest.newBuilder(uri("/api/roll")).method("OPTIONS", noBody()));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(type(head)).startsWith("application/json");
    assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
    assertThat(head.body()).isEmpty();
    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(options.headers().firstValue("Allow").orElse("")).contains("GET", "POST");
    assertThat(options.headers().firstValue("Accept-Post").orElse("")).contains(JSON, FORM);
  }

  @Test
  public void clientThatDoesNotReadDoesNotDelayOthers() throws Exception {
    String ask = "GET /api/roll?expr=10000d1000 HTTP/1.1\r\nHost: localhost\r\n\r\n";
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        Socket socket = connect();
        idle.add(socket);
        write(socket, ask.repeat(20));
      }
      for (Socket socket : idle) {
        // The response is now being written, and is larger than all buffers in between.
        assertThat(status(socket)).isEqualTo(200);
      }

      for (int i = 0; i < 20; i++) {
        assertThat(get("/api/roll?expr=1d6").statusCode()).isEqualTo(200);
      }
      assertThat(get("/api/health/live").statusCode()).isEqualTo(200);
    } finally {
      close(idle);
    }
  }

  @Test
  public void unfinishedFormsDoNotDelayOthersAndAreNotIncidents() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        Socket socket = connect();
        idle.add(socket);
        // Half of them JSON, whose first bytes would be enough for a reader that blocks.
        write(
            socket,
            i % 2 == 0 ? form(100, "expr=3") : form(100, "{\"expr\":\"3d6\",").replace(FORM, JSON));
      }

      for (int i = 0; i < 20; i++) {
        assertThat(get("/api/roll?expr=1d6").statusCode()).isEqualTo(200);
      }
      Socket late = idle.remove(0);
      write(late, "d1&more=" + "x".repeat(86));
      assertThat(status(late)).isEqualTo(200);
      late.close();
    } finally {
      close(idle);
    }

    assertThat(get("/api/roll?expr=1d6").statusCode()).isEqualTo(200);
    assertThat(get("/api/metrics").body()).contains("dicegate_incidents_total 0.0");
  }

  private static HttpRequest.BodyPublisher noBody() {
    return HttpRequest.BodyPublishers.noBody();
  }

  private static String form(int length, String begin) {
    return "POST /api/roll HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(FORM, length, begin);
  }

  /** A response as it came over the wire. */
  private record Answer(String text) {

    int status() {
      return Integer.parseInt(text.split(" ", 3)[1]);
    }

    /** Returns the values of a header, one for each of its lines. */
    List<String> values(String name) {
      return head()
          .lines()
          .skip(1)
          .map(line -> line.split(":\\s*", 2))
          .filter(line -> line[0].equalsIgnoreCase(name))
          .map(line -> line[1].strip())
          .toList();
    }

    JsonObject json() {
      try (JsonReader reader = Json.createReader(new StringReader(body()))) {
        return reader.readObject();
      }
    }

    /** Returns the body without the lengths of chunks, which are around it as a whole here. */
    private String body() {
      return text.substring(text.indexOf("{", head().length()), text.lastIndexOf("}") + 1);
    }

    private String head() {
      return text.substring(0, text.indexOf("\r\n\r\n"));
    }
  }

  private static Answer post(String target, String type, String body, String... headers)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Content-Type: " + type);
    all.add("Content-Length: " + body.length());
    return exchange("POST", target, body, all.toArray(String[]::new));
  }

  /** Sends a request of ASCII, and reads the response up to the end of the connection. */
  private static Answer exchange(String method, String target, String body, String... headers)
      throws IOException {
    try (Socket socket = connect()) {
      write(
          socket,
          method
              + " "
              + target
              + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
              + Stream.of(headers).map(header -> header + "\r\n").collect(joining())
              + "\r\n"
              + body);
      return new Answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static Socket connect() throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(SMALL_BUFFER_BYTES);
    socket.setSoTimeout(LIMIT_MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), Http.port()));
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Returns the status of the next response, without reading the rest of it. */
  private static int status(Socket socket) throws IOException {
    byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
    String[] words = new String(line, StandardCharsets.US_ASCII).split(" ", -1);
    return Integer.parseInt(words[1]);
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
