package dicegate.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From a link to a seat: names, links that are not followed, links that are pasted. */
@ExtendWith(PageEnvironmentExtension.class)
final class ArrivalPageIT {

  @Test
  void whoeverSharesIsAskedForAName(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();

    ana.button("Share this table").click();
    assertThat(ana.page().locator("#join")).isVisible();
    ana.page().locator("#join-name").fill("Ana");
    ana.page().locator("#join").getByText("Share", exact()).click();

    assertThat(ana.page().locator("#invite")).isVisible();
    assertThat(ana.page().locator("#people")).containsText("Ana");
    assertThat(ana.page()).hasTitle(Pattern.compile(".+ \u00b7 Dicegate"));
  }

  @Test
  void linkThatIsNotFollowedIsOfferedAgain(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.setsName("Ana");
    String link = ana.opensTable();
    Visitor bo = visitors.create(VisitorProfile.DESKTOP);
    bo.open(link);
    assertThat(bo.page().locator("#join")).isVisible();
    bo.page().keyboard().press("Escape");

    assertThat(bo.page().locator("#notice-text")).containsText("You are not at the table");
    bo.button("Share this table").click();
    bo.page().locator("#join-name").fill("Bo");
    bo.page().locator("#join-name").press("Enter");

    assertThat(ana.page().locator("#people")).containsText("Bo");
    assertThat(bo.page().locator("#notice")).isHidden();
  }

  @Test
  void nameAtATableCannotBeTakenAway(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.setsName("Ana");
    ana.opensTable();

    for (String name : new String[] {"", " \u202e "}) {
      ana.setsName(name);
      assertThat(ana.page().locator("#settings")).containsText("you need a name");
      assertThat(ana.page().locator("#set-name")).hasValue("Ana");
      assertThat(ana.page().locator("#people")).containsText("Ana");
    }
    ana.setsName("An\u202ena");
    assertThat(ana.page().locator("#people")).containsText("Anna");
  }

  @Test
  void linkOfAGmThatIsPastedGivesItsRoleAndLeavesTheAddressBar(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.setsName("Ana");
    String link = ana.opensTable();
    ana.button("Invite others").click();
    ana.page().locator("#invite-role").selectOption("gm");
    Locator field = ana.page().locator("#invite-link");
    assertThat(field).not().hasValue(Pattern.compile(".*" + Pattern.quote(link)));
    String key = field.inputValue().replaceFirst(".*#", "");
    Visitor bo = visitors.create(VisitorProfile.DESKTOP);
    bo.joins(link, "Bo");
    assertThat(bo.page().locator("#people .person").nth(1)).not().containsText("GM");

    bo.page().evaluate("key => { location.hash = key; }", key);

    assertThat(bo.page().locator("#people .person").nth(1)).containsText("GM");
    assertThat(bo.page()).not().hasURL(Pattern.compile(Pattern.quote(key)));
  }

  @Test
  void membersHaveDifferentColours(Visitors visitors) {
    List<String> names = List.of("Ana", "Bo", "Cleo", "Dai", "Eva", "Finn");
    Visitor ana = visitors.gather(VisitorProfile.DESKTOP, names).get(0);

    assertThat(ana.page().locator("#people .person")).hasCount(6);
    ana.page()
        .waitForFunction(
            """
            () => new Set([...document.querySelectorAll('#people .disc')]
              .map((disc) => disc.style.getPropertyValue('--player'))).size === 6
            """);
  }

  @Test
  void ownRollsAreThereAfterAReload(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();
    ana.rolls("d1+41 for answer");
    ana.rolls("3d6");
    ana.page().reload();
    ana.awaitConnected();

    ana.awaitRows(2);
    assertThat(ana.rows().nth(1)).containsText("answer");
    assertThat(ana.rows().nth(1).locator(".total")).containsText("42");
  }

  private static Locator.GetByTextOptions exact() {
    return new Locator.GetByTextOptions().setExact(true);
  }
}
