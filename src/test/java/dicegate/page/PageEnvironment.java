package dicegate.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dicegate.table.valkey.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The processes that all tests of the page share: the server, a Redis for its tables if one is
 * installed, another site, and the browser. Confined to the thread of the tests.
 */
final class PageEnvironment implements AutoCloseable {

  /** The limit on each wait; a machine under load may need this long for a page or an answer. */
  static final Duration WAIT_LIMIT = Duration.ofSeconds(30);

  /** The same limit for Playwright, which takes milliseconds as a double. */
  static final double WAIT_LIMIT_MILLIS = WAIT_LIMIT.toSeconds() * 1e3;

  /** A host name of this machine that browsers do not trust, unlike loopback. */
  static final String LAN_HOST = "dice.lan";

  /** Of all browsers. */
  private static final List<String> SWITCHES =
      List.of(
          // Tests run as root in containers, where a sandbox cannot be made.
          "--no-sandbox",
          "--disable-dev-shm-usage",
          // Most browsers treat loopback as a secure context, but not another address on the LAN.
          "--host-resolver-rules=MAP " + LAN_HOST + " 127.0.0.1");

  /** Without WebGL, whose emulation costs each page a second of both cores. */
  private static final List<String> FLAT_SWITCHES = List.of("--disable-gpu", "--disable-3d-apis");

  /** WebGL without a graphics card; the page itself is drawn without it. */
  private static final List<String> WEBGL_SWITCHES =
      List.of(
          "--use-angle=swiftshader",
          "--enable-unsafe-swiftshader",
          "--disable-gpu-rasterization",
          "--disable-gpu-compositing");

  private final @Nullable RedisServer redis;
  private final PageServer server;
  private final OtherSite otherSite;
  private final Playwright playwright;
  private final Browser browser;
  private @Nullable Browser webglBrowser;

  private PageEnvironment(
      @Nullable RedisServer redis,
      PageServer server,
      OtherSite otherSite,
      Playwright playwright,
      Browser browser) {
    this.redis = redis;
    this.server = server;
    this.otherSite = otherSite;
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts all processes. */
  static PageEnvironment open() {
    PlaywrightAssertions.setDefaultAssertionTimeout(WAIT_LIMIT_MILLIS);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    RedisServer redis = null;
    OtherSite otherSite = OtherSite.start();
    try {
      Browser browser = launch(playwright, FLAT_SWITCHES);
      boolean shares = RedisServer.isInstalled() || System.getenv("CI") != null;
      redis = shares ? RedisServer.start("--appendonly", "yes") : null;
      Map<String, String> variables = new TreeMap<>();
      variables.put("DICEGATE_ORIGINS", otherSite.origin());
      variables.put("DICEGATE_TABLE_HISTORY", "10000");
      variables.put("DICEGATE_WEBHOOKS", "true");
      if (redis != null) {
        variables.put("DICEGATE_BUS", redis.url());
      }
      PageServer server = PageServer.start(variables);
      return new PageEnvironment(redis, server, otherSite, playwright, browser);
    } catch (RuntimeException e) {
      otherSite.close();
      Optional.ofNullable(redis).ifPresent(RedisServer::close);
      playwright.close();
      throw e;
    }
  }

  PageServer server() {
    return server;
  }

  OtherSite otherSite() {
    return otherSite;
  }

  /** Tells whether tables outlive the server, since they are in a Redis. */
  boolean tablesOutliveServer() {
    return redis != null;
  }

  /** Returns a browser without WebGL. */
  Browser browser() {
    return browser;
  }

  Browser webglBrowser() {
    if (webglBrowser == null) {
      webglBrowser = launch(playwright, WEBGL_SWITCHES);
    }
    return webglBrowser;
  }

  @Override
  public void close() {
    Optional.ofNullable(webglBrowser).ifPresent(Browser::close);
    browser.close();
    playwright.close();
    server.close();
    otherSite.close();
    Optional.ofNullable(redis).ifPresent(RedisServer::close);
  }

  private static Browser launch(Playwright playwright, List<String> switches) {
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(Chromium.program())
                .setArgs(Stream.concat(SWITCHES.stream(), switches.stream()).toList())
                .setTimeout(4 * WAIT_LIMIT_MILLIS));
  }
}
