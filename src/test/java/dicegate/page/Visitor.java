package dicegate.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.WebSocket;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Somebody with a browser of their own, and what they meet at the page. Confined to the thread of
 * the tests.
 */
final class Visitor {

  private static final String WATCH_POLICY =
      """
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
        breached(`${violatedDirective} ${blockedURI} ${sample}`));
      """;

  private final BrowserContext context;
  private final Page page;
  private final String origin;
  private final List<String> troubles = new ArrayList<>();
  private final List<Pattern> expected = new ArrayList<>();
  private final List<String> frames = new ArrayList<>();

  Visitor(BrowserContext context, String origin) {
    this.context = context;
    this.origin = origin;
    context.setDefaultTimeout(PageEnvironment.PATIENCE_MILLIS);
    context.exposeFunction("breached", args -> troubles.add("CSP: " + args[0]));
    context.addInitScript(WATCH_POLICY);
    context.onRequest(this::note);
    page = context.newPage();
    page.onConsoleMessage(this::note);
    page.onPageError(error -> trouble("uncaught: " + error));
    page.onWebSocket(this::listen);
  }

  Page page() {
    return page;
  }

  /** Returns where the page is served, without a slash. */
  String origin() {
    return origin;
  }

  /**
   * Lets errors pass in which this is found.
   *
   * @param regex of {@link Pattern}
   */
  void expects(String regex) {
    expected.add(Pattern.compile(regex));
  }

  /**
   * Opens an address of the server.
   *
   * @param path from the root
   */
  void open(String path) {
    page.navigate(origin + path);
  }

  /** Waits until the page is connected. */
  void awaitConnected() {
    assertThat(page.locator("#connection")).hasAttribute("data-phase", "open");
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

  /** Types a roll and presses Enter, with the mouse's and the finger's help as needed. */
  void asks(String text) {
    input().fill(text);
    input().press("Enter");
  }

  /**
   * Rolls, and waits until the dice lie.
   *
   * @return the row
   */
  Locator rolls(String text) {
    int before = rows().count();
    asks(text);
    assertThat(rows()).hasCount(before + 1);
    Locator row = rows().first();
    assertThat(row).hasAttribute("data-status", "rolled");
    return row;
  }

  /** Waits until so many rows are in the log, all of them told. */
  void awaitRows(int count) {
    assertThat(page.locator("#rows > li.row[data-status=rolled]")).hasCount(count);
    assertThat(rows()).hasCount(count);
  }

  /** Returns what each row of the log says, newest first, without the names of buttons. */
  List<String> log() {
    return rows().locator(".head .expr, .total").allInnerTexts().stream()
        .map(text -> text.replace("Total", "").strip())
        .toList();
  }

  /** Tells their name in the settings. */
  void isCalled(String name) {
    button("Settings").click();
    Locator settings = page.getByRole(AriaRole.DIALOG);
    settings.getByLabel("Your name").fill(name);
    settings.getByLabel("Your name").press("Tab");
    settings.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close")).click();
    assertThat(settings).isHidden();
  }

  /**
   * Opens a table.
   *
   * @return the path and fragment of the link for players
   */
  String opensTable() {
    button("Share this table").click();
    Locator link = page.locator("#invite-link");
    assertThat(link).hasValue(Pattern.compile(".*/t/[^#]+#k=.+"));
    String address = link.inputValue();
    page.keyboard().press("Escape");
    assertThat(page.locator("#invite")).isHidden();
    return address.substring(address.indexOf("/t/"));
  }

  /** Comes by a link to a table, and says a name. */
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
   * @param value of the option
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
  void shows(String audience) {
    page.getByLabel("Who sees it").selectOption(audience);
  }

  /** Returns all that the server has sent over WebSockets so far. */
  List<String> frames() {
    return List.copyOf(frames);
  }

  /** Returns all that was met and not expected. */
  List<String> troubles() {
    return troubles.stream()
        .filter(trouble -> expected.stream().noneMatch(each -> each.matcher(trouble).find()))
        .toList();
  }

  /**
   * Keeps what is to be seen.
   *
   * @param name of the file under target/screenshots
   */
  void photograph(String name) {
    try {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(PageServer.target().resolve("screenshots").resolve(name + ".png")));
    } catch (PlaywrightException e) {
      System.getLogger("test").log(System.Logger.Level.WARNING, "no picture of " + name, e);
    }
  }

  void leave() {
    context.close();
  }

  private void trouble(String text) {
    troubles.add(text);
  }

  private void note(ConsoleMessage message) {
    if (message.type().equals("error")) {
      trouble("console: " + message.text() + " " + message.location());
    }
  }

  private void note(Request request) {
    String url = request.url();
    if (!url.startsWith(origin + "/") && !url.startsWith("data:")) {
      trouble("request to another host: " + url);
    }
  }

  private void listen(WebSocket socket) {
    if (!socket.url().startsWith(origin.replace("http", "ws") + "/")) {
      trouble("WebSocket to another host: " + socket.url());
    }
    socket.onFrameReceived(frame -> frames.add(frame.text()));
  }
}
