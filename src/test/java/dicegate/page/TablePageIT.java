package dicegate.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several members of one table: each sees the rolls for them, and no others. */
@ExtendWith(PageEnvironmentExtension.class)
final class TablePageIT {

  @Test
  void bothMembersSeeAllRollsInOneOrder(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.setsName("Ana");
    Visitor bo = visitors.create(VisitorProfile.DESKTOP);

    bo.joins(ana.opensTable(), "Bo");

    for (Visitor each : List.of(ana, bo)) {
      Locator people = each.page().locator("#people");
      assertThat(people.getByRole(AriaRole.LISTITEM)).hasCount(2);
      assertThat(people).containsText("Ana");
      assertThat(people).containsText("Bo");
    }

    ana.asks("d1+10 for attack");
    bo.asks("d1+20 for defence");
    ana.awaitRows(2);
    bo.awaitRows(2);
    bo.asks("d1+30");
    ana.asks("d1+40");
    ana.awaitRows(4);
    bo.awaitRows(4);

    assertThat(ana.log()).isEqualTo(bo.log()).contains("11", "21", "31", "41");
    Locator attack = bo.rows().filter(new Locator.FilterOptions().setHasText("attack"));
    assertThat(attack).containsText("Ana");
    assertThat(ana.page().locator("#announcer-others")).containsText("Bo");
  }

  @Test
  void tableIsJoinedAgainAfterAReloadWithoutDuplicateRolls(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.setsName("Ana");
    String link = ana.opensTable();
    ana.rolls("d1+1");
    ana.rolls("d1+2");
    assertThat(ana.page().url()).endsWith(link);

    ana.page().reload();

    ana.awaitConnected();
    ana.awaitRows(2);
    assertThat(ana.log()).containsExactly("1d1+2", "3", "1d1+1", "2");
    assertThat(ana.page().locator("#people")).containsText("GM");
    assertThat(ana.page().locator("#people").getByRole(AriaRole.LISTITEM)).hasCount(1);
  }

  @Test
  void hiddenValuesAreSentOnlyToMembersWhoMaySeeThem(Visitors visitors) {
    Visitor gm = visitors.openPage();
    gm.setsName("Gina");
    String link = gm.opensTable();
    Visitor ana = visitors.create(VisitorProfile.DESKTOP);
    ana.joins(link, "Ana");
    Visitor bo = visitors.create(VisitorProfile.DESKTOP);
    bo.joins(link, "Bo");

    ana.choosesAudience("self");
    ana.rolls("d1*6173*7+1");
    ana.choosesAudience("gm");
    ana.rolls("d1*6173*7+2");
    ana.choosesAudience("blind");
    ana.asks("d1*6173*7+3");
    assertThat(ana.page().locator("#rows > li[data-status=hidden]")).hasCount(1);
    ana.choosesAudience("all");
    ana.rolls("d1*6173*7+4");

    gm.awaitRows(3);
    awaitTotal(bo, "43,215");
    awaitTotal(gm, "43,215");
    sees(ana, 43_212, 43_213, 43_215);
    seesNot(ana, 43_214);
    sees(gm, 43_213, 43_214, 43_215);
    seesNot(gm, 43_212);
    sees(bo, 43_215);
    seesNot(bo, 43_212, 43_213, 43_214);

    ana.page().reload();
    ana.awaitConnected();
    Locator blind = ana.page().locator("#rows > li[data-status=hidden]");
    assertThat(blind.locator(".expr")).hasText("1d1*6173*7+3");
    seesNot(ana, 43_214);

    gm.acts(gm.rows().nth(1), "Reveal");

    awaitTotal(bo, "43,214");
    awaitTotal(ana, "43,214");
    seesNot(bo, 43_212, 43_213);
    assertThat(ana.page().locator("#rows > li[data-status=hidden]")).hasCount(0);
  }

  @Test
  void watcherSeesRollsAndRollsOnlyPrivately(Visitors visitors) {
    Visitor gm = visitors.openPage();
    gm.setsName("Gina");
    gm.opensTable();
    gm.button("Invite others").click();
    gm.page().getByLabel("The link is for").selectOption("watcher");
    String address = gm.page().locator("#invite-link").inputValue();
    gm.page().keyboard().press("Escape");
    Visitor wim = visitors.create(VisitorProfile.DESKTOP);

    wim.joins(address.substring(address.indexOf("/t/")), "Wim");

    assertThat(wim.page().getByLabel("Who sees it")).hasValue("self");
    gm.rolls("d1+7");
    wim.awaitRows(1);
    wim.rolls("d1*6173*7+5");
    seesNot(gm, 43_216);
    assertThat(gm.rows()).hasCount(1);
    wim.input().fill("d1+4");
    wim.input().press("Shift+Enter");
    wim.awaitRows(3);
    assertThat(gm.rows()).hasCount(1);
  }

  @Test
  void textOfPlayersDoesNotChangeTheOrderOfTheTextBesideIt(Visitors visitors) {
    Visitor gm = visitors.openPage();
    gm.setsName("Gina");
    String link = gm.opensTable();
    Visitor dan = visitors.create(VisitorProfile.DESKTOP);
    dan.joins(link, "\u05d3\u05df");

    dan.rolls("d1+7 for \u05d2\u05e0\u05d1");

    gm.awaitRows(1);
    for (String part : List.of(".name", ".label", ".expr bdi")) {
      assertThat(gm.rows().locator(part)).hasCSS("unicode-bidi", "isolate");
    }
    assertThat(gm.rows().locator(".head")).containsText("\u05d2\u05e0\u05d1 1d1+7");
    assertThat(gm.page().locator(".rail-name bdi")).hasText("\u05d3\u05df");
    assertThat(gm.page().locator("#people bdi.name").last()).hasText("\u05d3\u05df");
  }

  @Test
  void leavingEndsTheExchangeOfRolls(Visitors visitors) {
    Visitor gm = visitors.openPage();
    gm.setsName("Gina");
    String link = gm.opensTable();
    Visitor ana = visitors.create(VisitorProfile.DESKTOP);
    ana.joins(link, "Ana");
    assertThat(gm.page().locator("#people")).containsText("Ana");

    ana.button("Invite others").click();
    ana.button("Leave the table").click();

    assertThat(gm.page().locator("#people")).not().containsText("Ana");
    gm.rolls("d1+7");
    ana.rolls("d1+1");
    assertThat(ana.rows()).hasCount(1);
    assertThat(gm.rows()).hasCount(1);
  }

  private static void awaitTotal(Visitor visitor, String total) {
    assertThat(
            visitor
                .rows()
                .locator(".total")
                .filter(new Locator.FilterOptions().setHasText(total))
                .first())
        .isVisible();
  }

  private static void sees(Visitor visitor, int... values) {
    for (int value : values) {
      assertThat(receivedText(visitor)).contains(Integer.toString(value));
    }
  }

  private static void seesNot(Visitor visitor, int... values) {
    for (int value : values) {
      assertThat(receivedText(visitor)).doesNotContain(Integer.toString(value));
    }
  }

  /** Returns the page and all frames that it received; numbers without thousands separators. */
  private static String receivedText(Visitor visitor) {
    String page = visitor.page().content().replaceAll("(?<=[0-9]),(?=[0-9])", "");
    return page + String.join("\n", visitor.frames());
  }
}
