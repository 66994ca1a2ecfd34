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
 * Looks at the page in its states with axe's eyes, and keeps a picture of each.
 *
 * @see <a href="https://github.com/dequelabs/axe-core">axe-core</a>
 */
final class AccessibilityScan {

  /** All that the guidelines demand up to level AA, and what axe advises beyond. */
  private static final String EXAMINE =
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
  private final List<String> complaints = new ArrayList<>();

  /**
   * @param name begins the names of the pictures
   */
  AccessibilityScan(String name) {
    this.name = name;
  }

  /** Prepares somebody to be looked at, before they open the page. */
  static Visitor equip(Visitor visitor) {
    visitor.page().addInitScript(axe());
    return visitor;
  }

  /**
   * Looks at what somebody sees now.
   *
   * @param state as the picture is to be called
   */
  void at(Visitor visitor, String state) {
    Page page = visitor.page();
    page.waitForFunction(AT_REST);
    visitor.photograph(name + "-" + state);
    if (page.evaluate(EXAMINE) instanceof List<?> violations) {
      violations.forEach(violation -> complaints.add(state + ": " + violation));
    } else {
      complaints.add(state + ": axe said nothing");
    }
  }

  /** Returns all that axe found. */
  List<String> complaints() {
    return complaints;
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
