package dicegate.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Media;
import dicegate.table.valkey.TcpProxy;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log as a file and on paper; saved rolls by link and file. */
@ExtendWith(PageEnvironmentExtension.class)
final class ExportPageIT {

  /** More rolls than a table sends when it is joined, and many more than the document has. */
  private static final int ROLLS = 1_250;

  /** Notes what is printed: a headless browser has no printer. */
  private static final String NOTE_PRINTING =
      """
      window.print = () => { window.printedRows = document.querySelectorAll('#printed tbody tr').length; };
      """;

  private static final String LINK =
      "#presets=" + linkText("[[\"d20+5\",\"attack\"],[\"4d6kh3\"]]");

  @Test
  void csvAndJsonHaveAllThatTheTableKeeps(Visitors visitors) throws Exception {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    ana.setsName("Ana");
    try (TableRoller roller = TableRoller.join(ana, ana.opensTable(), "=Roy")) {
      roller.rollUpTo(ROLLS, 7, "rare");
    }
    ana.page().reload();
    ana.awaitConnected();
    assertThat(ana.rows()).hasCount(200);

    Locator dialog = openExport(ana);
    Download csv = ana.page().waitForDownload(() -> press(dialog, "Save as CSV"));
    assertThat(dialog.getByRole(AriaRole.STATUS)).hasText("Saved: 1,250 rolls.");
    assertThat(dialog.getByText("Save as CSV")).isFocused();
    List<String> lines = text(csv).lines().toList();
    assertThat(csv.suggestedFilename()).matches("dicegate-.+-\\d{4}-\\d\\d-\\d\\d\\.csv");
    assertThat(lines.getFirst())
        .isEqualTo("\ufeffseq,time,player,to,label,expression,result,text,by");
    assertThat(lines.stream().skip(1).map(line -> line.split(",", -1)[5]))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, ROLLS).mapToObj(number -> "1d1+" + number).toList());
    assertThat(lines.stream().skip(1).map(line -> line.split(",", -1)[0]))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, ROLLS).mapToObj(String::valueOf).toList());
    assertThat(lines.stream().skip(1)).allMatch(line -> line.split(",", -1)[2].equals("'=Roy"));
    assertThat(lines).filteredOn(line -> line.contains(",rare,")).hasSize(1);

    Download json = ana.page().waitForDownload(() -> press(dialog, "Save as JSON"));
    JsonObject log = object(text(json));
    assertThat(log.getString("dicegate")).isEqualTo("log");
    assertThat(log.getInt("version")).isEqualTo(1);
    assertThat(ana.page().url()).contains("/t/" + log.getString("table"));
    assertThat(log.getJsonArray("entries")).hasSize(ROLLS);
    String newest =
        ana.frames().stream()
            .filter(frame -> frame.contains("\"type\":\"history\"") && frame.contains("\"key\""))
            .toList()
            .getFirst();
    assertThat(log.getJsonArray("entries").getJsonObject(ROLLS - 1))
        .as("the frame as it was received, with its proof")
        .isEqualTo(object(newest).getJsonArray("entries").getLast());

    assertThat(ana.rows()).hasCount(200);
    press(dialog, "Close");
    assertThat(ana.button("Export the log")).isFocused();
  }

  @Test
  void hiddenRollsAreSaidToBeHidden(Visitors visitors) throws Exception {
    Visitor gina = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    gina.setsName("Gina");
    Visitor bo = visitors.create(VisitorProfile.DESKTOP.reducingMotion());
    bo.joins(gina.opensTable(), "Bo");
    bo.choosesAudience("blind");
    bo.asks("1d1+41");
    assertThat(bo.rows().first()).hasAttribute("data-status", "hidden");

    Locator dialog = openExport(bo);
    String csv = text(bo.page().waitForDownload(() -> press(dialog, "Save as CSV")));

    assertThat(csv.lines().toList()).hasSize(2);
    assertThat(csv.lines().toList().get(1)).matches("1,[^,]+Z,Bo,blind,,1d1\\+41,hidden,,");
    Locator ginas = openExport(gina);
    assertThat(text(gina.page().waitForDownload(() -> press(ginas, "Save as CSV"))))
        .contains(",blind,,1d1+41,42,");
  }

  @Test
  void readingIsCancelledAndABrokenConnectionIsReported(Visitors visitors) {
    TcpProxy proxy = visitors.createProxy();
    Visitor ana = visitors.openPageOver(proxy);
    ana.expects("net::ERR_|WebSocket connection to .* failed");
    ana.setsName("Ana");
    ana.opensTable();
    Locator dialog = openExport(ana);
    Locator status = dialog.getByRole(AriaRole.STATUS);
    proxy.stall();

    press(dialog, "Save as CSV");
    Locator cancel = dialog.getByText("Cancel", new Locator.GetByTextOptions().setExact(true));
    assertThat(cancel).isFocused();
    assertThat(dialog.getByRole(AriaRole.PROGRESSBAR)).isVisible();
    cancel.press("Enter");
    assertThat(status).hasText("Cancelled. Nothing was saved.");
    assertThat(dialog.getByText("Save as CSV")).isFocused();

    press(dialog, "Save as CSV");
    proxy.redirectTo(PageServer.freePort());
    assertThat(status).hasText("The connection broke. Nothing was saved. Export the log again.");
    press(dialog, "Save as CSV");
    assertThat(status).containsText("when the page is connected again");
  }

  @Test
  void logIsPrintedAndThePageIsNot(Visitors visitors) throws Exception {
    Visitor ana = visitors.create(VisitorProfile.DESKTOP.reducingMotion());
    ana.page().addInitScript(NOTE_PRINTING);
    ana.open("/");
    ana.setsName("Ana");
    try (TableRoller roller = TableRoller.join(ana, ana.opensTable(), "Roy")) {
      roller.rollUpTo(450, 7, "rare");
    }

    Locator dialog = openExport(ana);
    press(dialog, "Print");
    assertThat(dialog.getByRole(AriaRole.STATUS)).hasText("Prepared for printing: 450 rolls.");

    assertThat(ana.page().evaluate("() => window.printedRows")).isEqualTo(450);
    Locator printed = ana.page().locator("#printed");
    assertThat(printed).isHidden();
    ana.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(printed.locator("h1")).hasText(Pattern.compile("Rolls at .+"));
    assertThat(printed.locator("tbody tr").nth(449)).isVisible();
    assertThat(printed.locator("tbody tr").filter(having("rare"))).hasCount(1);
    for (String other : List.of("header", "#app", "#export")) {
      assertThat(ana.page().locator(other).first()).isHidden();
    }
    assertThat(
            ana.page()
                .evaluate(
                    "() => [getComputedStyle(document.querySelector('#printed td')).color,"
                        + " getComputedStyle(document.documentElement).backgroundColor].join()"))
        .isEqualTo("rgb(0, 0, 0),rgb(255, 255, 255)");
    ana.page()
        .pdf(
            new Page.PdfOptions()
                .setFormat("A4")
                .setPath(PageServer.target().resolve("screenshots").resolve("log.pdf")));
    ana.page().evaluate("() => { dispatchEvent(new Event('afterprint')); }");
    assertThat(printed).hasCount(0);
  }

  @Test
  void logWithoutTableIsThePagesOwn(Visitors visitors) throws Exception {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    ana.awaitConnected();
    ana.rolls("1d1+4 for luck");
    ana.rolls("1d1+5");

    Locator dialog = openExport(ana);
    Download json = ana.page().waitForDownload(() -> press(dialog, "Save as JSON"));

    JsonObject log = object(text(json));
    assertThat(log.isNull("table")).isTrue();
    JsonObject first = log.getJsonArray("entries").getJsonObject(0);
    assertThat(first.getString("label")).isEqualTo("luck");
    assertThat(first.getJsonObject("roll").getInt("total")).isEqualTo(5);
    assertThat(log.getJsonArray("entries")).hasSize(2);
  }

  @Test
  void savedRollsOfALinkAreAddedAfterAClick(Visitors visitors) {
    Visitor ana = visitors.create(VisitorProfile.DESKTOP.reducingMotion());
    ana.open("/" + LINK);
    Locator dialog = dialog(ana, "Add these saved rolls?");
    assertThat(dialog.getByRole(AriaRole.LISTITEM))
        .hasText(new String[] {"d20+5 for attack", "4d6kh3"});
    assertThat(presets(ana)).hasCount(0);
    press(dialog, "Do not add");
    assertThat(ana.page().locator("#notice")).containsText("No saved rolls were added.");
    assertThat(presets(ana)).hasCount(0);
    assertThat(ana.page().url()).endsWith("/");

    ana.page().evaluate("link => { location.hash = link; }", LINK);
    press(dialog, "Add 2");
    assertThat(ana.page().locator("#notice")).containsText("Added 2 saved rolls.");
    assertThat(presets(ana)).hasText(new String[] {"attack", "4d6kh3"});
    assertThat(ana.page().url()).doesNotContain("presets");

    ana.page().evaluate("link => { location.hash = link; }", LINK);
    assertThat(ana.page().locator("#notice")).containsText("2 you have already");
    assertThat(dialog).isHidden();
    assertThat(presets(ana)).hasCount(2);

    ana.page().evaluate("() => { location.hash = '#presets=%3Cimg%3E'; }");
    assertThat(ana.page().locator("#notice")).containsText("could not be read");
  }

  @Test
  void savedRollsComeWithAnInvitation(Visitors visitors) {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    ana.setsName("Ana");
    String table = ana.opensTable();
    ana.input().fill("1d1+4 for luck");
    ana.button("Save this roll").click();
    Locator share = openSavedRolls(ana);
    Locator field = share.getByLabel("Link", new Locator.GetByLabelOptions().setExact(true));
    assertThat(field).hasValue(Pattern.compile(".*/#presets=[\\w-]+"));
    share.getByLabel("also invites").check();
    assertThat(field).hasValue(Pattern.compile(table + "&presets=[\\w-]+$"));
    String link = field.inputValue();
    press(share, "Copy link");
    assertThat(share.getByRole(AriaRole.STATUS)).hasText("Copied.");

    Visitor bo = visitors.create(VisitorProfile.DESKTOP.reducingMotion());
    bo.joins(link.substring(bo.origin().length()), "Bo");
    press(dialog(bo, "Add these saved rolls?"), "Add 1");

    assertThat(presets(bo)).hasText(new String[] {"luck"});
    assertThat(bo.page()).hasURL(Pattern.compile(table + "$"));
    assertThat(bo.page().locator("#people")).containsText("Ana");
  }

  @Test
  void savedRollsAreSavedToAFileAndOpenedFromOne(Visitors visitors) throws Exception {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    ana.input().fill("1d1+4 for luck");
    ana.button("Save this roll").click();
    Locator share = openSavedRolls(ana);
    Download saved = ana.page().waitForDownload(() -> press(share, "Save to file"));
    byte[] file = Files.readAllBytes(saved.path());
    assertThat(saved.suggestedFilename()).endsWith(".json");

    Visitor bo = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    Locator bos = openSavedRolls(bo);
    Locator dialog = dialog(bo, "Add these saved rolls?");
    Locator status = bos.getByRole(AriaRole.STATUS);
    choose(bo, bos, file);
    assertThat(dialog.getByRole(AriaRole.LISTITEM)).hasText("1d1+4 for luck");
    assertThat(presets(bo)).hasCount(0);
    press(dialog, "Add 1");
    assertThat(status).hasText("Added 1 saved roll.");
    assertThat(presets(bo)).hasText(new String[] {"luck"});

    choose(bo, bos, file);
    assertThat(status).hasText("Nothing to add. Not added: 1 you have already.");
    choose(bo, bos, "{}".getBytes(UTF_8));
    assertThat(status).containsText("not a file of saved rolls");
    choose(bo, bos, new byte[300_000]);
    assertThat(status).containsText("too large");
    assertThat(presets(bo)).hasCount(1);
    bo.page().keyboard().press("Escape");
    assertThat(bo.button("Saved rolls")).isFocused();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void axeReportsNoViolationsInTheDialogs(boolean phone, Visitors visitors) {
    VisitorProfile profile =
        (phone ? VisitorProfile.PHONE.sized(360, 780) : VisitorProfile.DESKTOP).reducingMotion();
    AccessibilityScan scan = new AccessibilityScan(phone ? "export-phone" : "export-desktop");
    Visitor ana = AccessibilityScan.prepare(visitors.create(profile));
    ana.open("/" + LINK);
    assertThat(dialog(ana, "Add these saved rolls?")).isVisible();
    scan.at(ana, "offer");
    press(dialog(ana, "Add these saved rolls?"), "Add 2");
    ana.setsName("Ana");
    ana.opensTable();
    openExport(ana);
    scan.at(ana, "export");
    ana.page().keyboard().press("Escape");
    ana.page().keyboard().press("Escape");
    openSavedRolls(ana);
    scan.at(ana, "saved-rolls");

    assertThat(scan.violations()).isEmpty();
  }

  private static Locator openExport(Visitor visitor) {
    visitor.button("More…").click();
    visitor.button("Export the log").click();
    return shown(dialog(visitor, "Export the log"));
  }

  private static Locator openSavedRolls(Visitor visitor) {
    visitor.button("More…").click();
    visitor.button("Saved rolls").click();
    return shown(dialog(visitor, "Saved rolls"));
  }

  private static Locator shown(Locator dialog) {
    assertThat(dialog).isVisible();
    return dialog;
  }

  private static Locator dialog(Visitor visitor, String name) {
    return visitor
        .page()
        .getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator presets(Visitor visitor) {
    return visitor.page().locator("#presets .preset");
  }

  private static void press(Locator dialog, String button) {
    dialog
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true))
        .press("Enter");
  }

  private static void choose(Visitor visitor, Locator dialog, byte[] file) {
    visitor
        .page()
        .waitForFileChooser(() -> press(dialog, "Open file"))
        .setFiles(new FilePayload("rolls.json", "application/json", file));
  }

  private static Locator.FilterOptions having(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static String linkText(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }

  private static String text(@Nullable Download download) throws IOException {
    assertThat(download).isNotNull();
    return download == null ? "" : Files.readString(download.path());
  }

  private static JsonObject object(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }
}
