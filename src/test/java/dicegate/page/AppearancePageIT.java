package dicegate.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dicegate.table.valkey.TcpProxy;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page in each of its states, dark and light, on a desktop and on a phone: axe reports no
 * violations, and screenshots for people are saved in {@code target/screenshots}.
 */
@ExtendWith(PageEnvironmentExtension.class)
final class AppearancePageIT {

  @ParameterizedTest
  @CsvSource({
    "desktop-dark, 1280, 800, DARK",
    "large-light, 2560, 1440, LIGHT",
    "phone-dark, 320, 640, DARK",
    "phone-light, 390, 844, LIGHT"
  })
  void axeReportsNoViolations(
      String name, int width, int height, ColorScheme scheme, Visitors visitors) {
    VisitorProfile desk =
        VisitorProfile.DESKTOP.sized(width, height).preferring(scheme).reducingMotion();
    VisitorProfile profile = name.startsWith("phone") ? desk.touching() : desk;
    AccessibilityScan scan = new AccessibilityScan(name);

    alone(visitors, profile, scan);
    together(visitors, profile, scan);

    assertThat(scan.violations()).isEmpty();
  }

  private static void alone(Visitors visitors, VisitorProfile profile, AccessibilityScan scan) {
    Visitor ana = AccessibilityScan.prepare(visitors.create(profile));
    ana.open("/");
    ana.awaitConnected();
    scan.at(ana, "empty");

    ana.rolls("2d20kh1+5 for attack");
    ana.rolls("4d6kh3");
    ana.rolls("d4+d6+d8+d10+d12+d20");
    scan.at(ana, "rolled");

    ana.rolls("3d6>=12");
    ana.rolls("[attack] d1+6 vs 15; [damage] 2d8+5");
    ana.rolls("3d[success,success+advantage,-threat]");
    ana.rolls("d1+20 vs 15");
    scan.at(ana, "checks");

    ana.asks("3w6");
    assertThat(ana.page().locator("#problem-message")).isVisible();
    scan.at(ana, "error");

    ana.input().fill("2d20kh1+5");
    ana.page().locator("#tab-odds").click();
    assertThat(ana.page().locator("#odds svg").first()).isVisible();
    scan.at(ana, "odds");

    ana.page().locator("#tab-log").click();
    ana.acts(ana.rows().first(), "Odds");
    assertThat(ana.page().locator(".success-chance")).isVisible();
    scan.at(ana, "odds-check");
    ana.page().locator("#tab-log").click();

    ana.button("Settings").click();
    assertThat(ana.page().locator("#settings")).isVisible();
    scan.at(ana, "settings");

    ana.page().keyboard().press("Escape");
    // On a phone it is behind another button.
    ana.page().locator("#by-hand").dispatchEvent("click");
    assertThat(ana.page().locator("dialog.hand .chips button").first()).isVisible();
    scan.at(ana, "by-hand");
  }

  private static void together(Visitors visitors, VisitorProfile profile, AccessibilityScan scan) {
    TcpProxy proxy = visitors.createProxy();
    Visitor gina = AccessibilityScan.prepare(visitors.createOver(proxy, profile.withWebgl()));
    gina.open("/");
    gina.awaitPrepared();
    gina.setsName("Gina");
    gina.sets("Dice are drawn", "3d");
    String link = gina.opensTable();
    for (String name : new String[] {"Bo", "Cleo", "Dai"}) {
      Visitor guest = visitors.create(profile);
      guest.joins(link, name);
      guest.rolls("d20+3 for initiative");
    }
    gina.awaitRows(3);
    gina.choosesAudience("gm");
    gina.rolls("8d6 for fireball");
    scan.at(gina, "table");

    gina.page().locator("#share").click();
    assertThat(gina.page().locator("#invite-code > *")).isVisible();
    scan.at(gina, "invite");
    gina.page().keyboard().press("Escape");

    gina.expects("WebSocket connection to .* failed");
    proxy.redirectTo(PageServer.freePort());
    assertThat(gina.page().locator("#connection")).containsText("Reconnecting");
    gina.asks("3d6");
    assertThat(gina.rows().first()).hasAttribute("data-status", "queued");
    scan.at(gina, "offline");
  }
}
