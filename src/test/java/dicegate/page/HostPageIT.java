package dicegate.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A GM who moderates a table, and members who whisper, in their browsers. */
@ExtendWith(PageEnvironmentExtension.class)
final class HostPageIT {

  /** Gina, who is the GM, Ana and Bo, at one table. */
  private record Company(Visitor gina, Visitor ana, Visitor bo, String link) {

    List<Visitor> all() {
      return List.of(gina, ana, bo);
    }
  }

  @Test
  void titleIsSeenByAllAndLockKeepsStrangersOut(Visitors visitors) {
    Company company = gather(visitors, VisitorProfile.DESKTOP);
    Locator table = opensTableDialog(company.gina());

    table.getByLabel("Title").fill("The <b>Sunless</b> Keep");
    named(table, "Set").click();
    check(table, "Lock the table");

    for (Visitor each : company.all()) {
      assertThat(each.page().locator("#table-name")).hasText("The <b>Sunless</b> Keep");
      assertThat(each.page()).hasTitle("The <b>Sunless</b> Keep · Dicegate");
      assertThat(each.page().locator(".marks")).hasText("locked");
    }
    Visitor cy = visitors.create(VisitorProfile.DESKTOP);
    cy.open(company.link());
    entersName(cy, "Cy");
    assertThat(cy.page().locator("#notice-text")).containsText("locked this table");
    assertThat(company.ana().page().locator("#people")).not().containsText("Cy");

    table.getByLabel("Lock the table").uncheck();

    assertThat(company.ana().page().locator(".marks")).isHidden();
    cy.page().reload();
    assertThat(cy.page().locator("#people")).containsText("Cy");
    assertThat(cy.page().locator("#table-name")).hasText("The <b>Sunless</b> Keep");
    // What players see of the rules is no right to change them.
    assertThat(cy.button("Table")).isHidden();
  }

  @Test
  void lockedNameLeadsToTheQuestionForAnother(Visitors visitors) {
    Company company = gather(visitors, VisitorProfile.DESKTOP);
    check(opensTableDialog(company.gina()), "Lock names");
    assertThat(company.ana().page().locator(".marks")).hasText("names locked");
    Visitor cy = visitors.create(VisitorProfile.DESKTOP);
    cy.open(company.link());
    entersName(cy, "aNA");

    Locator question = dialog(cy, "Choose another name");
    assertThat(question).containsText("another member's");
    question.getByLabel("Your name").fill("Cy");
    named(question, "Join").click();

    assertThat(cy.page().locator("#people")).containsText("Cy");
    company.ana().setsName("Anna");
    assertThat(company.ana().page().locator("#notice-text")).containsText("you are Ana");
  }

  @Test
  void whisperIsSentToTheChosenAloneAndNamesThem(Visitors visitors) {
    Company company = gather(visitors, VisitorProfile.DESKTOP);
    Visitor ana = company.ana();
    Visitor bo = company.bo();
    Visitor gina = company.gina();

    ana.choosesAudience("whisper");
    Locator choice = dialog(ana, "Whisper to");
    named(choice, "Whisper").click();
    assertThat(choice).containsText("Choose who sees it.");
    check(choice, "Bo");
    named(choice, "Whisper").click();
    assertThat(ana.page().locator(".whisper-names")).hasText("Whisper to Bo");
    assertThat(ana.page().getByLabel("Who sees it", exactly())).hasValue("whisper");
    ana.rolls("d1*6173*7+1 for secrets");
    bo.awaitRows(1);
    // It stays chosen.
    ana.rolls("d1*6173*7+2");
    bo.awaitRows(2);

    assertThat(ana.rows().first().locator(".tag")).hasText("whisper to Bo");
    assertThat(bo.rows().first().locator(".tag")).hasText("whisper to you");
    ana.choosesAudience("all");
    assertThat(ana.page().locator(".whisper-line")).isHidden();
    ana.rolls("d1+7");
    gina.awaitRows(1);
    assertThat(received(gina)).doesNotContain("43212", "43213", "secrets");
    assertThat(received(bo)).contains("43212", "43213", "secrets");

    ana.acts(ana.rows().nth(1), "Reveal");
    gina.awaitRows(2);
    assertThat(received(gina)).contains("43213").doesNotContain("43212", "secrets");
  }

  @Test
  void othersSeeThatSomethingWasWhisperedIfTheTableSaysSo(Visitors visitors) {
    Company company = gather(visitors, VisitorProfile.DESKTOP);
    Locator table = opensTableDialog(company.gina());
    check(table, "Show whispers");
    assertThat(company.ana().page().locator(".marks")).hasText("whispers shown");

    company.ana().button("Bo: more").click();
    named(dialog(company.ana(), "Bo"), "Whisper…").click();
    Locator choice = dialog(company.ana(), "Whisper to");
    assertThat(choice.getByLabel("Bo")).isChecked();
    named(choice, "Whisper").click();
    company.ana().rolls("d1*6173*7+1 for secrets");

    Locator seen = company.gina().rows().first();
    assertThat(seen).hasAttribute("data-status", "hidden");
    assertThat(seen).containsText("For others alone.");
    assertThat(received(company.gina())).doesNotContain("43212", "secrets");

    // Nobody else sees it when the one for whom it is has left.
    company.bo().button("Invite others").click();
    company.bo().button("Leave the table").click();
    assertThat(company.ana().page().locator(".whisper-names"))
        .hasText("Whisper to nobody; not here: Bo");
    assertThat(company.ana().page().locator("#notice-text")).containsText("Bo left the table");
    company.ana().asks("d1+7");
    assertThat(company.ana().page().locator("#problem-message"))
        .containsText("Nobody whom you whisper to");
    assertThat(company.ana().rows()).hasCount(1);
  }

  @Test
  void removedMemberIsToldWhyAndCannotComeBack(Visitors visitors) {
    Company company = gather(visitors, VisitorProfile.DESKTOP);
    Visitor gina = company.gina();

    gina.button("Bo: more").click();
    named(dialog(gina, "Bo"), "Remove…").click();
    Locator question = dialog(gina, "Remove a member?");
    question.getByLabel("Reason").fill("Spoilers & <i>shouting</i>.");
    named(question, "Remove").click();

    assertThat(question).isHidden();
    Locator told = company.bo().page().locator("#notice-text");
    assertThat(told).containsText("removed you from the table");
    assertThat(told).containsText("Spoilers & <i>shouting</i>.");
    assertThat(company.ana().page().locator("#people")).not().containsText("Bo");
    company.bo().page().reload();
    assertThat(told).containsText("removed you");
    assertThat(company.bo().page().locator("#people li")).hasCount(0);
    gina.rolls("d1+7");
    company.ana().awaitRows(1);
    assertThat(company.bo().rows()).hasCount(0);
  }

  @Test
  void rolesAndTheirControlsChangeSides(Visitors visitors) {
    Company company = gather(visitors, VisitorProfile.DESKTOP);
    Visitor gina = company.gina();
    Visitor ana = company.ana();
    assertThat(ana.button("Table")).isHidden();
    assertThat(gina.button("Gina: more")).hasCount(0);

    gina.button("Bo: more").click();
    named(dialog(gina, "Bo"), "Make watcher").click();
    assertThat(dialog(gina, "Bo")).isHidden();
    assertThat(company.bo().page().getByLabel("Who sees it", exactly())).hasValue("self");
    assertThat(company.bo().button("Ana: more")).hasCount(0);
    gina.button("Bo: more").click();
    named(dialog(gina, "Bo"), "Make player").click();
    assertThat(company.bo().page().getByLabel("Who sees it", exactly())).hasValue("all");

    gina.button("Ana: more").click();
    named(dialog(gina, "Ana"), "Hand over my role…").click();
    named(dialog(gina, "Hand over your role?"), "Hand over").click();

    assertThat(ana.button("Table")).isVisible();
    assertThat(gina.button("Table")).isHidden();
    assertThat(person(gina, "Ana")).containsText("GM");
    assertThat(person(gina, "Gina")).not().containsText("GM");
    ana.button("Gina: more").click();
    named(dialog(ana, "Gina"), "Make GM").click();
    assertThat(gina.button("Table")).isVisible();
    gina.button("Bo: more").click();
    assertThat(named(dialog(gina, "Bo"), "Remove…")).isVisible();
    // A menu does not outlast the right to use it.
    ana.button("Gina: more").click();
    named(dialog(ana, "Gina"), "Make player").click();
    assertThat(named(dialog(gina, "Bo"), "Remove…")).isHidden();
    assertThat(named(dialog(gina, "Bo"), "Whisper…")).isVisible();
  }

  @Test
  void renewedLinksReplaceTheOldOnes(Visitors visitors) {
    Company company = gather(visitors, VisitorProfile.DESKTOP);
    Visitor gina = company.gina();

    named(opensTableDialog(gina), "Renew the links…").click();
    named(dialog(gina, "Renew the links?"), "Renew the links").click();

    Locator link = gina.page().locator("#invite-link");
    assertThat(link).isVisible();
    assertThat(link).not().hasValue(Pattern.compile(Pattern.quote(company.link()) + "$"));
    String renewed = link.inputValue();
    assertThat(gina.page()).hasURL(renewed);
    assertThat(gina.page().getByLabel("The link is for").locator("option")).hasCount(3);

    Visitor ana = company.ana();
    assertThat(ana.page()).hasURL(Pattern.compile("/t/[^#]+$"));
    ana.button("Invite others").click();
    assertThat(ana.page().locator("#invite")).containsText("You have no links");
    assertThat(ana.page().locator("#invite-link")).isHidden();
    ana.page().keyboard().press("Escape");
    ana.page().reload();
    assertThat(person(ana, "Ana")).containsText("you");

    Visitor cy = visitors.create(VisitorProfile.DESKTOP);
    cy.open(company.link());
    entersName(cy, "Cy");
    assertThat(cy.page().locator("#notice-text")).containsText("invitation link");
    Visitor dai = visitors.create(VisitorProfile.DESKTOP);
    dai.joins(renewed.substring(renewed.indexOf("/t/")), "Dai");

    // The GM's own old link, out of the browser's history, takes nothing away.
    gina.open(company.link());
    gina.page().reload();
    assertThat(person(gina, "Gina")).containsText("GM");
    gina.button("Invite others").click();
    assertThat(gina.page().locator("#invite-link")).hasValue(renewed);
  }

  /** Nothing is sent: each webhook is removed before an entry follows its own. */
  @Test
  void webhookIsSetAndRemovedAndItsAddressIsSeenByNobody(Visitors visitors) {
    Company company = gather(visitors, VisitorProfile.DESKTOP);
    Visitor gina = company.gina();
    named(opensTableDialog(gina), "Webhooks…").click();
    Locator webhooks = dialog(gina, "Webhooks");

    webhooks.getByLabel("Address").fill("https://127.0.0.1/hook");
    named(webhooks, "Add").click();
    assertThat(webhooks.getByRole(AriaRole.STATUS)).containsText("IP address");
    webhooks.getByLabel("Address").fill("https://discord.com/api/webhooks/1/x");
    assertThat(webhooks.getByLabel("For")).hasValue("discord");
    webhooks.getByLabel("Address").fill("https://receiver.invalid/path-7301");
    assertThat(webhooks.getByLabel("For")).hasValue("json");
    named(webhooks, "Add").click();

    assertThat(webhooks.locator("li")).hasText(Pattern.compile("receiver.invalid.*set by Gina.*"));
    String secret = webhooks.getByLabel("Secret of its signatures").inputValue();
    assertThat(secret).hasSizeGreaterThanOrEqualTo(16);
    AccessibilityScan scan = new AccessibilityScan("webhooks");
    looks(scan, gina, "webhooks");
    assertThat(scan.violations()).isEmpty();
    named(webhooks, "Close").click();
    named(dialog(gina, "The table"), "Webhooks…").click();
    assertThat(webhooks.getByLabel("Secret of its signatures")).isHidden();
    named(webhooks, "Remove receiver.invalid").click();
    assertThat(webhooks.locator("li")).hasCount(0);
    assertThat(company.ana().page().locator("#notice-text")).containsText("removed a webhook");
    assertThat(received(company.ana()))
        .contains("receiver.invalid")
        .doesNotContain("path-7301", secret);
  }

  @Test
  void clearedLogIsEmptyForAllAndDefaultAudienceIsTheTables(Visitors visitors) {
    Company company = gather(visitors, VisitorProfile.DESKTOP);
    company.ana().rolls("d1+7");
    for (Visitor each : company.all()) {
      each.awaitRows(1);
    }
    Locator table = opensTableDialog(company.gina());
    table.getByLabel("Who sees rolls by default").selectOption("gm");
    for (Visitor each : company.all()) {
      assertThat(each.page().getByLabel("Who sees it", exactly())).hasValue("gm");
    }

    named(table, "Clear the log…").click();
    named(dialog(company.gina(), "Clear the log?"), "Clear the log").click();

    assertThat(table).containsText("The log is empty.");
    for (Visitor each : company.all()) {
      assertThat(each.rows()).hasCount(0);
    }
    Visitor cy = visitors.create(VisitorProfile.DESKTOP);
    cy.joins(company.link(), "Cy");
    assertThat(cy.page().getByLabel("Who sees it", exactly())).hasValue("gm");
    cy.rolls("d1+8");
    assertThat(cy.rows()).hasCount(1);
  }

  @Test
  void everythingIsReachedByKeyboard(Visitors visitors) {
    Company company = gather(visitors, VisitorProfile.DESKTOP);
    Visitor gina = company.gina();
    Keyboard keys = gina.page().keyboard();

    gina.button("Table").focus();
    keys.press("Enter");
    Locator table = dialog(gina, "The table");
    assertThat(table.getByLabel("Title")).isFocused();
    keys.type("Keep");
    keys.press("Enter");
    assertThat(gina.page().locator("#table-name")).hasText("Keep");
    keys.press("Tab");
    keys.press("Tab");
    assertThat(table.getByLabel("Lock the table")).isFocused();
    keys.press("Space");
    assertThat(gina.page().locator(".marks")).hasText("locked");
    keys.press("Escape");
    assertThat(gina.button("Table")).isFocused();

    gina.button("Bo: more").focus();
    keys.press("Enter");
    assertThat(named(dialog(gina, "Bo"), "Whisper…")).isFocused();
    keys.press("Tab");
    assertThat(named(dialog(gina, "Bo"), "Make GM")).isFocused();
    keys.press("Enter");
    assertThat(person(gina, "Bo")).containsText("GM");
    assertThat(gina.button("Bo: more")).isFocused();
    keys.press("Enter");
    for (int i = 0; i < 4; i++) {
      keys.press("Tab");
    }
    assertThat(named(dialog(gina, "Bo"), "Remove…")).isFocused();
    keys.press("Enter");
    assertThat(dialog(gina, "Remove a member?").getByLabel("Reason")).isFocused();
    keys.press("Escape");
    assertThat(dialog(gina, "Remove a member?")).isHidden();
    assertThat(person(company.ana(), "Bo")).containsText("GM");
  }

  @ParameterizedTest
  @CsvSource({
    "host-320-dark, 320, 640, DARK",
    "host-390-light, 390, 844, LIGHT",
    "host-768-dark, 768, 1024, DARK",
    "host-1440-light, 1440, 900, LIGHT"
  })
  void axeReportsNoViolations(
      String name, int width, int height, ColorScheme scheme, Visitors visitors) {
    VisitorProfile desk =
        VisitorProfile.DESKTOP.sized(width, height).preferring(scheme).reducingMotion();
    VisitorProfile profile = width < 768 ? desk.touching() : desk;
    AccessibilityScan scan = new AccessibilityScan(name);
    Company company = gather(visitors, profile);
    Visitor gina = company.gina();
    company.ana().rolls("d20+3 for initiative");
    gina.awaitRows(1);

    Locator table = opensTableDialog(gina);
    table.getByLabel("Title").fill("The Sunless Keep and what lies under it");
    named(table, "Set").click();
    check(table, "Lock the table");
    check(table, "Lock names");
    check(table, "Show whispers");
    looks(scan, gina, "table");
    named(table, "Renew the links…").click();
    looks(scan, gina, "renew");
    gina.page().keyboard().press("Escape");
    named(table, "Close").click();

    gina.button("Bo: more").click();
    looks(scan, gina, "menu");
    named(dialog(gina, "Bo"), "Remove…").click();
    looks(scan, gina, "remove");
    gina.page().keyboard().press("Escape");

    gina.choosesAudience("whisper");
    check(dialog(gina, "Whisper to"), "Bo");
    check(dialog(gina, "Whisper to"), "Ana");
    looks(scan, gina, "whisper");
    named(dialog(gina, "Whisper to"), "Whisper").click();
    gina.rolls("2d20kh1+5 for the trap");
    looks(scan, gina, "whispering");
    if (width >= 768) {
      setsTextSize(gina, 32);
      looks(scan, gina, "large");
      opensTableDialog(gina);
      looks(scan, gina, "table-large");
    }

    assertThat(scan.violations()).isEmpty();
  }

  /** Sets the size of text in the browser's settings, in pixels; its default is 16. */
  private static void setsTextSize(Visitor visitor, int pixels) {
    JsonObject sizes = new JsonObject();
    sizes.addProperty("standard", pixels);
    JsonObject request = new JsonObject();
    request.add("fontSizes", sizes);
    Page page = visitor.page();
    page.context().newCDPSession(page).send("Page.setFontSizes", request);
    assertThat(page.locator("html")).hasCSS("font-size", pixels + "px");
  }

  private static void looks(AccessibilityScan scan, Visitor visitor, String state) {
    scan.at(visitor, state);
    // Nothing is wider than the window.
    assertThat(visitor.page().evaluate("() => document.documentElement.scrollWidth - innerWidth"))
        .as(state)
        .satisfies(over -> assertThat(((Number) over).intValue()).isLessThanOrEqualTo(0));
    assertThat(
            visitor
                .page()
                .evaluate(
                    """
                    () => [...document.querySelectorAll('dialog[open]')].filter(
                      (dialog) => dialog.scrollWidth > dialog.clientWidth + 1).length
                    """))
        .as(state)
        .isEqualTo(0);
  }

  private static Company gather(Visitors visitors, VisitorProfile profile) {
    Visitor gina = AccessibilityScan.prepare(visitors.create(profile));
    gina.open("/");
    gina.awaitConnected();
    gina.setsName("Gina");
    String link = gina.opensTable();
    Visitor ana = visitors.create(profile);
    ana.joins(link, "Ana");
    Visitor bo = visitors.create(profile);
    bo.joins(link, "Bo");
    Company company = new Company(gina, ana, bo, link);
    for (Visitor each : company.all()) {
      assertThat(each.page().locator("#people li")).hasCount(3);
    }
    return company;
  }

  private static void entersName(Visitor visitor, String name) {
    Locator join = visitor.page().locator("#join");
    join.getByLabel("Your name").fill(name);
    named(join, "Join").click();
  }

  private static Locator opensTableDialog(Visitor visitor) {
    visitor.button("Table").click();
    Locator dialog = dialog(visitor, "The table");
    assertThat(dialog).isVisible();
    return dialog;
  }

  private static void check(Locator parent, String label) {
    parent.getByLabel(label).check();
  }

  private static Locator dialog(Visitor visitor, String name) {
    return visitor
        .page()
        .getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator named(Locator parent, String name) {
    return parent.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  private static Locator person(Visitor visitor, String name) {
    return visitor
        .page()
        .locator("#people li")
        .filter(new Locator.FilterOptions().setHasText(name));
  }

  /** Returns the page and all frames that it received; numbers without thousands separators. */
  private static String received(Visitor visitor) {
    String page = visitor.page().content().replaceAll("(?<=[0-9]),(?=[0-9])", "");
    return page + String.join("\n", visitor.frames());
  }
}
