package dicegate.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One player without a table: input, pad, log, saved rolls and practice. */
@ExtendWith(PageEnvironmentExtension.class)
final class RollPageIT {

  @Test
  void enterRollsTheTextOfTheInput(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();
    assertThat(ana.input()).isFocused();
    assertThat(ana.input()).hasValue("3d6");

    ana.page().keyboard().press("Enter");

    ana.awaitRows(1);
    Locator row = ana.rows().first();
    assertThat(row.locator(".die")).hasCount(3);
    int sum = row.locator(".face").allInnerTexts().stream().mapToInt(Integer::parseInt).sum();
    assertThat(row.locator(".total")).containsText(Integer.toString(sum));
    assertThat(ana.page().locator("#verdict-total")).hasText(Integer.toString(sum));
    assertThat(ana.page().locator("#announcer")).containsText("3d6: " + sum + ".");
  }

  @Test
  void faultIsShownAtItsPositionAndCorrectedByOneTap(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();

    ana.asks("3w6");

    assertThat(ana.page().locator("#problem-message"))
        .hasText(Pattern.compile(".+\\(character 2\\)\\.$"));
    assertThat(ana.input()).hasAttribute("aria-invalid", "true");
    assertThat(ana.rows()).hasCount(0);

    ana.button("Use 3d6").click();

    assertThat(ana.input()).hasValue("3d6");
    assertThat(ana.page().locator("#problem")).isHidden();
    ana.input().press("Enter");
    ana.awaitRows(1);
  }

  @Test
  void padEditsTheTypedText(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();

    ana.button("Clear").click();
    ana.button("Add a d20").click();
    assertThat(ana.input()).hasValue("d20");
    ana.button("Advantage").click();
    assertThat(ana.input()).hasValue("2d20kh1");
    ana.button("+1").click();
    assertThat(ana.input()).hasValue("2d20kh1+1");
    ana.button("Roll").click();

    ana.awaitRows(1);
    assertThat(ana.rows().locator(".die")).hasCount(2);
    assertThat(ana.rows().locator(".die.dropped")).hasCount(1);

    ana.button("Disadvantage").click();
    assertThat(ana.input()).hasValue("2d20kl1+1");
    ana.button("Clear").click();
    ana.button("Add a d6").click();
    ana.button("Add a d6").click();
    assertThat(ana.input()).hasValue("2d6");
    ana.button("Take a d6 away").click();
    assertThat(ana.input()).hasValue(Pattern.compile("1?d6"));
  }

  @Test
  void tapOnTheFreshPageAndAfterARollBeginsAnew(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();

    ana.button("Add a d20").click();
    assertThat(ana.input()).hasValue("d20");
    ana.button("Add a d20").click();
    assertThat(ana.input()).hasValue("2d20");
    ana.button("Roll").click();
    ana.awaitRows(1);

    ana.button("Add a d6").click();
    ana.button("+1").click();
    assertThat(ana.input()).hasValue("d6+1");
    ana.button("Go on: 2d20+d6+1").click();
    assertThat(ana.input()).hasValue("2d20+d6+1");
    assertThat(ana.page().locator("#extend")).isHidden();
    assertThat(ana.button("Add a d4")).isFocused();
    ana.button("Add a d6").click();
    assertThat(ana.input()).hasValue("2d20+d6+1+d6");
    ana.button("Roll").click();
    ana.awaitRows(2);
    assertThat(ana.rows().first().locator(".die")).hasCount(4);

    // What is typed is not done yet.
    ana.input().fill("d8+");
    ana.button("Add a d8").click();
    assertThat(ana.input()).hasValue("d8+d8");
  }

  @Test
  void focusIsNeverLostAndRemovedRollsComeBack(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();
    ana.page().locator("#examples button").first().focus();
    ana.page().keyboard().press("Enter");
    ana.awaitRows(1);
    assertThat(ana.input()).isFocused();

    for (String text : new String[] {"d8 for axe", "d6 for bow"}) {
      ana.input().fill(text);
      ana.button("Save this roll").click();
    }
    Locator drops = ana.page().locator("#presets .drop");
    assertThat(drops).hasCount(2);
    drops.first().focus();
    ana.page().keyboard().press("Enter");
    assertThat(drops).hasCount(1);
    assertThat(drops.first()).isFocused();
    assertThat(ana.page().locator("#notice-text")).hasText("Removed d6 for bow.");

    ana.button("Undo").click();
    assertThat(drops).hasCount(2);
    assertThat(ana.page().locator("#notice")).isHidden();
    assertThat(ana.input()).isFocused();
  }

  @Test
  void longLabelIsAnErrorAtItsPlace(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();

    ana.asks("d6 for " + "x".repeat(81));

    assertThat(ana.page().locator("#problem-message"))
        .hasText("A label has at most 80 characters.");
    assertThat(ana.page().locator("#highlight .fault")).hasText("x");
    assertThat(ana.rows()).hasCount(0);
  }

  @Test
  void oddsOfATextWithALabelAreInViewOnAPhone(Visitors visitors) {
    Visitor ana =
        visitors.openPage(VisitorProfile.DESKTOP.sized(390, 844).touching().reducingMotion());
    ana.awaitConnected();
    ana.rolls("3d6");
    ana.input().fill("8d6 for Fireball");
    ana.page().locator("#tab-odds").click();
    assertThat(ana.page().locator("#odds svg").first()).isVisible();
    assertThat(ana.page().locator("#odds")).containsText("8d6");

    ana.page().locator("#odds .offer").last().click();

    assertThat(ana.page().locator("#odds .odds-status")).containsText("3d6");
    assertThat(ana.page().locator("#odds svg").first()).isInViewport();
  }

  @Test
  void charactersOfPhonesAndBooksBecomeWhatTheyMean(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();

    ana.input().fill("3d6\u00a0\u2212\u200b 2 for A\u2014B");
    assertThat(ana.input()).hasValue("3d6 - 2 for A\u2014B");
    ana.input().fill("");
    ana.page().keyboard().insertText("\uff12\uff44\uff16\u00d7");
    ana.page().keyboard().press("2");
    assertThat(ana.input()).hasValue("2d6*2");
    ana.page().keyboard().press("Home");
    ana.page().keyboard().insertText("d4\u2013\u200b");
    ana.page().keyboard().press("1");
    assertThat(ana.input()).hasValue("d4-12d6*2");
  }

  @Test
  void faultOfAnyCodeIsShownAtItsPosition(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();

    for (String text :
        new String[] {"3d6:4", "0#4d6", "2d6!!p!6", "2*d[success,blank]", "4d6r<7", "4d6>=(1/0)"}) {
      ana.asks(text);
      assertThat(ana.page().locator("#problem-message"))
          .hasText(Pattern.compile(".+\\(character \\d+\\)\\.$"));
      assertThat(ana.page().locator("#highlight .fault")).not().hasCount(0);
      assertThat(ana.input()).hasAttribute("aria-invalid", "true");
      assertThat(ana.rows()).hasCount(0);
      ana.input().fill("");
    }
  }

  @Test
  void doubleClickRollsOnce(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();

    ana.button("Roll").dblclick();
    ana.rolls("d1+41");

    ana.awaitRows(2);
  }

  @Test
  void pageOpensWhateverTheBrowserHasKept(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();
    for (String kept : new String[] {"[1,null]", "{}", "null", "\"a\"", "{", "[[]]"}) {
      ana.page()
          .evaluate(
              "kept => ['presets', 'settings', 'texts'].forEach("
                  + "name => localStorage.setItem(`dicegate.${name}`, kept))",
              kept);
      ana.page().reload();
      ana.awaitConnected();
      ana.rolls("d1+41");
      ana.page().keyboard().press("ArrowUp");
    }
  }

  @Test
  void savedRollsOfTwoTabsAreKept(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();
    Page other = ana.page().context().newPage();
    other.navigate(ana.page().url());

    save(ana.page(), "8d6 for fire");
    save(other, "d20 for luck");
    ana.page().reload();

    assertThat(ana.page().locator("#presets")).containsText("fire");
    assertThat(ana.page().locator("#presets")).containsText("luck");
  }

  private static void save(Page page, String roll) {
    page.getByLabel("Dice to roll").fill(roll);
    page.locator("#star").click();
    assertThat(page.locator("#presets")).containsText(roll.substring(roll.indexOf("for ") + 4));
  }

  @Test
  void exampleRollsOnOneTap(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();

    ana.button("2d6+3 for damage").click();

    ana.awaitRows(1);
    assertThat(ana.rows()).containsText("damage");
    assertThat(ana.page().locator("#examples")).isHidden();
  }

  @Test
  void rowCanBeRolledAgainAndCopiedAndShowsItsOdds(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();
    Locator row = ana.rolls("d1+41");

    ana.acts(row, "Copy");
    assertThat(ana.page().locator("#notice")).hasText(Pattern.compile("Copied\\..*"));

    ana.acts(row, "Odds");
    assertThat(ana.page().locator("#odds")).isVisible();
    assertThat(ana.page().locator("#odds")).containsText("100");
    ana.page().locator("#tab-log").click();

    ana.acts(ana.rows().first(), "Roll again");
    ana.awaitRows(2);
    assertThat(ana.log()).containsExactly("1d1+41", "42", "1d1+41", "42");
  }

  @Test
  void savedRollIsAvailableOnTheNextVisitAndCanBeRemoved(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();
    ana.input().fill("d20+7 for sword");
    ana.button("Save this roll").click();

    ana.page().reload();
    ana.awaitConnected();
    ana.button("Roll d20+7 for sword").click();
    ana.awaitRows(1);
    assertThat(ana.rows()).containsText("sword");

    ana.button("Remove d20+7 for sword").click();
    assertThat(ana.button("Roll d20+7 for sword")).hasCount(0);
  }

  @Test
  void manyRollsAreShownInTheOrderOfTheRequests(Visitors visitors) {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    ana.awaitConnected();

    for (int i = 0; i < 12; i++) {
      ana.asks("d1+" + i);
    }

    ana.awaitRows(12);
    for (int i = 0; i < 12; i++) {
      assertThat(ana.rows().nth(i).locator(".total")).containsText(Integer.toString(12 - i));
    }
  }

  @Test
  void practiceIsMarkedAndSendsNothing(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();

    ana.button("Settings").click();
    ana.button("Practice, not shared").click();
    ana.page().keyboard().press("Escape");
    ana.button("Practice").click();

    ana.awaitRows(1);
    assertThat(ana.rows()).containsText("practice, not shared");
    // The page gives seeds for rolls to come, whose answers may be late.
    assertThat(ana.frames())
        .as("answers to practice")
        .allMatch(
            frame -> frame.contains("\"type\":\"hello\"") || frame.contains("\"type\":\"series\""));
  }

  @Test
  void plainHttpOnTheLanIsEnough(Visitors visitors) {
    Visitor ana = visitors.create(VisitorProfile.DESKTOP.through(PageEnvironment.LAN_HOST));
    // The header applies to https only; on plain http, browsers report that they ignore it.
    ana.expects("Cross-Origin-Opener-Policy header has been ignored");
    ana.open("/");
    ana.awaitConnected();
    assertThat(ana.page().evaluate("isSecureContext")).isEqualTo(false);

    Locator row = ana.rolls("3d6");
    ana.acts(row, "Copy");

    assertThat(ana.page().locator("#notice")).isVisible();
    assertThat(ana.opensTable()).startsWith("/t/");
    assertThat(ana.page().locator("#invite-code > *")).hasCount(1);
    ana.rolls("2d20kh1+5");
  }
}
