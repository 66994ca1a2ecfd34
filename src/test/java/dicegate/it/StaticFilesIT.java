package dicegate.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page's files on a real server, requested by browsers and by attackers. */
@ExtendWith(ArquillianExtension.class)
public class StaticFilesIT {

  private static final String IMMUTABLE = "public, max-age=31536000, immutable";
  private static final int LIMIT_MILLIS = 30_000;

  /** The folder of the page's files in the WAR. */
  private static final String PAGE = "WEB-INF/page/";

  private static final Map<String, String> SECURITY =
      Map.of(
          "content-security-policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " connect-src 'self'; font-src 'self'; media-src 'self'; manifest-src 'self';"
              + " worker-src 'self'; base-uri 'none'; form-action 'none';"
              + " frame-ancestors 'none'; require-trusted-types-for 'script'",
          "x-content-type-options",
          "nosniff",
          "referrer-policy",
          "no-referrer",
          "permissions-policy",
          "camera=(), microphone=(), geolocation=()",
          "cross-origin-opener-policy",
          "same-origin",
          "x-frame-options",
          "DENY");

  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css;charset=utf-8",
          "map", "application/json",
          "json", "application/json",
          "js", "text/javascript;charset=utf-8",
          "ts", "text/plain;charset=utf-8",
          "svg", "image/svg+xml;charset=utf-8",
          "png", "image/png");

  /** The pages, which are served at their own paths and at those of their folders. */
  private static final Set<String> PAGES =
      Set.of("index.html", "docs/index.html", "verify/index.html");

  /** A response as received: each header's values in their order. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Raw(int status, Map<String, List<String>> headers, byte[] body) {
    String header(String name) {
      return String.join(" & ", headers.getOrDefault(name, List.of()));
    }
  }

  @Deployment(testable = false)
  static WebArchive war() {
    return War.withFreeEnginePort();
  }

  @Test
  public void everyFileIsServedInEveryCodingAndNothingElse() throws Exception {
    NavigableMap<String, byte[]> files = files();
    String root = "/v/" + version() + "/";

    int served = 0;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String name = file.getKey();
      if (name.endsWith("/") || isEncoded(name, files)) {
        boolean page = PAGES.contains(name + "index.html");
        assertThat(get("/" + name).statusCode()).as(name).isEqualTo(page ? 200 : 404);
        assertThat(get(root + name).statusCode()).as(name).isEqualTo(404);
      } else if (!PAGES.contains(name)) {
        assertServed(root + name, name, file.getValue(), files);
        served++;
      }
    }
    assertThat(served).isGreaterThan(6);
  }

  @Test
  public void folderIsRedirectedByItsPathWithTheSecurityHeaders() throws Exception {
    String request = "GET /docs HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Http.port())) {
      socket.setSoTimeout(LIMIT_MILLIS);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      String response = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);

      assertThat(response)
          .startsWith("HTTP/1.1 307")
          .contains("\r\nLocation: /docs/\r\n")
          .contains("\r\nContent-Security-Policy: ")
          .doesNotContain("evil.example");
    }
  }

  private void assertServed(String path, String name, byte[] content, Map<String, byte[]> files)
      throws Exception {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    HttpResponse<byte[]> raw = get(path);
    assertThat(raw.statusCode()).as(name).isEqualTo(200);
    assertThat(raw.body()).as(name).isEqualTo(content);
    assertThat(type).as(name).isNotNull();
    assertThat(header(raw, "Content-Type").replace(" ", "").toLowerCase(Locale.ROOT))
        .as(name)
        .isEqualTo(type);
    assertThat(header(raw, "Cache-Control")).as(name).isEqualTo(IMMUTABLE);
    assertThat(header(raw, "Content-Length")).as(name).isEqualTo("" + content.length);
    assertThat(header(raw, "Content-Encoding")).as(name).isEmpty();
    for (Map.Entry<String, String> form : Map.of("br", ".br", "gzip", ".gz").entrySet()) {
      byte[] encoded = files.get(name + form.getValue());
      HttpResponse<byte[]> answer = get(path, "Accept-Encoding", form.getKey());
      assertThat(answer.body()).as(name).isEqualTo(encoded == null ? content : encoded);
      assertThat(header(answer, "Content-Encoding"))
          .as(name)
          .isEqualTo(encoded == null ? "" : form.getKey());
      assertThat(header(answer, "Vary")).isEqualTo(encoded == null ? "" : "Accept-Encoding");
      assertSecure(answer);
      HttpResponse<byte[]> again =
          get(path, "Accept-Encoding", form.getKey(), "If-None-Match", header(answer, "ETag"));
      assertThat(again.statusCode()).as(name).isEqualTo(304);
      assertThat(header(again, "ETag")).isEqualTo(header(answer, "ETag"));
      assertThat(header(again, "Cache-Control")).isEqualTo(IMMUTABLE);
      assertThat(header(again, "Vary")).isEqualTo(header(answer, "Vary"));
      assertSecure(again);
    }
  }

  @Test
  public void pageIsRevalidatedAndItsLinksLeadToFiles() throws Exception {
    for (String path :
        List.of("/", "/index.html", "/t/amber-owl-42", "/t/%E6%9D%B1?x=1", "/docs/")) {
      HttpResponse<byte[]> page = get(path);
      String html = new String(page.body(), UTF_8);
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(header(page, "Content-Type").replace(" ", "").toLowerCase(Locale.ROOT))
          .isEqualTo("text/html;charset=utf-8");
      assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
      assertThat(html).doesNotContain("amber").contains("<script type=\"module\" src=\"");
      assertSecure(page);
      for (String link : html.split(" (?:href|src)=\"", -1)) {
        String target = link.substring(0, Math.max(0, link.indexOf('"')));
        if (target.contains("v/")) {
          HttpResponse<byte[]> file = get(URI.create(path).resolve(target).getPath());
          assertThat(file.statusCode()).as(target).isEqualTo(200);
          assertThat(header(file, "Cache-Control")).isEqualTo(IMMUTABLE);
        }
      }
      HttpResponse<byte[]> gzip = get(path, "Accept-Encoding", "gzip, deflate, br");
      assertThat(header(gzip, "Content-Encoding")).isEqualTo("gzip");
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip.body()))) {
        assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(html);
      }
    }
  }

  @Test
  public void docsPathWithoutTheSlashIsRedirected() throws Exception {
    HttpResponse<byte[]> redirect = get("/docs");

    assertThat(redirect.statusCode()).isBetween(301, 308);
    assertThat(header(redirect, "Location")).endsWith("/docs/");
  }

  @Test
  public void filesOfAnotherVersionAreServedButNotCached() throws Exception {
    HttpResponse<byte[]> other = get("/v/0123456789abcdef/js/main.js");

    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(header(other, "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(get("/js/main.js"), "Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  public void clientAloneIsReadableByPagesOfOtherSites() throws Exception {
    String root = "/v/" + version() + "/";
    for (String path :
        List.of("/client.js", root + "client.js", "/", "/js/main.js", "/api/roll?expr=d6")) {
      Raw answer = raw("GET " + path + " HTTP/1.1", "Origin: https://elsewhere.example");
      boolean shared = path.endsWith("client.js");

      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.header("access-control-allow-origin"))
          .as(path)
          .isEqualTo(shared ? "*" : "");
      assertThat(answer.header("cross-origin-resource-policy"))
          .as(path)
          .isEqualTo(shared ? "cross-origin" : "");
      assertThat(answer.header("access-control-allow-credentials")).as(path).isEmpty();
      assertSecure(answer, path);
    }
    assertThat(header(get("/client.js"), "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(get(root + "client.js"), "Cache-Control")).isEqualTo(IMMUTABLE);
  }

  @Test
  public void headEqualsGetWithoutTheBody() throws Exception {
    Raw get = raw("GET /js/main.js HTTP/1.1", "Accept-Encoding: br");
    Raw head = raw("HEAD /js/main.js HTTP/1.1", "Accept-Encoding: br");

    assertThat(head.status()).isEqualTo(200);
    assertThat(get.body()).hasSize(Integer.parseInt(get.header("content-length")));
    for (String name :
        List.of("content-length", "content-type", "content-encoding", "etag", "vary")) {
      assertThat(head.header(name)).as(name).isEqualTo(get.header(name)).isNotEmpty();
    }
  }

  @Test
  public void rangeIsAnsweredWithTheWholeFile() throws Exception {
    HttpResponse<byte[]> answer = get("/js/main.js", "Range", "bytes=0-3");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(get("/js/main.js").body());
  }

  @Test
  public void otherMethodsAreRefused() throws Exception {
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
      Raw answer = raw(method + " / HTTP/1.1", "Content-Length: 0");
      assertThat(answer.status()).as(method).isEqualTo(405);
      assertThat(answer.header("allow")).as(method).isEqualTo("GET, HEAD");
      assertSecure(answer, method);
    }
  }

  @Test
  public void unknownPathIsAnsweredByAPageWithAWayHome() throws Exception {
    for (String path : List.of("/absent", "/js/", "/t/", "/absent.jsp", "/t/a/b", "/ws")) {
      Raw answer = raw("GET " + path + " HTTP/1.1");
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.header("content-type")).as(path).startsWith("text/html");
      String home = "../".repeat((int) path.chars().filter(c -> c == '/').count() - 1);
      assertThat(new String(answer.body(), UTF_8))
          .as(path)
          .contains("No page or file has this address.")
          .contains("<a href=\"" + (home.isEmpty() ? "./" : home) + "\">");
      assertSecure(answer, path);
    }
  }

  @Test
  public void pathTraversalReachesNothing() throws Exception {
    for (String path :
        List.of(
            "/WEB-INF/web.xml",
            "/WEB-INF/page/index.html",
            "/v/x/../../WEB-INF/page/index.html",
            "/web-inf/web.xml",
            "/WEB-INF/classes/META-INF/microprofile-config.properties",
            "/WEB-INF/classes/zmq/Signaler.class",
            "/WEB-INF/lib/dicegate.jar",
            "/v/x/../../WEB-INF/lib/dicegate.jar",
            "/WEB-INF;x/web.xml",
            "/%57EB-INF/web.xml",
            "/./WEB-INF/web.xml",
            "/js/../WEB-INF/web.xml",
            "/js/%2e%2e/WEB-INF/web.xml",
            "/js/..%2fWEB-INF/web.xml",
            "/js/..%5cWEB-INF/web.xml",
            "/js/..;/WEB-INF/web.xml",
            "/v/x/../../WEB-INF/web.xml",
            "/v/x/WEB-INF/web.xml",
            "/v/x/%2e%2e/%2e%2e/WEB-INF/web.xml",
            "/t/..%2fWEB-INF%2fweb.xml",
            "/t/../WEB-INF/web.xml",
            "/../../../../etc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/..%c0%af..%c0%afetc/passwd",
            "/js/main.js%00.txt",
            "/js/main.js;.txt",
            "//WEB-INF/web.xml",
            "/META-INF/MANIFEST.MF",
            "/package.json",
            "/js/main.js.br")) {
      for (String more : List.of("X: y", "Upgrade: websocket", "Upgrade: h2c")) {
        Raw answer = raw("GET " + path + " HTTP/1.1", more);
        // The servers refuse some of these before any web application sees them, or redirect a
        // directory to the same path with a slash.
        assertThat(answer.status()).as(path).isIn(301, 302, 400, 403, 404);
        if (answer.status() < 400) {
          String target = URI.create(answer.header("location")).getPath();
          assertThat(target.equals("/") || raw("GET " + target + " HTTP/1.1").status() == 404)
              .as("%s -> %s", path, target)
              .isTrue();
        }
        assertThat(new String(answer.body(), ISO_8859_1))
            .as(path)
            .doesNotContain("web-app", "root:", "Manifest-Version", "dicegate.");
      }
    }
  }

  @Test
  public void handshakesHaveTheSecurityHeadersToo() throws Exception {
    String[] upgrade = {
      "Upgrade: websocket",
      "Connection: Upgrade",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    };
    Raw accepted = raw("GET /ws HTTP/1.1", upgrade);
    List<String> foreign = new ArrayList<>(List.of(upgrade));
    foreign.add("Origin: http://evil.example");
    Raw refused = raw("GET /ws HTTP/1.1", foreign.toArray(String[]::new));

    assertThat(accepted.status()).isEqualTo(101);
    assertSecure(accepted, "accepted");
    assertThat(refused.status()).isEqualTo(403);
    assertSecure(refused, "refused");
  }

  private static void assertSecure(HttpResponse<?> answer) {
    SECURITY.forEach(
        (name, value) ->
            assertThat(answer.headers().allValues(name))
                .as("%s %s", answer.uri(), name)
                .containsExactly(value));
  }

  private static void assertSecure(Raw answer, String what) {
    SECURITY.forEach(
        (name, value) -> assertThat(answer.header(name)).as("%s %s", what, name).isEqualTo(value));
  }

  private String version() throws Exception {
    return new String(get("/").body(), UTF_8).replaceFirst("(?s).*?\"v/([0-9a-f]{16})/.*", "$1");
  }

  private static boolean isEncoded(String name, Map<String, byte[]> files) {
    return name.matches(".*\\.(br|gz)") && files.containsKey(name.substring(0, name.length() - 3));
  }

  /** Returns the page's files in the WAR, and the plain texts that are there in gzip alone. */
  private static NavigableMap<String, byte[]> files() throws IOException {
    NavigableMap<String, byte[]> files = new TreeMap<>();
    try (ZipFile war = new ZipFile(System.getProperty("dicegate.war"))) {
      Enumeration<? extends ZipEntry> entries = war.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (entry.getName().startsWith(PAGE) && entry.getName().length() > PAGE.length()) {
          files.put(
              entry.getName().substring(PAGE.length()), war.getInputStream(entry).readAllBytes());
        }
      }
    }
    for (Map.Entry<String, byte[]> file : List.copyOf(files.entrySet())) {
      if (file.getKey().endsWith(".gz")) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(file.getValue()))) {
          String plain = file.getKey().substring(0, file.getKey().length() - ".gz".length());
          files.putIfAbsent(plain, in.readAllBytes());
        }
      }
    }
    return files;
  }

  private static String header(HttpResponse<?> answer, String name) {
    return String.join(" & ", answer.headers().allValues(name));
  }

  private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(Http.uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return Http.CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** Sends a request unchanged, and reads the response, of an upgrade only the headers. */
  private static Raw raw(String line, String... headers) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), Http.port())) {
      socket.setSoTimeout(LIMIT_MILLIS);
      StringBuilder request =
          new StringBuilder(line).append("\r\nHost: 127.0.0.1:").append(Http.port()).append("\r\n");
      for (String header : headers) {
        request.append(header).append("\r\n");
      }
      if (!List.of(headers).contains("Connection: Upgrade")) {
        request.append("Connection: close\r\n");
      }
      socket.getOutputStream().write(request.append("\r\n").toString().getBytes(UTF_8));
      socket.getOutputStream().flush();
      InputStream in = socket.getInputStream();
      int status = Integer.parseInt(line(in).split(" ", -1)[1]);
      Map<String, List<String>> found = new TreeMap<>();
      for (String header = line(in); !header.isEmpty(); header = line(in)) {
        String[] parts = header.split(": *", 2);
        found
            .computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
            .add(parts[1]);
      }
      return new Raw(status, found, body(in, line, status, found));
    }
  }

  private static byte[] body(
      InputStream in, String line, int status, Map<String, List<String>> headers)
      throws IOException {
    if (status == 101 || line.startsWith("HEAD ")) {
      return new byte[0];
    }
    List<String> length = headers.get("content-length");
    return length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length.get(0)));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
