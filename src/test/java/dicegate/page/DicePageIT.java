package dicegate.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dice on the tray: all of them in it, what each did, and how the total comes about. */
@ExtendWith(PageEnvironmentExtension.class)
final class DicePageIT {

  private static final List<Integer> COUNTS = List.of(1, 3, 8, 16, 25, 100);

  private static final List<String> DICE = List.of("d6", "d100", "d7");

  /** Returns what is drawn outside of the tray, or outside of the picture; empty if nothing is. */
  private static final String OUTSIDE =
      """
      () => {
        const tray = document.querySelector('#tray').getBoundingClientRect();
        return [...document.querySelectorAll('#tray :is(.tray-die, .tray-more, .tray-mark, .tray-text li, canvas)')]
          .filter((drawn) => !drawn.closest('.surplus'))
          .map((drawn) => ({ drawn, box: drawn.getBoundingClientRect() }))
          .filter(({ box }) => box.width > 0 && (box.left < tray.left - 1 || box.right > tray.right + 1
            || box.top < tray.top - 1 || box.bottom > tray.bottom + 1))
          .map(({ drawn, box }) => `${drawn.className.baseVal ?? drawn.className} at ${JSON.stringify(box)} of ${JSON.stringify(tray)}`)
          .join();
      }
      """;

  @ParameterizedTest
  @CsvSource({
    "320, 568, flat", "390, 844, flat", "1440, 900, flat",
    "320, 568, text", "320, 568, 3d", "1440, 900, 3d"
  })
  void allDiceAreInsideOfTheTray(int width, int height, String tier, Visitors visitors) {
    VisitorProfile profile = VisitorProfile.DESKTOP.sized(width, height).reducingMotion();
    Visitor ana = visitors.openPage(tier.equals("3d") ? profile.withWebgl() : profile);
    ana.awaitConnected();
    ana.sets("Results", "at-once");
    ana.sets("Dice are drawn", tier);
    assertThat(ana.page().locator("#tray")).hasAttribute("data-tier", tier);

    List<String> outside = new ArrayList<>();
    for (int count : COUNTS) {
      for (String die : DICE) {
        ana.rolls(count + die);
        assertThat(ana.page().locator("#tray[data-shown]")).isAttached();
        Object found = ana.page().evaluate(OUTSIDE);
        if (!found.equals("")) {
          outside.add(count + die + ": " + found);
        }
      }
    }
    ana.rolls("3d6+d20");
    ana.rolls("6#4d6kh3");
    assertThat(ana.page().evaluate(OUTSIDE)).isEqualTo("");
    assertThat(outside).isEmpty();
  }

  @Test
  void whatADieDidIsMarkedAndSaidAndCopied(Visitors visitors) {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    ana.awaitConnected();

    Locator row = ana.rolls("3d1>=1");
    assertThat(row.locator(".die.success")).hasCount(3);
    assertThat(row.locator(".total")).containsText("3 successes");
    assertThat(ana.page().locator("#tray .tray-mark.success")).hasCount(3);
    assertThat(ana.page().locator("#verdict-total")).hasText("3 successes");
    assertThat(ana.page().locator("#announcer"))
        .containsText("3 successes. Dice 1 success, 1 success, 1 success.");

    row = ana.rolls("2d1min3");
    assertThat(row.locator(".die").first()).hasText(Pattern.compile("3\u2191?\\s*raised from 1"));
    assertThat(ana.page().locator("#tray .tray-mark.raised")).hasCount(2);
  }

  @Test
  void totalIsExplainedUnderTheTray(Visitors visitors) {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    ana.awaitConnected();
    Locator sum = ana.page().locator("#verdict-sum");

    ana.rolls("3d1+2");
    assertThat(sum).hasText("1 + 1 + 1 + 2 = 5");
    ana.rolls("(2d1-5)*3");
    assertThat(sum).hasText("(1 + 1 \u2212 5) \u00d7 3 = \u22129");
    Locator row = ana.rolls("1d1[fire] + 2d1[cold] + 4");
    assertThat(sum).hasText("1 + 1 + 1 + 4 = 7 \u00b7 fire 1, cold 2, other 4");
    assertThat(row.locator(".sets")).hasText("fire 1, cold 2, other 4");
    ana.rolls("d20");
    assertThat(sum).isEmpty();
  }

  @Test
  void diceOfSeveralResultsLieInSets(Visitors visitors) {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    ana.awaitConnected();
    ana.sets("Dice are drawn", "flat");

    ana.rolls("6#4d6kh3");

    assertThat(ana.page().locator("#tray .tray-set")).hasCount(6);
    assertThat(ana.page().locator("#tray .tray-set").first().locator(".tray-flat")).hasCount(4);
  }
}
