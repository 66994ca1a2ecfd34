package dicegate.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a roll is found to be beyond its total: checks, notes, several results, symbols, sets. */
@ExtendWith(PageEnvironmentExtension.class)
final class FindingsPageIT {

  @Test
  void checkShowsSuccessByWordAndShapeAndAnnouncesIt(Visitors visitors) {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    ana.awaitConnected();

    Locator row = ana.rolls("d1+20 vs 15");

    assertThat(row.locator(".total")).containsText("21");
    Locator check = row.locator(".check");
    assertThat(check).hasText(Pattern.compile("✓\\s*Success by 6 vs 15"));
    assertThat(check).hasClass(Pattern.compile("success"));
    assertThat(ana.page().locator("#verdict-check")).containsText("Success");
    assertThat(ana.page().locator("#announcer")).containsText("21, success by 6.");
  }

  @Test
  void checkShowsFailureInAnotherShape(Visitors visitors) {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    ana.awaitConnected();
    String success = radius(ana.rolls("d1+20 vs 15"));

    Locator row = ana.rolls("d1+1 vs 15 by 5");

    assertThat(row.locator(".check")).hasText(Pattern.compile("✗\\s*Failure by 13, 2 steps vs 15"));
    assertThat(radius(row)).isNotEqualTo(success);
    assertThat(ana.page().locator("#verdict-check")).containsText("Failure");
    assertThat(ana.page().locator("#announcer")).containsText("2, failure by 13, 2 steps.");
  }

  @Test
  void targetThatRollsShowsItsDice(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();

    Locator row = ana.rolls("d1+9 vs 2d1+5");

    assertThat(row.locator(".against")).containsText("Target 7");
    assertThat(dice(row, "Dice")).hasCount(1);
    assertThat(dice(row, "Dice of the target")).hasCount(2);
    assertThat(ana.page().locator("#tray")).hasAttribute("data-shown", "[1]");
  }

  @Test
  void noteOffersWhatWasMeantAndRollsItByOneTap(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();
    Locator row = ana.rolls("3d6>=12 for luck");
    Locator instead = row.locator(".note").getByRole(AriaRole.BUTTON);
    assertThat(instead).hasText("Roll (3d6)>=12");

    instead.focus();
    ana.page().keyboard().press("Enter");

    ana.awaitRows(2);
    assertThat(ana.rows().first()).containsText("luck");
    assertThat(ana.rows().first().locator(".check")).isVisible();
    assertThat(ana.input()).hasValue("(3d6)>=12 for luck");
  }

  @Test
  void severalResultsAreRowsWithTheirLabels(Visitors visitors) {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    ana.awaitConnected();

    Locator row = ana.rolls("[attack] d1+5 vs 3; [damage] 2d1+5");

    Locator results = row.locator(".result");
    assertThat(results).hasCount(2);
    assertThat(results.nth(0)).hasText(Pattern.compile("attack\\s*Total 6\\s*✓\\s*Success by 3.*"));
    assertThat(results.nth(1)).hasText(Pattern.compile("damage\\s*Total 7.*"));
    assertThat(results.nth(1).locator(".die")).hasCount(2);
    assertThat(ana.page().locator("#verdict-total")).hasText("attack 6, damage 7");
    assertThat(ana.page().locator("#announcer")).containsText("attack 6, success by 3; damage 7.");
  }

  @Test
  void symbolsAreCountedAndShownOnFlatAndSolidDice(Visitors visitors) {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.withWebgl());
    ana.awaitConnected();
    for (String tier : List.of("flat", "3d", "text")) {
      ana.sets("Dice are drawn", tier);
      assertThat(ana.page().locator("#tray")).hasAttribute("data-tier", tier);

      Locator row = ana.rolls("2d[hit+2*edge]");

      assertThat(row.locator(".symbol")).hasText(new String[] {"2 hit", "4 edge"});
      assertThat(row.locator(".total")).hasCount(0);
      assertThat(ana.page().locator("#tray"))
          .hasAttribute("data-shown", "[\"hit+2*edge\",\"hit+2*edge\"]");
    }
  }

  @Test
  void facesOfTheirOwnAreNeitherHighestNorLowest(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();

    Locator row = ana.rolls("2d[1,1]+d[4,4,4,4]");

    assertThat(row.locator(".total")).containsText("6");
    assertThat(row.locator(".die")).hasCount(3);
    assertThat(row.locator(".highest, .lowest")).hasCount(0);
    assertThat(ana.page().locator("#tray")).hasAttribute("data-shown", "[1,1,4]");
  }

  @Test
  void setsAreShownByWidthAndHeight(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();

    Locator row = ana.rolls("3d1m");

    assertThat(row.locator(".sets")).hasText("Sets 3x1");
  }

  @Test
  void oddsOfCheckBeginWithTheChanceOfSuccess(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();
    ana.rolls("d20+0 vs 6 by 5");

    ana.acts(ana.rows().first(), "Odds");

    Locator odds = ana.page().locator("#odds");
    assertThat(odds.locator(".success-chance")).hasText("Success: 75.0 %");
    assertThat(odds.getByRole(AriaRole.LIST, named("Degrees")).locator(".chance")).hasCount(4);
    assertThat(odds.locator(".sum")).hasText("Margin 0 or more: 75.0 %");
    assertThat(odds.locator(".chart")).isVisible();
    assertThat(odds.locator(".comparison")).containsText("Success");
  }

  @Test
  void oddsOfSymbolsAndOfSeveralResultsAreThoseOfEach(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();
    ana.rolls("[eyes] 2d[hit,blank]; [fate] d6 vs 6");

    ana.acts(ana.rows().first(), "Odds");

    Locator odds = ana.page().locator("#odds");
    Locator choice = odds.locator(".odds-choice button");
    assertThat(choice).hasCount(2);
    assertThat(odds.locator(".symbol-odds")).containsText("hit");
    assertThat(odds.locator(".symbol-odds .chance")).hasCount(3);
    assertThat(odds.locator(".symbol-odds .chance").nth(1)).containsText("50.0 %");
    assertThat(odds.locator(".chart")).isHidden();

    choice.nth(1).click();

    assertThat(odds.locator(".success-chance")).hasText("Success: 16.7 %");
    assertThat(choice.nth(1)).hasAttribute("aria-pressed", "true");
  }

  @Test
  void othersSeeTheCheckAndNoNote(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();
    Visitor bo = visitors.create(VisitorProfile.DESKTOP.reducingMotion());
    bo.joins(ana.opensTable(), "Bo");

    ana.rolls("d1+20 vs 15");

    bo.awaitRows(1);
    assertThat(bo.rows().first().locator(".check")).containsText("Success");
    assertThat(bo.page().locator("#announcer-others")).containsText("21, success by 6");

    ana.rolls("3d6>=12");

    bo.awaitRows(2);
    assertThat(ana.rows().first().locator(".note")).hasCount(1);
    assertThat(bo.rows().locator(".note")).hasCount(0);
  }

  @Test
  void padAddsTargetAndExplosion(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();

    ana.button("Clear").click();
    ana.button("Add a d20").click();
    ana.button("Target to reach").click();
    assertThat(ana.input()).hasValue("d20 vs 15");
    ana.button("+1").click();
    ana.button("Add a d6").click();
    ana.button("Explode once").click();
    assertThat(ana.input()).hasValue("d20+d6!o vs 16");
    ana.button("Roll").click();

    ana.awaitRows(1);
    assertThat(ana.rows().first().locator(".check")).containsText("vs 16");
  }

  @Test
  void practiceRollsChecks(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();
    ana.button("Settings").click();
    ana.button("Practice, not shared").click();
    ana.page().keyboard().press("Escape");

    Locator row = ana.rolls("d1+2 vs 3");

    assertThat(row.locator(".check")).containsText("Success");
    assertThat(row).containsText("practice, not shared");
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Locator dice(Locator row, String name) {
    return row.getByRole(AriaRole.LIST, named(name)).locator(".die");
  }

  private static String radius(Locator row) {
    return (String)
        row.locator(".verdict-word").evaluate("word => getComputedStyle(word).borderRadius");
  }
}
