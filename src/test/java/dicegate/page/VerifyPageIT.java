package dicegate.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rolls are verified from the log, and saved logs on a page of their own. */
@ExtendWith(PageEnvironmentExtension.class)
final class VerifyPageIT {

  private static final String OVERFLOW =
      "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";

  /** Opens the dialog again before the page is told that it was closed. */
  private static final String REOPEN =
      """
      () => {
        document.querySelector('dialog[open]').close();
        document.querySelector('button.verify').click();
      }
      """;

  /** The log of the tests of all checkers. */
  private static final Path EXPORT = Path.of("src/test/resources/dicegate/verify/export.json");

  /** The number of the first roll, and another one. */
  private static final String FIRST = "\"index\":0";

  private static final String EIGHTH = "\"index\":7";

  /** Drops a text as a file. */
  private static final String DROP =
      """
      (text) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], 'log.json'));
        dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
      }
      """;

  @Test
  void rollAloneIsVerified(Visitors visitors) {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    ana.awaitConnected();
    Locator row = ana.rolls("3d6+2");

    assertThat(row.locator(".checkable")).hasText(Pattern.compile("can be verified"));
    Locator dialog = verifies(ana, row);
    assertThat(dialog.locator(".verify-said")).hasAttribute("data-kind", "ok");
    assertThat(dialog.locator(".verify-said")).containsText("from the player's seed");
    Locator numbers = dialog.locator(".verify-numbers");
    assertThat(numbers).isHidden();
    dialog.locator("summary").press("Enter");
    assertThat(numbers).containsText("3d6+2");
    assertThat(numbers.locator("dd").first()).hasText(Pattern.compile("[0-9a-f]{64}"));
    ana.page().keyboard().press("Escape");
    assertThat(row.locator("button.verify")).isFocused();
    Locator again = verifies(ana, row).locator(".verify-said");
    assertThat(again).hasAttribute("data-kind", "ok");
    ana.page().evaluate(REOPEN);
    assertThat(again).hasAttribute("data-kind", "ok");
  }

  @Test
  void everybodyAtTheTableVerifiesEverybodysRolls(Visitors visitors) {
    Visitor gina = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    gina.setsName("Gina");
    Visitor bo = visitors.create(VisitorProfile.DESKTOP.reducingMotion());
    bo.joins(gina.opensTable(), "Bo");
    bo.rolls("4d6kh3");
    gina.awaitRows(1);
    gina.rolls("1d20");
    bo.awaitRows(2);

    for (Visitor each : new Visitor[] {gina, bo}) {
      for (int row = 0; row < 2; row++) {
        Locator dialog = verifies(each, each.rows().nth(row));
        assertThat(dialog.locator(".verify-said")).hasAttribute("data-kind", "ok");
        assertThat(dialog.locator(".verify-said")).not().containsText("does not know");
        each.page().keyboard().press("Escape");
      }
    }
  }

  @Test
  void hiddenRollIsVerifiedAfterItsReveal(Visitors visitors) {
    Visitor gina = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    gina.setsName("Gina");
    Visitor bo = visitors.create(VisitorProfile.DESKTOP.reducingMotion());
    bo.joins(gina.opensTable(), "Bo");
    bo.choosesAudience("blind");
    bo.asks("2d6");

    Locator hidden = bo.rows().first();
    assertThat(hidden).hasAttribute("data-status", "hidden");
    assertThat(hidden.locator(".checkable")).containsText("when it is revealed");
    assertThat(hidden.locator("button.verify")).hasCount(0);
    gina.awaitRows(1);
    assertThat(verifies(gina, gina.rows().first()).locator(".verify-said"))
        .hasAttribute("data-kind", "ok");
    gina.page().keyboard().press("Escape");
    gina.rows().first().locator("button.reveal").click();

    bo.awaitRows(2);
    for (int row = 0; row < 2; row++) {
      Locator said = verifies(bo, bo.rows().nth(row)).locator(".verify-said");
      assertThat(said).hasAttribute("data-kind", "ok");
      bo.page().keyboard().press("Escape");
    }
    assertThat(bo.frames())
        .as("the key of the hidden roll before its reveal")
        .noneMatch(frame -> frame.contains("\"hidden\":true") && frame.contains("\"key\""));
  }

  @Test
  void seedOfThePlayerIsMixedIn(Visitors visitors) {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    ana.awaitConnected();
    ana.button("Settings").click();
    Locator settings = ana.page().locator("#settings");
    Locator field = settings.getByLabel("Your seed");
    assertThat(settings.locator(".seed-help code")).hasText(Pattern.compile("[0-9a-f]{32}"));
    field.fill("Würfel");
    field.press("Tab");
    assertThat(settings.locator(".seed-help code")).hasText(Pattern.compile("Würfel [0-9a-f]{32}"));
    ana.page().keyboard().press("Escape");

    Locator dialog = verifies(ana, ana.rolls("1d100"));

    assertThat(dialog.locator(".verify-said")).hasAttribute("data-kind", "ok");
    dialog.locator("summary").click();
    assertThat(dialog.locator(".verify-numbers")).containsText("Würfel ");
  }

  @Test
  void savedLogIsRightAndAForgedOneIsWrong(Visitors visitors) throws IOException {
    Visitor gina = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    gina.setsName("Gina");
    Visitor bo = visitors.create(VisitorProfile.DESKTOP.reducingMotion());
    bo.joins(gina.opensTable(), "Bo");
    for (int roll = 1; roll <= 3; roll++) {
      bo.rolls("3d6");
      gina.awaitRows(roll);
    }
    gina.choosesAudience("gm");
    gina.rolls("2d10");
    String log = exports(gina);
    assertThat(log).contains("\"commitments\"", "\"key\"");

    Visitor eve = visitors.create(VisitorProfile.DESKTOP.reducingMotion());
    eve.open("/verify/");
    choose(eve, log);
    assertThat(verdict(eve)).hasAttribute("data-kind", "ok");
    assertThat(verdict(eve)).containsText("4 verified");
    assertThat(eve.page().locator(".finding")).hasCount(4);

    int total = Integer.parseInt(log.replaceAll("(?s).*?\"total\": (\\d+).*", "$1"));
    choose(eve, log.replaceFirst("\"total\": " + total, "\"total\": " + (total % 18 + 1)));
    assertThat(verdict(eve)).hasAttribute("data-kind", "wrong");
    assertThat(eve.page().locator(".finding").first()).containsText("total is not the sum");

    choose(eve, log.replaceFirst("\"seed\": \"[0-9a-f]", "\"seed\": \"x"));
    assertThat(verdict(eve)).hasAttribute("data-kind", "wrong");
    choose(eve, "{}");
    assertThat(verdict(eve)).containsText("not a log");
  }

  @Test
  void ownLogIsCheckedWithoutAServer(Visitors visitors) throws IOException {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    ana.awaitConnected();
    ana.rolls("3d6");
    ana.asks("3d6+");
    assertThat(ana.page().locator("#problem")).isVisible();
    ana.rolls("2d20kh1");
    String log = exports(ana);
    ana.page().locator("#export").getByRole(AriaRole.BUTTON).last().click();

    Visitor eve = visitors.create(VisitorProfile.DESKTOP.reducingMotion());
    eve.open("/verify/");
    assertThat(eve.page().locator("#drop")).isVisible();
    eve.page().context().setOffline(true);
    choose(eve, log);

    assertThat(verdict(eve)).hasAttribute("data-kind", "partly");
    assertThat(verdict(eve)).containsText("2 verified");
    assertThat(eve.page().locator("#notes li")).hasText(Pattern.compile("1 number without a roll"));
    choose(eve, Files.readString(EXPORT));
    assertThat(verdict(eve)).containsText("13 verified, 10 verified in part, 4 not verifiable.");
    choose(eve, log);
    assertThat(verdict(eve)).containsText("2 verified");

    eve.page().evaluate(DROP, log.replaceFirst("\"index\": 0", "\"index\": 7"));
    assertThat(verdict(eve)).hasAttribute("data-kind", "wrong");
  }

  @Test
  void logOfSomebodyWhoCameLateHasNoFalseAlarm(Visitors visitors) throws IOException {
    Visitor gina = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    gina.setsName("Gina");
    String table = gina.opensTable();
    gina.rolls("3d6");
    gina.rolls("1d20+2");
    Visitor bo = visitors.create(VisitorProfile.DESKTOP.reducingMotion());
    bo.joins(table, "Bo");
    bo.awaitRows(2);
    gina.rolls("2d8");
    bo.awaitRows(3);
    bo.rolls("2d20kl1");
    String log = exports(bo);
    assertThat(log.replaceAll("\\s", "")).contains("\"begun\":true", "\"present\":[[3,4]]");

    Visitor eve = visitors.create(VisitorProfile.DESKTOP.reducingMotion());
    eve.open("/verify/");
    choose(eve, log);

    assertThat(verdict(eve)).hasAttribute("data-kind", "partly");
    assertThat(verdict(eve)).containsText("Rolls: 4 verified.");
    assertThat(eve.page().locator("#notes li"))
        .hasText(Pattern.compile("^2 rolls are from before whoever saved this log came"));
  }

  @Test
  void serverThatTakesAnotherNumberIsFoundAtOnce(Visitors visitors) {
    Visitor ana = visitors.create(VisitorProfile.DESKTOP.reducingMotion());
    ana.page()
        .routeWebSocket(
            url -> true,
            socket ->
                socket
                    .connectToServer()
                    .onMessage(frame -> socket.send(frame.text().replace(FIRST, EIGHTH))));
    ana.open("/");
    ana.awaitConnected();

    Locator row = ana.rolls("3d6");

    assertThat(row.locator(".fault")).containsText("Wrong: The server has left out numbers");
    Locator said = verifies(ana, row).locator(".verify-said");
    assertThat(said).hasAttribute("data-kind", "wrong");
  }

  @ParameterizedTest
  @CsvSource({
    "desktop-dark, 1280, 800, DARK",
    "desktop-light, 1280, 800, LIGHT",
    "phone-dark, 390, 844, DARK",
    "phone-light, 390, 844, LIGHT"
  })
  void axeReportsNoViolations(
      String name, int width, int height, ColorScheme scheme, Visitors visitors)
      throws IOException {
    VisitorProfile profile =
        VisitorProfile.DESKTOP.sized(width, height).preferring(scheme).reducingMotion();
    AccessibilityScan scan = new AccessibilityScan("verify-" + name);
    Visitor ana = AccessibilityScan.prepare(visitors.create(profile));
    ana.open("/");
    ana.awaitConnected();
    Locator row = ana.rolls("3d6");
    assertThat(row.locator(".checkable")).isVisible();
    scan.at(ana, "row");
    Locator dialog = verifies(ana, row);
    assertThat(dialog.locator(".verify-said")).hasAttribute("data-kind", "ok");
    dialog.locator("summary").click();
    scan.at(ana, "dialog");
    ana.page().keyboard().press("Escape");
    ana.button("Settings").click();
    assertThat(ana.page().getByLabel("Your seed")).isVisible();
    ana.page().getByLabel("Your seed").scrollIntoViewIfNeeded();
    scan.at(ana, "settings");
    ana.page().keyboard().press("Escape");
    String log = exports(ana);

    Visitor eve = AccessibilityScan.prepare(visitors.create(profile));
    eve.open("/verify/");
    scan.at(eve, "page");
    choose(eve, log);
    assertThat(verdict(eve)).hasAttribute("data-kind", "ok");
    eve.page().locator("summary").first().click();
    scan.at(eve, "right");
    choose(eve, log.replaceFirst("\"seed\": \"[0-9a-f]", "\"seed\": \"x"));
    assertThat(verdict(eve)).hasAttribute("data-kind", "wrong");
    scan.at(eve, "wrong");

    assertThat(scan.violations()).isEmpty();
    assertThat(eve.page().evaluate(OVERFLOW)).as("scrolls sideways by").isEqualTo(0);
  }

  /** Presses the button of a row, and returns the dialog. */
  private static Locator verifies(Visitor visitor, Locator row) {
    row.locator("button.verify").press("Enter");
    Locator dialog =
        visitor
            .page()
            .getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Verify a roll"));
    assertThat(dialog.locator(".verify-said")).not().hasAttribute("data-kind", "");
    return dialog;
  }

  private static Locator verdict(Visitor visitor) {
    return visitor.page().locator("#verdict");
  }

  /** Saves the log as JSON. */
  private static String exports(Visitor visitor) throws IOException {
    visitor.button("More…").click();
    visitor.button("Export the log").click();
    Download file =
        visitor.page().waitForDownload(() -> visitor.button("Save as JSON").press("Enter"));
    return text(file);
  }

  private static String text(@Nullable Download download) throws IOException {
    assertThat(download).isNotNull();
    return download == null ? "" : Files.readString(download.path());
  }

  private static void choose(Visitor visitor, String log) {
    visitor
        .page()
        .locator("#file")
        .setInputFiles(new FilePayload("log.json", "application/json", log.getBytes(UTF_8)));
  }
}
