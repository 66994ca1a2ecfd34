package dicegate.it;

import static dicegate.it.Http.PROBLEM;
import static dicegate.it.Http.get;
import static dicegate.it.Http.json;
import static dicegate.it.Http.send;
import static dicegate.it.Http.type;
import static dicegate.it.Http.uri;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
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
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rolls over HTTP on a real server, and hostile clients, which must not affect others. */
@ExtendWith(ArquillianExtension.class)
public class HttpRollIT {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int LIMIT_MILLIS = 30_000;
  private static final int SMALL_BUFFER_BYTES = 4_096;

  /**
   * On Payara a POST that upgrades its connection to HTTP/2 itself meets a fault of Grizzly, which
   * loses the stream if the body arrives after the headers: see run.md.
   */
  private static final HttpClient.Version FORM_VERSION =
      System.getProperty("arquillian.launch", "").startsWith("payara")
          ? HttpClient.Version.HTTP_1_1
          : HttpClient.Version.HTTP_2;

  /** More connections than any of the servers has threads. */
  private static final int CONNECTIONS = 300;

  @Deployment(testable = false)
  static WebArchive war() {
    return War.withSettings("dicegate.client.per-address=0");
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
  @CsvSource({
    "Application/X-WWW-Form-Urlencoded; charset=utf-8, expr=2d1, 200",
    "application/json, {}, 415",
  })
  public void bodyMustBeAForm(String type, String body, int status) throws Exception {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(uri("/api/roll"))
                .version(FORM_VERSION)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));

    assertThat(response.statusCode()).isEqualTo(status);
  }

  @Test
  public void tooLongFormIsNotReadCompletely() throws Exception {
    try (Socket socket = connect()) {
      write(socket, form(1_000_000_000, "expr=" + "9".repeat(50_000)));

      assertThat(status(socket)).isEqualTo(400);
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
        write(socket, form(100, "expr=3"));
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
