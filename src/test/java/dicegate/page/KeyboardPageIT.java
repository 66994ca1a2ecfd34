package dicegate.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rolling, the log, tables and settings by keyboard alone. */
@ExtendWith(PageEnvironmentExtension.class)
final class KeyboardPageIT {

  /** More than the number of focusable elements on the page. */
  private static final int MAX_TABS = 120;

  @Test
  void typingRollingHistoryAndCorrecting(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();
    Keyboard keys = ana.page().keyboard();
    assertThat(ana.input()).isFocused();

    // The first typed text replaces the initial one.
    keys.type("d1+1");
    keys.press("Enter");
    ana.awaitRows(1);
    keys.press("ControlOrMeta+a");
    keys.type("d1+2");
    keys.press("Enter");
    ana.awaitRows(2);
    keys.press("ArrowUp");
    keys.press("ArrowUp");
    assertThat(ana.input()).hasValue("d1+1");
    keys.press("ArrowDown");
    assertThat(ana.input()).hasValue("d1+2");

    keys.press("Escape");
    assertThat(ana.input()).hasValue("");
    keys.type("3w6");
    keys.press("Enter");
    assertThat(ana.page().locator("#problem-message")).isVisible();
    tabTo(ana, ana.button("Use 3d6"));
    keys.press("Enter");
    assertThat(ana.input()).hasValue("3d6");
    assertThat(ana.input()).isFocused();
    keys.press("Enter");
    ana.awaitRows(3);
  }

  @Test
  void padRowsAndTabs(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();
    Keyboard keys = ana.page().keyboard();

    keys.press("Escape");
    keys.press("Alt+6");
    keys.press("Alt+2");
    assertThat(ana.input()).hasValue("d20+d6");
    tabTo(ana, ana.button("Add a d6"));
    keys.press("Space");
    assertThat(ana.input()).hasValue("d20+2d6");
    tabTo(ana, ana.button("Advantage"));
    keys.press("Enter");
    assertThat(ana.input()).hasValue("2d20kh1+2d6");
    keys.press("Control+k");
    assertThat(ana.input()).isFocused();
    keys.press("Enter");
    ana.awaitRows(1);

    Locator row = ana.rows().first();
    tabTo(ana, row.locator("[data-action=again]"));
    keys.press("Enter");
    ana.awaitRows(2);
    tabTo(ana, ana.rows().first().locator("[data-action=odds]"));
    keys.press("Enter");
    assertThat(ana.page().locator("#tab-odds")).hasAttribute("aria-selected", "true");
    assertThat(ana.page().locator("#odds")).isVisible();

    tabTo(ana, ana.page().locator("#tab-odds"));
    keys.press("ArrowLeft");
    assertThat(ana.page().locator("#tab-log")).isFocused();
    assertThat(ana.page().locator("#log")).isVisible();
    keys.press("ArrowRight");
    assertThat(ana.page().locator("#odds")).isVisible();
  }

  @Test
  void tableInvitationAndSettings(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();
    Keyboard keys = ana.page().keyboard();

    tabTo(ana, ana.button("Settings"));
    keys.press("Enter");
    tabTo(ana, ana.page().locator("#set-name"));
    keys.type("Ana");
    keys.press("Escape");
    assertThat(ana.page().locator("#settings")).isHidden();
    assertThat(ana.button("Settings")).isFocused();

    tabTo(ana, ana.page().locator("#share"));
    keys.press("Enter");
    assertThat(ana.page().locator("#invite")).isVisible();
    assertThat(ana.page().locator("#people")).containsText("Ana");
    tabTo(ana, ana.button("Copy link"));
    keys.press("Enter");
    assertThat(ana.page().locator("#invite-said")).isVisible();
    keys.press("Escape");
    assertThat(ana.page().locator("#invite")).isHidden();
    assertThat(ana.page().locator("#share")).isFocused();

    keys.press("/");
    assertThat(ana.input()).isFocused();
    keys.press("ControlOrMeta+a");
    keys.type("d20 for luck");
    keys.press("Shift+Enter");
    ana.awaitRows(1);
    assertThat(ana.rows()).containsText("GM");
    tabTo(ana, ana.rows().first().locator("[data-action=reveal]"));
    keys.press("Enter");
    assertThat(ana.rows().locator("[data-action=reveal]")).hasCount(0);
  }

  @Test
  void guestJoinsByKeyboard(Visitors visitors) {
    Visitor ana = visitors.openPage();
    Visitor bo = visitors.create(VisitorProfile.DESKTOP);
    bo.open(ana.opensTable());

    assertThat(bo.page().locator("#join-name")).isFocused();
    bo.page().keyboard().type("Bo");
    bo.page().keyboard().press("Enter");

    assertThat(bo.page().locator("#people")).containsText("Bo");
    assertThat(bo.page().locator("#join")).isHidden();
  }

  /** Presses Tab until the element has the focus; fails if it never gets it. */
  private static void tabTo(Visitor visitor, Locator wanted) {
    assertThat(wanted).isVisible();
    for (int i = 0; i < MAX_TABS; i++) {
      if (wanted.evaluate("element => element === document.activeElement").equals(true)) {
        return;
      }
      visitor.page().keyboard().press("Tab");
    }
    assertThat(wanted).isFocused();
  }
}
