package dicegate.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The views for a stream: the dice alone, and the log alone, on a transparent background. */
@ExtendWith(PageEnvironmentExtension.class)
final class StreamPageIT {

  private static final VisitorProfile SCREEN = VisitorProfile.DESKTOP.sized(1280, 720);

  /** Returns how much wider and higher the page is than the window. */
  private static final String OVERFLOW =
      """
      () => {
        const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
        return [scrollWidth - clientWidth, scrollHeight - clientHeight, innerWidth - clientWidth].join();
      }
      """;

  @Test
  void overlayHasTheDiceAlone(Visitors visitors) throws Exception {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    ana.setsName("Ana");
    String table = ana.opensTable();
    Visitor stream = visitors.create(SCREEN.reducingMotion());
    stream.open(withView(table, "overlay"));
    // Nobody can type a name on a stream.
    assertThat(ana.page().locator("#people")).containsText("Stream");
    assertThat(stream.page()).hasURL(Pattern.compile("view=overlay"));
    BufferedImage before = picture(stream, "stream-overlay-empty");
    assertThat(opaquePixels(before)).isZero();

    ana.rolls("2d20kh1+5 vs 15 for attack");
    assertThat(stream.page().locator("#verdict-total")).not().isEmpty();
    assertThat(stream.page().locator("#tray[data-shown]")).isAttached();

    BufferedImage picture = picture(stream, "stream-overlay");
    assertThat(alpha(picture, 2, 2)).isZero();
    assertThat(alpha(picture, 1277, 717)).isZero();
    assertThat(alpha(picture, 640, 20)).isZero();
    assertThat(opaquePixels(picture)).isBetween(5_000, 400_000);
    assertThat(stream.page().evaluate(OVERFLOW)).isEqualTo("0,0,0");
    assertThat(stream.page().locator("header")).isHidden();
    assertThat(stream.page().locator("#controls")).isHidden();
  }

  @Test
  void logViewHasTheRollsAlone(Visitors visitors) throws Exception {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    ana.setsName("Ana");
    String table = ana.opensTable();
    Visitor stream = visitors.create(SCREEN.reducingMotion());
    stream.open(withView(table, "log"));
    assertThat(ana.page().locator("#people")).containsText("Stream");
    assertThat(opaquePixels(picture(stream, "stream-log-empty"))).isZero();

    ana.rolls("2d20kh1+5 vs 15 for attack");
    ana.rolls("4d6kh3");
    ana.rolls("[attack] d20+6; [damage] 2d8+3");
    for (int i = 0; i < 12; i++) {
      ana.rolls("d20+" + i);
    }
    stream.awaitRows(15);

    BufferedImage picture = picture(stream, "stream-log");
    assertThat(alpha(picture, 1277, 717)).isZero();
    assertThat(opaquePixels(picture)).isGreaterThan(5_000);
    assertThat(stream.page().evaluate(OVERFLOW)).isEqualTo("0,0,0");
    assertThat(stream.page().locator("header")).isHidden();
    assertThat(stream.rows().first().locator("button").first()).isHidden();
  }

  private static String withView(String table, String view) {
    return table.replace("#", "?view=" + view + "#");
  }

  private static BufferedImage picture(Visitor visitor, String name) throws IOException {
    byte[] png = visitor.page().screenshot(new Page.ScreenshotOptions().setOmitBackground(true));
    Path folder = Files.createDirectories(PageServer.target().resolve("screenshots"));
    Files.write(folder.resolve(name + ".png"), png);
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static int alpha(BufferedImage picture, int x, int y) {
    return picture.getRGB(x, y) >>> 24;
  }

  private static int opaquePixels(BufferedImage picture) {
    int count = 0;
    for (int x = 0; x < picture.getWidth(); x++) {
      for (int y = 0; y < picture.getHeight(); y++) {
        if (alpha(picture, x, y) > 127) {
          count++;
        }
      }
    }
    return count;
  }
}
