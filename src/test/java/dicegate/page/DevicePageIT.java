package dicegate.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Phones, themes, and browsers with and without 3D. */
@ExtendWith(PageEnvironmentExtension.class)
final class DevicePageIT {

  /** The minimum width and height of a touch target, in CSS pixels: WCAG 2.5.5. */
  private static final double MIN_TARGET = 44;

  @Test
  void phoneRollsByTouchAlone(Visitors visitors) {
    Visitor ana = visitors.openPage(VisitorProfile.PHONE);
    ana.awaitConnected();
    assertThat(ana.input()).not().isFocused();

    ana.button("Clear").tap();
    ana.button("Add a d20").tap();
    ana.button("Add a d20").tap();
    ana.button("Roll").tap();

    ana.awaitRows(1);
    assertThat(ana.rows().locator(".die")).hasCount(2);
    assertThat(ana.input()).not().isFocused();
    ana.button("More").tap();
    for (String name :
        List.of(
            "Roll",
            "Clear",
            "Add a d4",
            "Add a d%",
            "Advantage",
            "Target to reach",
            "More",
            "6× the roll",
            "Explode once")) {
      BoundingBox box = Objects.requireNonNull(ana.button(name).boundingBox(), name);
      assertThat(laidOut(box.height)).as("height of " + name).isGreaterThanOrEqualTo(MIN_TARGET);
      assertThat(laidOut(box.width)).as("width of " + name).isGreaterThanOrEqualTo(MIN_TARGET);
    }
  }

  /**
   * Returns a length as Chromium lays it out, in 64ths of a pixel: a box has the difference of two
   * places in single precision, and 44 pixels further down a page are 43.99994.
   */
  private static double laidOut(double pixels) {
    return Math.round(pixels * 64) / 64.0;
  }

  @Test
  void nothingIsWiderThanThePhone(Visitors visitors) {
    Visitor ana = visitors.openPage(VisitorProfile.PHONE.sized(360, 740));
    ana.awaitConnected();

    ana.rolls("20d20 for a very long word: Donaudampfschifffahrtsgesellschaftskapitaen");
    ana.rolls("6#4d6kh3");

    Object width = ana.page().evaluate("document.documentElement.scrollWidth");
    assertThat(width).isEqualTo(360);
    Locator roll = ana.button("Roll");
    assertThat(Objects.requireNonNull(roll.boundingBox()).y).isLessThan(740);
  }

  @Test
  void themeFollowsTheSystemUntilChosen(Visitors visitors) {
    Visitor dark = visitors.openPage(VisitorProfile.DESKTOP.preferring(ColorScheme.DARK));
    Visitor light = visitors.openPage(VisitorProfile.DESKTOP.preferring(ColorScheme.LIGHT));
    String night = background(dark);
    String day = background(light);
    assertThat(night).isNotEqualTo(day);

    light.sets("Page", "dark");

    assertThat(background(light)).isEqualTo(night);
    light.page().reload();
    light.awaitConnected();
    assertThat(background(light)).as("after the next visit").isEqualTo(night);
  }

  @Test
  void diceAreFlatWithoutWebgl(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();

    Locator row = ana.rolls("d4+d6+d8+d10+d12+d20+d%+d3+d2");

    assertThat(tray(ana)).hasAttribute("data-tier", "flat");
    assertThat(tray(ana)).hasAttribute("data-shown", Visitor.facesOf(row));
  }

  @Test
  void diceInThreeDimensionsShowTheRolledFaces(Visitors visitors) {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.withWebgl());
    ana.awaitConnected();
    // Unless they are chosen, a software renderer is too slow for them.
    assertThat(tray(ana)).hasAttribute("data-tier", "flat");
    ana.sets("Dice are drawn", "3d");
    assertThat(tray(ana)).hasAttribute("data-tier", "3d");

    for (String roll :
        List.of(
            "d4+d6+d8+d10+d12+d20",
            "3d%",
            "4d6kh3+2d20kl1",
            "d9+d1000+2d20",
            "4dF+d6",
            "d2+d3+d5+d7+d14+d16+d24+d30")) {
      Locator row = ana.rolls(roll);

      assertThat(tray(ana)).hasAttribute("data-tier", "3d");
      assertThat(tray(ana)).hasAttribute("data-shown", Visitor.facesOf(row));
    }
  }

  @Test
  void diceAsTextAndFlatCanBeChosen(Visitors visitors) {
    Visitor ana = visitors.openPage();
    ana.awaitConnected();
    for (String tier : List.of("text", "flat")) {
      ana.sets("Dice are drawn", tier);

      Locator row = ana.rolls("3d6+d%");

      assertThat(tray(ana)).hasAttribute("data-tier", tier);
      assertThat(tray(ana)).hasAttribute("data-shown", Visitor.facesOf(row));
    }
  }

  @Test
  void reducedMotionShowsTheResultAtOnce(Visitors visitors) {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    ana.awaitConnected();

    Locator row = ana.rolls("3d6");

    assertThat(tray(ana)).hasAttribute("data-shown", Visitor.facesOf(row));
  }

  private static Locator tray(Visitor visitor) {
    return visitor.page().locator("#tray");
  }

  private static String background(Visitor visitor) {
    return (String)
        visitor.page().evaluate("getComputedStyle(document.documentElement).backgroundColor");
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 768, 1280})
  void fieldsOfTheSettingsAreWideEnough(int width, Visitors visitors) {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.sized(width, 800));
    ana.awaitPrepared();

    ana.button("Settings").click();

    assertThat(ana.page().locator("#set-name")).isVisible();
    Locator fields = ana.page().locator("#settings .fields :is(input, select)");
    assertThat(fields.count()).isGreaterThan(9);
    for (Locator field : fields.all()) {
      BoundingBox box = Objects.requireNonNull(field.boundingBox());
      assertThat(box.width).as(field.getAttribute("id")).isGreaterThan(180);
      assertThat(box.x + box.width).isLessThanOrEqualTo(width);
    }
  }

  @Test
  void largeTextOfTheBrowserFitsOnAPhone(Visitors visitors) {
    Visitor ana = visitors.openPage(VisitorProfile.PHONE);
    ana.awaitConnected();
    ana.rolls("2d20kh1+5 for attack");

    ana.page().evaluate("document.documentElement.style.setProperty('font-size', '200%')");

    assertThat(ana.page().evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    ana.saveScreenshot("phone-large-text");
  }
}
