package dicegate.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.WebSocket;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A user of the page with a browser context of their own: operates the page, and records errors and
 * received frames. Confined to the thread of the tests.
 */
final class Visitor {

  /** The faces of a die of Fate in the log, sign and word, with their values. */
  private static final Map<String, String> FATE =
      Map.of("\u2212minus", "-1", "blank", "0", "+plus", "1");

  private static final String REPORT_VIOLATIONS =
      """
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
        reportViolation(`${violatedDirective} ${blockedURI} ${sample}`));
      """;

  /**
   * Returns whether all modules that are loaded at idle time are there. An import is complete when
   * all modules that it needs are, which may be files of their own. To be evaluated: {@code
   * waitForFunction} would take the promise itself for a yes.
   */
  private static final String IS_PREPARED =
      """
      async () => {
        const names = ['practice', 'export', 'slug', 'settings', 'help', 'odds', 'explain', 'verification'];
        const modules = await Promise.all(names.map((name) => {
          const found = performance.getEntriesByType('resource')
            .find(({ name: url }) => new RegExp(`/${name}[-.][^/]*js$`).test(url));
          return found ? import(found.name) : null;
        }));
        return !modules.includes(null);
      }
      """;

  private final BrowserContext context;
  private final Page page;

  /** The requests over HTTP that the browser has not finished; of the thread of Playwright. */
  private final Set<Request> unfinished = new HashSet<>();

  private final String origin;
  private final List<String> errors = new ArrayList<>();
  private final List<Pattern> expected = new ArrayList<>();
  private final List<String> frames = new ArrayList<>();

  Visitor(BrowserContext context, String origin) {
    this.context = context;
    this.origin = origin;
    context.setDefaultTimeout(PageEnvironment.WAIT_LIMIT_MILLIS);
    context.exposeFunction("reportViolation", args -> errors.add("CSP: " + args[0]));
    context.addInitScript(REPORT_VIOLATIONS);
    context.onRequest(this::checkRequest);
    page = context.newPage();
    page.onRequest(request -> unfinished.add(request));
    page.onRequestFinished(request -> unfinished.remove(request));
    page.onRequestFailed(request -> unfinished.remove(request));
    page.onConsoleMessage(this::checkMessage);
    page.onPageError(error -> recordError("uncaught: " + error));
    page.onWebSocket(this::checkWebSocket);
  }

  Page page() {
    return page;
  }

  /** Returns the origin of the page, without a slash at the end. */
  String origin() {
    return origin;
  }

  /**
   * Allows errors whose text contains a match.
   *
   * @param regex a regular expression, see {@link Pattern}
   */
  void expects(String regex) {
    expected.add(Pattern.compile(regex));
  }

  /**
   * Opens an address of the server.
   *
   * @param path the path below the root
   */
  void open(String path) {
    page.navigate(origin + path);
  }

  /** Waits until the page is connected. */
  void awaitConnected() {
    assertThat(page.locator("#connection")).hasAttribute("data-phase", "open");
  }

  /** Waits until the page has loaded what a lost connection would keep from being loaded. */
  void awaitPrepared() {
    awaitConnected();
    page.waitForCondition(() -> (Boolean) page.evaluate(IS_PREPARED));
    // A module may run before the browser has done with its connection, which a cut would fail.
    page.waitForCondition(unfinished::isEmpty);
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator input() {
    return page.getByLabel("Dice to roll");
  }

  /** Returns the rows of the log, newest first. */
  Locator rows() {
    return page.locator("#rows > li.row");
  }

  /** Fills the input with a roll and presses Enter; does not wait for the answer. */
  void asks(String text) {
    input().fill(text);
    input().press("Enter");
  }

  /**
   * Rolls, and waits until the log shows the result.
   *
   * @return the row of the roll
   */
  Locator rolls(String text) {
    int before = rows().count();
    asks(text);
    assertThat(rows()).hasCount(before + 1);
    Locator row = rows().first();
    assertThat(row).hasAttribute("data-status", "rolled");
    return row;
  }

  /** Waits until the log has this number of rows, all of them with results. */
  void awaitRows(int count) {
    assertThat(page.locator("#rows > li.row[data-status=rolled]")).hasCount(count);
    assertThat(rows()).hasCount(count);
  }

  /**
   * Clicks a button in a row of the log; on a touch screen, after the tap that shows it.
   *
   * @param name the button's text
   */
  void acts(Locator row, String name) {
    Object hidden =
        row.evaluate(
            "row => matchMedia('(hover: none)').matches && !row.classList.contains('open')");
    if ((Boolean) hidden) {
      row.locator(".head").click();
    }
    row.getByText(name).click();
  }

  /** Returns expression and total of each row of the log, newest first. */
  List<String> log() {
    return rows().locator(".head .expr, .total").allInnerTexts().stream()
        .map(text -> text.replace("Total", "").strip())
        .toList();
  }

  /** Returns the faces in a row of the log, in the format of the tray's {@code data-shown}. */
  static String facesOf(Locator row) {
    return row.locator(".face").allTextContents().stream()
        .map(face -> FATE.getOrDefault(face, face))
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** Enters a name in the settings. */
  void setsName(String name) {
    button("Settings").click();
    Locator settings = page.getByRole(AriaRole.DIALOG);
    settings.getByLabel("Your name").fill(name);
    settings.getByLabel("Your name").press("Tab");
    settings.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close")).click();
    assertThat(settings).isHidden();
  }

  /**
   * Opens a table, under a name of the test if the visitor has none.
   *
   * @return path and fragment of the link for players
   */
  String opensTable() {
    button("Share this table").click();
    Locator name = page.locator("#join-name");
    if (name.isVisible()) {
      name.fill("Host");
      name.press("Enter");
    }
    Locator link = page.locator("#invite-link");
    assertThat(link).hasValue(Pattern.compile(".*/t/[^#]+#k=.+"));
    String address = link.inputValue();
    page.keyboard().press("Escape");
    assertThat(page.locator("#invite")).isHidden();
    return address.substring(address.indexOf("/t/"));
  }

  /** Opens the link to a table, and joins under a name. */
  void joins(String link, String name) {
    open(link);
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    dialog.getByLabel("Your name").fill(name);
    dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Join")).click();
    assertThat(page.locator("#people")).containsText(name);
  }

  /**
   * Changes a setting.
   *
   * @param value the value of the option to select
   */
  void sets(String setting, String value) {
    button("Settings").click();
    page.locator("#settings")
        .getByLabel(setting, new Locator.GetByLabelOptions().setExact(true))
        .selectOption(value);
    page.keyboard().press("Escape");
    assertThat(page.locator("#settings")).isHidden();
  }

  /**
   * Chooses who sees the next rolls.
   *
   * @param audience all, gm, blind or self
   */
  void choosesAudience(String audience) {
    page.getByLabel("Who sees it").selectOption(audience);
  }

  /** Returns all frames that the server has sent over WebSockets so far. */
  List<String> frames() {
    return List.copyOf(frames);
  }

  /** Returns all errors that the test does not expect. */
  List<String> unexpectedErrors() {
    return errors.stream()
        .filter(error -> expected.stream().noneMatch(each -> each.matcher(error).find()))
        .toList();
  }

  /** Returns the size of what scripts use, after a garbage collection. */
  long heapBytes() {
    CDPSession session = context.newCDPSession(page);
    session.send("HeapProfiler.collectGarbage");
    long used = session.send("Runtime.getHeapUsage").get("usedSize").getAsLong();
    session.detach();
    return used;
  }

  /**
   * Saves a screenshot.
   *
   * @param name the file's name in target/screenshots, without extension
   */
  void saveScreenshot(String name) {
    try {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(PageServer.target().resolve("screenshots").resolve(name + ".png")));
    } catch (PlaywrightException e) {
      System.getLogger("test")
          .log(System.Logger.Level.WARNING, "no screenshot saved name=" + name, e);
    }
  }

  void close() {
    context.close();
  }

  private void recordError(String text) {
    errors.add(text);
  }

  private void checkMessage(ConsoleMessage message) {
    if (message.type().equals("error")) {
      recordError("console: " + message.text() + " " + message.location());
    }
  }

  private void checkRequest(Request request) {
    String url = request.url();
    if (!url.startsWith(origin + "/") && !url.startsWith("data:")) {
      recordError("request to another host: " + url);
    }
  }

  private void checkWebSocket(WebSocket socket) {
    if (!socket.url().startsWith(origin.replace("http", "ws") + "/")) {
      recordError("WebSocket to another host: " + socket.url());
    }
    socket.onFrameReceived(frame -> frames.add(frame.text()));
  }
}
