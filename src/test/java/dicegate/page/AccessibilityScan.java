package dicegate.page;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Checks states of the page with axe, and saves a screenshot of each.
 *
 * @see <a href="https://github.com/dequelabs/axe-core">axe-core</a>
 */
final class AccessibilityScan {

  /** Runs the rules of WCAG up to level AA, and axe's own best practices. */
  private static final String RUN_AXE =
      """
      async () => {
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        const { violations } = await axe.run(document, {
          runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'],
        });
        return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) =>
          `${id} (${help}) at ${target}: ${failureSummary}`));
      }
      """;

  private static final String AT_REST =
      """
      () => document.getAnimations().every(({ playState, effect }) =>
        playState !== 'running' || effect.getComputedTiming().iterations === Infinity)
      """;

  private final String name;
  private final List<String> violations = new ArrayList<>();

  /**
   * @param name the prefix of the screenshots' names
   */
  AccessibilityScan(String name) {
    this.name = name;
  }

  /** Loads axe into a visitor's browser; to be called before the page is opened. */
  static Visitor prepare(Visitor visitor) {
    visitor.page().addInitScript(axe());
    return visitor;
  }

  /**
   * Checks the current state of a visitor's page.
   *
   * @param state the state's name, in the screenshot's name and in the violations
   */
  void at(Visitor visitor, String state) {
    Page page = visitor.page();
    page.waitForFunction(AT_REST);
    visitor.saveScreenshot(name + "-" + state);
    if (page.evaluate(RUN_AXE) instanceof List<?> found) {
      found.forEach(violation -> violations.add(state + ": " + violation));
    } else {
      violations.add(state + ": axe returned no list");
    }
  }

  /** Returns all violations that axe has found, each after the name of its state. */
  List<String> violations() {
    return violations;
  }

  private static String axe() {
    try (InputStream in =
        Objects.requireNonNull(
            AccessibilityScan.class.getResourceAsStream("/axe.min.js"), "axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
