package dicegate.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everybody's dice: the player's own on the tray, the last roll of each other member beside it. */
@ExtendWith(PageEnvironmentExtension.class)
final class RailPageIT {

  @Test
  void rollsOfOthersDoNotReplaceTheOwnOne(Visitors visitors) {
    List<Visitor> both = visitors.gather(VisitorProfile.DESKTOP, List.of("Ana", "Bo"));
    Visitor ana = both.get(0);
    Visitor bo = both.get(1);
    ana.rolls("d1+41");
    assertThat(ana.page().locator("#verdict-total")).hasText("42");

    bo.rolls("d1+6 for luck");

    Locator place = ana.page().locator(".rail-place:not(.empty)");
    assertThat(place).hasCount(1);
    assertThat(place.locator(".rail-total")).hasText("7");
    assertThat(place.locator(".rail-name")).hasText("Bo");
    assertThat(place.locator(".tray-flat")).hasCount(1);
    assertThat(ana.page().locator("#verdict-total")).hasText("42");
    assertThat(ana.page().locator("#tray")).hasAttribute("data-shown", "[1]");
    ana.awaitRows(2);
  }

  @Test
  void resultsOfABurstStayLegible(Visitors visitors) {
    List<Visitor> both = visitors.gather(VisitorProfile.DESKTOP, List.of("Ana", "Bo"));
    Visitor ana = both.get(0);
    Visitor bo = both.get(1);
    assertThat(ana.page().locator("#people")).containsText("Bo");

    for (int i = 1; i <= 3; i++) {
      bo.asks("d1+" + (10 + i));
    }

    assertThat(ana.page().locator(".rail-total")).hasText("14");
    assertThat(ana.page().locator(".rail-former span")).hasText(new String[] {"13", "12"});
    // They are gone when they were there for long enough, and the last one stays.
    assertThat(ana.page().locator(".rail-former span")).hasCount(0);
    assertThat(ana.page().locator(".rail-total")).hasText("14");
  }

  @ParameterizedTest
  @CsvSource({"1440, 900, 2", "390, 844, 7"})
  void everyMemberHasAPlaceWhereThereIsRoom(int width, int height, int count, Visitors visitors) {
    List<String> names = IntStream.range(0, count).mapToObj(i -> "Member " + i).toList();
    List<Visitor> all =
        visitors.gather(VisitorProfile.DESKTOP.sized(width, height).reducingMotion(), names);
    Visitor ana = all.get(0);
    ana.rolls("3d6");
    for (Visitor other : all.subList(1, count)) {
      other.rolls("2d6+d20");
    }

    ana.awaitRows(count);
    int places = ana.page().locator(".rail-place:not(.empty)").count();
    assertThat(places).isEqualTo(Math.min(count - 1, width < 600 ? 5 : 11));
    assertThat(ana.page().locator(".rail-place:not(.empty) .tray-flat").count())
        .isGreaterThanOrEqualTo(places);
    ana.saveScreenshot("rail-" + count + "-" + width);
  }

  @Test
  void fivePeopleSeeSixtyRollsInTheSameOrder(Visitors visitors) {
    List<Visitor> all =
        visitors.gather(VisitorProfile.DESKTOP, List.of("Ana", "Bo", "Cleo", "Dai", "Eva"));
    Visitor ana = all.get(0);

    for (int i = 0; i < 12; i++) {
      for (Visitor each : all) {
        each.asks("2d6+" + i);
      }
    }

    for (Visitor each : all) {
      each.awaitRows(60);
      assertThat(each.log()).isEqualTo(ana.log());
      assertThat(each.page().locator(".rail-place:not(.empty) .tray-flat")).hasCount(8);
      assertThat(each.page().locator("#tray[data-shown]")).isAttached();
    }
  }
}
