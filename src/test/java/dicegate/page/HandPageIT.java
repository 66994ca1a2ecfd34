package dicegate.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real dice, whose faces a player enters. */
@ExtendWith(PageEnvironmentExtension.class)
final class HandPageIT {

  @Test
  void diceAreEnteredByKeyboardAndMarkedForAll(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();
    ana.setsName("Ana");
    String link = ana.opensTable();
    Visitor bo = visitors.create(VisitorProfile.DESKTOP);
    bo.joins(link, "Bo");
    ana.input().fill("2d6!+3 for luck");

    Locator dialog = opens(ana);
    Keyboard keys = ana.page().keyboard();
    assertThat(dialog.getByLabel("d6, 1 of 2", exactly())).isFocused();
    enters(keys, "6");
    assertThat(dialog.getByLabel("d6, 1 of 2, rolled once more", exactly())).isFocused();
    enters(keys, "5");
    assertThat(dialog.getByLabel("d6, 2 of 2", exactly())).isFocused();
    keys.press("Backspace");
    assertThat(dialog.getByLabel("d6, 1 of 2, rolled once more", exactly())).isFocused();
    enters(keys, "7");
    assertThat(dialog.getByRole(AriaRole.ALERT)).containsText("\"7\"");
    enters(keys, "1");
    assertThat(dialog).containsText("Entered: 6, 1");
    dialog.getByRole(AriaRole.BUTTON, named("2")).click();

    assertThat(dialog).hasCount(0);
    for (Visitor each : List.of(ana, bo)) {
      assertThat(each.rows()).hasCount(1);
      assertThat(each.rows().first().locator(".total")).containsText("12");
      assertThat(each.rows().first().locator(".tag")).hasText("by hand");
      assertThat(each.rows().first()).containsText("luck");
    }
    assertThat(ana.page().locator("#verdict-caption")).containsText("by hand");
    assertThat(ana.page().locator("#tray")).hasAttribute("data-shown", "[6,1,2]");
    assertThat(bo.page().locator(".rail-total")).hasText("12");
    assertThat(bo.page().locator(".rail-place .tray-flat")).hasCount(3);
    assertThat(ana.page().locator("#announcer")).containsText("By hand.");
    ana.button("More…").click();
    ana.button("Luck and fairness").click();
    assertThat(ana.page().locator("#fairness .report")).isVisible();
    assertThat(ana.page().locator("#fairness .report")).not().containsText("d6");
  }

  @Test
  void symbolsAreChosenAndCancellingRollsNothing(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();
    ana.input().fill("2d[heads,tails]");

    Locator dialog = opens(ana);
    assertThat(dialog.getByRole(AriaRole.BUTTON, named("heads"))).isFocused();
    dialog.getByRole(AriaRole.BUTTON, named("Cancel")).click();
    assertThat(dialog).hasCount(0);
    assertThat(ana.rows()).hasCount(0);

    opens(ana);
    assertThat(dialog.getByRole(AriaRole.BUTTON, named("heads"))).isFocused();
    ana.page().keyboard().press("Enter");
    assertThat(dialog).containsText("2 of 2");
    dialog.getByRole(AriaRole.BUTTON, named("tails")).click();

    assertThat(ana.rows()).hasCount(1);
    assertThat(ana.rows().first().locator(".symbol")).hasText(new String[] {"1 heads", "1 tails"});
  }

  @Test
  void textThatIsNoRollHasItsErrorUnderTheInput(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();
    ana.input().fill("2d6+");

    ana.button("Enter dice by hand").click();

    assertThat(ana.page().locator("#problem")).isVisible();
    assertThat(ana.page().locator("dialog.hand")).hasCount(0);
    assertThat(ana.rows()).hasCount(0);
  }

  private static Locator opens(Visitor visitor) {
    visitor.button("Enter dice by hand").click();
    Locator dialog = visitor.page().locator("dialog.hand");
    assertThat(dialog).isVisible();
    return dialog;
  }

  private static void enters(Keyboard keys, String face) {
    keys.type(face);
    keys.press("Enter");
  }

  private static Locator.GetByLabelOptions exactly() {
    return new Locator.GetByLabelOptions().setExact(true);
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }
}
