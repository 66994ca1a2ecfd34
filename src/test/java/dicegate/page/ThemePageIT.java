package dicegate.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What dice and table look like: chosen by players, and dice seen by all. */
@ExtendWith(PageEnvironmentExtension.class)
final class ThemePageIT {

  private static final List<String> THEMES =
      List.of("", "glass", "ivory", "obsidian", "brass", "bone-and-ink", "high-contrast");

  /** Notes the time of each frame from now on. */
  private static final String RECORD_FRAMES =
      """
      () => {
        window.frameTimes = [];
        const note = (now) => { window.frameTimes.push(now); window.noted = requestAnimationFrame(note); };
        window.noted = requestAnimationFrame(note);
      }
      """;

  /** Returns the sorted times between the frames noted so far, in milliseconds, and stops. */
  private static final String RECORDED =
      """
      () => {
        cancelAnimationFrame(window.noted);
        return window.frameTimes.slice(1).map((at, i) => at - window.frameTimes[i]).sort((a, b) => a - b);
      }
      """;

  @Test
  void everybodySeesTheThemeOfAMembersDice(Visitors visitors) {
    List<Visitor> both =
        visitors.gather(VisitorProfile.DESKTOP.reducingMotion(), List.of("Ana", "Bo"));
    Visitor ana = both.get(0);
    Visitor bo = both.get(1);
    bo.sets("Your dice", "obsidian");

    bo.rolls("2d6");

    assertThat(ana.page().locator(".rail-place .tray-flat[data-theme=obsidian]")).hasCount(2);
    assertThat(bo.page().locator("#tray .tray-flat[data-theme=obsidian]")).hasCount(2);
    assertThat(dieColour(ana.page().locator(".rail-place .tray-edge").first()))
        .isEqualTo(dieColour(bo.page().locator("#tray .tray-edge").first()));

    bo.page().reload();
    bo.awaitConnected();
    bo.rolls("d20");
    assertThat(ana.page().locator(".rail-place .tray-flat[data-theme=obsidian]")).hasCount(1);

    // The dice on the tray change at once, those of others with their next roll.
    bo.sets("Your dice", "brass");
    assertThat(bo.page().locator("#tray .tray-flat[data-theme=brass]")).hasCount(1);
    assertThat(ana.page().locator(".rail-place .tray-flat[data-theme=obsidian]")).hasCount(1);
    bo.rolls("d20");
    assertThat(ana.page().locator(".rail-place .tray-flat[data-theme=brass]")).hasCount(1);
  }

  @Test
  void allThemesInThreeDimensionsShowTheRolledFaces(Visitors visitors) {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.withWebgl().reducingMotion());
    ana.awaitConnected();
    ana.sets("Dice are drawn", "3d");
    ana.sets("A d6 has", "true");
    Locator tray = ana.page().locator("#tray");
    assertThat(tray).hasAttribute("data-tier", "3d");

    for (String theme : THEMES) {
      ana.sets("Your dice", theme);
      Locator row = ana.rolls("d20+d6+4d6kh3");

      assertThat(tray).hasAttribute("data-shown", Visitor.facesOf(row));
      ana.saveScreenshot("dice-" + (theme.isEmpty() ? "plain" : theme));
    }
  }

  @Test
  void diceWithPipsShowTheRolledFaces(Visitors visitors) {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    ana.awaitConnected();
    Locator tray = ana.page().locator("#tray");
    Locator row = ana.rolls("6d6+d8");
    assertThat(tray.locator("path.tray-number")).hasCount(0);

    ana.sets("A d6 has", "true");

    assertThat(tray.locator("path.tray-number")).hasCount(6);
    assertThat(tray).hasAttribute("data-shown", Visitor.facesOf(row));
    row = ana.rolls("8d6");
    assertThat(tray.locator("path.tray-number")).hasCount(8);
    assertThat(tray).hasAttribute("data-shown", Visitor.facesOf(row));
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"DARK", "LIGHT"})
  void tablesAreOfManyMaterials(ColorScheme scheme, Visitors visitors) {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.preferring(scheme).reducingMotion());
    ana.awaitPrepared();
    ana.rolls("3d6");
    Set<String> backgrounds = new HashSet<>();

    for (String felt : List.of("", "blue", "red", "grey", "wood", "slate")) {
      ana.sets("Table", felt);
      backgrounds.add(
          (String)
              ana.page().locator("#felt").evaluate("felt => getComputedStyle(felt).background"));
      String name = felt.isEmpty() ? "green" : felt;
      ana.saveScreenshot("felt-" + name + "-" + scheme.name().toLowerCase(Locale.ROOT));
    }
    assertThat(backgrounds).hasSize(6);

    ana.page().reload();
    ana.awaitConnected();
    assertThat(ana.page().locator("html")).hasAttribute("data-felt", "slate");
  }

  /** Prints how long frames take on the software renderer: figures, since machines differ. */
  @Test
  void throwsInThreeDimensionsAreMeasured(Visitors visitors) {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.withWebgl());
    ana.awaitConnected();
    ana.sets("Dice are drawn", "3d");
    Locator tray = ana.page().locator("#tray");
    assertThat(tray).hasAttribute("data-tier", "3d");
    // The first throw compiles what the others use.
    ana.rolls("d20");

    for (String theme : THEMES) {
      ana.sets("Your dice", theme);
      for (String roll : List.of("d20", "3d6", "12d20", "30d6")) {
        ana.page().evaluate(RECORD_FRAMES);
        Locator row = ana.rolls(roll);
        assertThat(tray).hasAttribute("data-shown", Visitor.facesOf(row));
        @SuppressWarnings("unchecked")
        List<Number> frames = (List<Number>) ana.page().evaluate(RECORDED);
        assertThat(frames).isNotEmpty();
        System.out.printf(
            "frames: %s in %s: %d, p50 %.1f ms, p95 %.1f ms%n",
            roll,
            theme.isEmpty() ? "the player's colour" : theme,
            frames.size(),
            frames.get(frames.size() / 2).doubleValue(),
            frames.get(frames.size() * 95 / 100).doubleValue());
      }
    }
  }

  private static String dieColour(Locator edge) {
    return (String) edge.evaluate("edge => getComputedStyle(edge).fill");
  }
}
