package dicegate.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of the API documents. */
@ExtendWith(PageEnvironmentExtension.class)
final class DocsPageIT {

  private static final String OVERFLOW =
      "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";

  @Test
  void everyOperationMessageAndCodeIsShown(Visitors visitors) throws IOException {
    Visitor dev = read(visitors.create(VisitorProfile.DESKTOP), "/docs/");

    for (String name : new String[] {"websocket", "engine"}) {
      JsonObject document = document("asyncapi-" + name + ".json");
      for (String operation : document.getJsonObject("operations").keySet()) {
        assertThat(dev.page().locator("#" + name + "-operation-" + operation)).isVisible();
      }
      JsonObject messages = document.getJsonObject("components").getJsonObject("messages");
      for (String message : messages.keySet()) {
        Locator section = dev.page().locator("#" + name + "-" + message);
        assertThat(section.locator("h3"))
            .containsText(messages.getJsonObject(message).getString("title"));
        assertThat(section.locator("pre"))
            .hasCount(messages.getJsonObject(message).getJsonArray("examples").size());
      }
    }
    for (var error : document("asyncapi-websocket.json").getJsonArray("x-errors")) {
      assertThat(dev.page().locator("#error-" + error.asJsonObject().getString("code")))
          .isVisible();
    }
    for (String path : document("openapi.json").getJsonObject("paths").keySet()) {
      assertThat(dev.page().locator(".badge").filter(has(path)).first()).isVisible();
    }
    assertThat(dev.page().locator("#websocket-joined table")).containsText("keys.watcher");
  }

  @Test
  void addressOfAnErrorLeadsToIt(Visitors visitors) {
    Visitor dev = read(visitors.create(VisitorProfile.DESKTOP), "/docs/#error-syntax");

    assertThat(dev.page().locator("#error-syntax")).isInViewport();
  }

  @Test
  void contentsLinksLeadToTheirSections(Visitors visitors) {
    Visitor dev = read(visitors.create(VisitorProfile.DESKTOP), "/docs/");

    dev.page().locator("#contents a[href='#websocket-join']").click();

    assertThat(dev.page().locator("#websocket-join h3")).isInViewport();
    assertThat(dev.page().locator("#contents a")).not().hasCount(0);
  }

  @ParameterizedTest
  @CsvSource({"desktop-light, 1280, 800, LIGHT", "phone-dark, 360, 780, DARK"})
  void axeReportsNoViolations(
      String name, int width, int height, ColorScheme scheme, Visitors visitors) {
    VisitorProfile profile =
        VisitorProfile.DESKTOP.sized(width, height).preferring(scheme).reducingMotion();
    AccessibilityScan scan = new AccessibilityScan(name);
    Visitor dev = read(AccessibilityScan.prepare(visitors.create(profile)), "/docs/");

    scan.at(dev, "docs");
    dev.page().locator("#websocket-rolled").scrollIntoViewIfNeeded();
    scan.at(dev, "docs-message");
    dev.page().locator("#websocket-conversation-table").scrollIntoViewIfNeeded();
    scan.at(dev, "docs-conversation");

    assertThat(scan.violations()).isEmpty();
    assertThat(dev.page().evaluate(OVERFLOW)).as("scrolls sideways by").isEqualTo(0);
  }

  private static Visitor read(Visitor dev, String path) {
    dev.open(path);
    assertThat(dev.page().locator("#content")).hasAttribute("aria-busy", "false");
    return dev;
  }

  private static Locator.FilterOptions has(String path) {
    return new Locator.FilterOptions().setHasText(" " + path);
  }

  private static JsonObject document(String name) throws IOException {
    try (JsonReader reader =
        Json.createReader(Files.newBufferedReader(Path.of("webapp", "docs", name)))) {
      return reader.readObject();
    }
  }
}
