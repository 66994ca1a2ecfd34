package dicegate.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StaticSiteTest {

  private static final String PAGE =
      """
      <head>
        <link rel="icon" href="icon.svg">
        <link rel="stylesheet" href="css/page.css">
        <script type="module" src="js/main.js"></script>
      </head>
      <a href="#odds"><a href="https://dice.example/js/main.js"><img src="absent.png">
      """;

  /** What a browser asks of a module that a page of another site imports. */
  private static final Map<String, String> SHARED =
      Map.of("Access-Control-Allow-Origin", "*", "Cross-Origin-Resource-Policy", "cross-origin");

  private final NavigableMap<String, byte[]> files = new TreeMap<>();
  private final StaticSite site;

  StaticSiteTest() {
    put("index.html", PAGE);
    put("icon.svg", "<svg/>");
    put("picture.png", "png");
    put("css/page.css", "body{}");
    put("css/page.css.br", "br of css");
    put("css/page.css.gz", "gz of css");
    put("js/main.js", "import { a } from './a.js';\nimport('./late.js');\n");
    put("js/a.js", "// import './no.js'\nexport {\n  b,\n} from './views/b.js';\n");
    put("js/views/b.js", " * import './no.js';\nimport '../a.js';\nexport const from = 'x';\n");
    put("js/late.js", "import './later.js';\n");
    put("js/later.js", "");
    put("notes.br", "of its own");
    put("docs/index.html", PAGE + "<a href=\"api.json\">");
    put("docs/api.json", "{}");
    put("verify/index.html", PAGE);
    put("client.js", "export { a } from './js/late.js';\n");
    site = new StaticSite(files);
  }

  @Test
  void pageLinksToTheFilesOfThisVersionRelatively() {
    String prefix = "v/" + site.version() + "/";

    String page = text(get("/"));

    assertThat(page)
        .contains("rel=\"icon\" href=\"" + prefix + "icon.svg\"")
        .contains("href=\"" + prefix + "css/page.css\"")
        .contains("src=\"" + prefix + "js/main.js\"")
        .contains("href=\"#odds\"", "\"https://dice.example/js/main.js\"", "\"absent.png\"");
    assertThat(get("/index.html").body()).isEqualTo(get("/").body());
  }

  @Test
  void docsPageIsServedAtItsFolderAndLinksToFilesFromThere() {
    String page = text(get("/docs/"));

    assertThat(page)
        .contains("src=\"../v/" + site.version() + "/js/main.js\"")
        .contains("href=\"api.json\"");
    assertThat(get("/docs/index.html").body()).isEqualTo(get("/docs/").body());
    assertThat(get("/docs/").headers()).containsEntry("Cache-Control", "no-cache");
    assertThat(text(get("/docs/api.json"))).isEqualTo("{}");
  }

  @Test
  void pageOfSavedLogsIsServedAtItsFolder() {
    assertThat(text(get("/verify/"))).contains("src=\"../v/" + site.version() + "/js/main.js\"");
    assertThat(get("/verify/index.html").body()).isEqualTo(get("/verify/").body());
    assertThat(site.isFolder("/verify")).isTrue();
    assertThat(site.isFolder("/js")).isFalse();
  }

  @Test
  void modulesOfTheFirstLoadArePreloadedInTheOrderOfDiscovery() {
    assertThat(text(get("/")))
        .containsSubsequence(
            "rel=\"modulepreload\" href=\"v/" + site.version() + "/js/a.js\"",
            "rel=\"modulepreload\" href=\"v/" + site.version() + "/js/views/b.js\"",
            "</head>")
        .doesNotContain("late", "no.js");
  }

  @Test
  void tablePageLinksUpwardsAndDoesNotContainTheTablesName() {
    String page = text(get("/t/%3Cb%3Eamber"));

    assertThat(page)
        .contains("src=\"../v/" + site.version() + "/js/main.js\"")
        .contains("href=\"../v/" + site.version() + "/js/a.js\"")
        .doesNotContain("amber");
    assertThat(get("/t/other").body()).isEqualTo(page.getBytes(UTF_8));
  }

  @Test
  void filesOfThisVersionAreCachedForEverAndOthersAreRevalidated() {
    String keep = "public, max-age=31536000, immutable";

    assertThat(get("/v/" + site.version() + "/js/a.js").headers())
        .containsEntry("Cache-Control", keep)
        .containsEntry("Content-Type", "text/javascript; charset=utf-8")
        .containsKey("ETag");
    assertThat(get("/v/0000/js/a.js").headers()).containsEntry("Cache-Control", "no-cache");
    assertThat(get("/js/a.js").headers()).containsEntry("Cache-Control", "no-cache");
    assertThat(get("/").headers()).containsEntry("Cache-Control", "no-cache");
  }

  @Test
  void codingIsNegotiatedAndHasItsOwnEntityTag() {
    FileResponse raw = get("/css/page.css");
    FileResponse brotli = get("/css/page.css", "br, gzip", null).orElseThrow();
    FileResponse gzip = get("/css/page.css", "gzip", null).orElseThrow();

    assertThat(text(raw)).isEqualTo("body{}");
    assertThat(text(brotli)).isEqualTo("br of css");
    assertThat(text(gzip)).isEqualTo("gz of css");
    assertThat(raw.headers()).containsEntry("Vary", "Accept-Encoding");
    assertThat(raw.headers()).doesNotContainKey("Content-Encoding");
    assertThat(brotli.headers())
        .containsEntry("Vary", "Accept-Encoding")
        .containsEntry("Content-Encoding", "br");
    assertThat(new String[] {tag(raw), tag(brotli), tag(gzip)})
        .doesNotHaveDuplicates()
        .allMatch(tag -> tag.matches("\"[0-9a-f]{16}(-br|-gzip)?\""));
  }

  @Test
  void pageIsGzippedWhenTheServerStarts() throws Exception {
    FileResponse gzip = get("/", "br, gzip", null).orElseThrow();

    assertThat(gzip.headers()).containsEntry("Content-Encoding", "gzip");
    try (var in = new GZIPInputStream(new java.io.ByteArrayInputStream(gzip.body()))) {
      assertThat(in.readAllBytes()).isEqualTo(get("/").body());
    }
  }

  @Test
  void fileThatIsThereInGzipAloneIsRestored() throws Exception {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write("export const a = 1;".getBytes(UTF_8));
    }
    files.put("js/packed.js.gz", gzip.toByteArray());
    put("js/packed.js.br", "br of packed");
    StaticSite packed = new StaticSite(files);

    Asset asset = Objects.requireNonNull(packed.assets().get("js/packed.js"));

    assertThat(asset.encodings())
        .containsOnlyKeys(ContentCoding.BROTLI, ContentCoding.GZIP, ContentCoding.IDENTITY);
    assertThat(new String(asset.bytes(ContentCoding.IDENTITY), UTF_8))
        .isEqualTo("export const a = 1;");
    assertThat(asset.bytes(ContentCoding.GZIP)).isEqualTo(gzip.toByteArray());
    assertThat(packed.assets()).doesNotContainKeys("js/packed.js.gz", "js/packed.js.br");
  }

  @Test
  void currentCopyIsAnsweredWithNotModified() {
    String raw = tag(get("/css/page.css"));
    String brotli = tag(get("/css/page.css", "br", null).orElseThrow());

    for (String header : new String[] {raw, "W/" + raw, "\"x\" , " + raw, "*"}) {
      FileResponse response = get("/css/page.css", null, header).orElseThrow();
      assertThat(response.status()).as(header).isEqualTo(304);
      assertThat(response.body()).isEmpty();
      assertThat(response.headers())
          .containsOnly(
              Map.entry("ETag", raw),
              Map.entry("Vary", "Accept-Encoding"),
              Map.entry("Cache-Control", "no-cache"));
    }
    for (String header : new String[] {brotli, "", "\"\"", raw.replace("\"", "")}) {
      assertThat(get("/css/page.css", null, header).orElseThrow().status())
          .as(header)
          .isEqualTo(200);
    }
  }

  @Test
  void notAcceptableListsTheAvailableCodings() {
    FileResponse response = get("/picture.png", "br, identity;q=0", null).orElseThrow();

    assertThat(response.status()).isEqualTo(406);
    assertThat(text(response)).contains("identity");
  }

  @Test
  void onlyGetAndHeadAreAllowed() {
    FileResponse response = site.answer(new FileRequest("POST", "/", null, null)).orElseThrow();

    assertThat(response.status()).isEqualTo(405);
    assertThat(response.headers()).containsEntry("Allow", "GET, HEAD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/js",
        "/js/",
        "/v/",
        "/v/0/",
        "/v/0/index.html",
        "/v/0/v/0/js/a.js",
        "/v/../js/a.js/",
        "/css/page.css.br",
        "/css/page.css.gz",
        "/css/../js/a.js",
        "/css/%2e%2e/js/a.js",
        "//js/a.js",
        "/js//a.js",
        "/js/a.js;x=1",
        "/js/a.js/",
        "/JS/A.JS",
        "/js%2fa.js",
        "/WEB-INF/web.xml",
        "../",
        "/../",
        "/t/",
      })
  void otherPathsAreNotFound(String path) {
    assertThat(get(path, null, null)).isEmpty();
  }

  @Test
  void fileWithTheSuffixOfACodingButNoOriginalIsServed() {
    assertThat(text(get("/notes.br"))).isEqualTo("of its own");
  }

  @Test
  void clientAndTheModulesThatItNeedsAreReadableByPagesOfEverySite() {
    for (String path :
        List.of("/client.js", "/v/" + site.version() + "/client.js", "/v/0/client.js")) {
      FileResponse file = get(path);
      FileResponse current = get(path, null, tag(file)).orElseThrow();

      assertThat(current.status()).isEqualTo(304);
      assertThat(List.of(file.headers(), current.headers()))
          .as(path)
          .allSatisfy(headers -> assertThat(headers).containsAllEntriesOf(SHARED));
    }
    assertThat(get("/js/late.js").headers()).containsAllEntriesOf(SHARED);
    assertThat(get("/js/later.js").headers()).containsAllEntriesOf(SHARED);
    assertThat(get("/client.js").headers()).containsEntry("Cache-Control", "no-cache");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/index.html",
        "/t/amber",
        "/docs/",
        "/docs/api.json",
        "/js/main.js",
        "/icon.svg"
      })
  void nothingElseIsReadableByPagesOfOtherSites(String path) {
    assertThat(get(path).headers()).doesNotContainKeys(SHARED.keySet().toArray(String[]::new));
  }

  @Test
  void versionDependsOnAllFilesExceptThePage() {
    put("index.html", PAGE + "<p>more</p>");
    assertThat(new StaticSite(files).version()).isEqualTo(site.version());

    put("js/later.js", "export {};");
    assertThat(new StaticSite(files).version()).isNotEqualTo(site.version());
  }

  private void put(String name, String text) {
    files.put(name, text.getBytes(UTF_8));
  }

  private FileResponse get(String path) {
    return get(path, null, null).orElseThrow();
  }

  private Optional<FileResponse> get(
      String path, @Nullable String encoding, @Nullable String match) {
    return site.answer(new FileRequest("GET", path, encoding, match));
  }

  private static String text(FileResponse response) {
    return new String(response.body(), UTF_8);
  }

  private static String tag(FileResponse response) {
    return response.headers().getOrDefault("ETag", "none");
  }
}
