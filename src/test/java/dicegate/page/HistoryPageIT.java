package dicegate.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Older rolls of a table, which the page reads on scroll; the search and the filters of the log.
 */
@ExtendWith(PageEnvironmentExtension.class)
final class HistoryPageIT {

  /** More rolls than a table sends when it is joined. */
  private static final int ROLLS = 1_250;

  private static final int MANY_ROLLS = 5_000;

  /** Of scripts, see {@link Visitor#heapBytes}. */
  private static final long MAX_HEAP_BYTES = 6_000_000;

  /** The most rows in the document, see {@code window.js}. */
  private static final int MAX_SHOWN = 400;

  private static final String END = "The table keeps no older rolls.";

  /**
   * Scrolls to the old end, waits for older rows, and returns how far the row at the end has moved
   * by then.
   */
  private static final String SCROLL_BACK =
      """
      async () => {
        const log = document.querySelector('#log');
        const rows = document.querySelector('#rows');
        log.scrollTop = log.scrollHeight;
        const last = rows.lastElementChild;
        const { top } = last.getBoundingClientRect();
        const frame = () => new Promise(requestAnimationFrame);
        const deadline = performance.now() + 25000;
        const isEnd = () => document.querySelector('.log-end')?.textContent.includes('no older');
        while (rows.lastElementChild === last && !isEnd()) {
          if (performance.now() > deadline) throw new Error('no older rows');
          await frame();
        }
        await frame();
        await frame();
        return {
          moved: last.getBoundingClientRect().top - top,
          isEnd: Boolean(isEnd()),
          count: rows.children.length,
          rolls: [...rows.querySelectorAll('.expr')].map(({ textContent }) => textContent),
        };
      }
      """;

  /** Scrolls to the new end until the newest roll is there. */
  private static final String SCROLL_FORTH =
      """
      async () => {
        const log = document.querySelector('#log');
        const rows = document.querySelector('#rows');
        const frame = () => new Promise(requestAnimationFrame);
        const deadline = performance.now() + 25000;
        const moves = [];
        while (!document.querySelector('#newest').hidden) {
          if (performance.now() > deadline) throw new Error('no newer rows');
          log.scrollTop = 0;
          const first = rows.firstElementChild;
          const { top } = first.getBoundingClientRect();
          while (rows.firstElementChild === first && performance.now() < deadline) await frame();
          await frame();
          moves.push(first.getBoundingClientRect().top - top);
        }
        return moves;
      }
      """;

  /** Types a letter into the search, and returns the milliseconds until the next frame is drawn. */
  private static final String TYPE_AND_MEASURE =
      """
      async () => {
        const text = document.querySelector('#log-text');
        const frame = () => new Promise(requestAnimationFrame);
        const spent = [];
        for (const typed of ['1', '1d', '1d1', '1d1+', '1d1+4', '1d1+49', '1d1+499', '']) {
          await frame();
          const start = performance.now();
          text.value = typed;
          text.dispatchEvent(new Event('input', { bubbles: true }));
          document.querySelector('#rows').getBoundingClientRect();
          await frame();
          spent.push(Math.round(performance.now() - start));
        }
        return spent;
      }
      """;

  @Test
  void olderRollsAreReadOnScrollAndTheReadRowStaysInPlace(Visitors visitors) throws Exception {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    try (TableRoller roller = rollAtTable(ana, 1_000)) {
      awaitRolled(ana, 1_000);
      // What throws hold until they end is garbage soon.
      ana.page().waitForCondition(() -> ana.heapBytes() < MAX_HEAP_BYTES);
      System.out.printf("page: %d bytes of heap after 1,000 rolls%n", ana.heapBytes());
      roller.rollUpTo(ROLLS, 7, "rare");
    }
    reopen(ana);
    assertThat(ana.rows()).hasCount(200);
    String newest = ana.rows().first().innerText();

    Set<String> seen = readBack(ana, ROLLS / 50);

    assertThat(seen).isEqualTo(rolls(1, ROLLS));
    assertThat(ana.page().locator(".log-end")).hasText(END);
    assertThat(ana.page().locator("#older")).isHidden();

    if (ana.page().evaluate(SCROLL_FORTH) instanceof List<?> moves) {
      assertThat(moves).isNotEmpty().allSatisfy(moved -> assertThat(number(moved)).isLessThan(2));
    }
    assertThat(ana.rows().first().innerText()).isEqualTo(newest);
  }

  @Test
  void olderRollsAreReadByKeyboardAndAnnounced(Visitors visitors) throws Exception {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    rollAtTable(ana, ROLLS);
    reopen(ana);
    Locator older = ana.button("Older rolls");
    String newest = ana.rows().first().innerText();

    older.focus();
    Locator last = ana.rows().last();
    String before = last.innerText();
    ana.page().keyboard().press("Enter");

    Locator focused = ana.page().locator("#rows > li:focus");
    assertThat(focused).hasCount(1);
    assertThat(focused.innerText()).isNotEqualTo(before);
    ana.page().keyboard().press("Tab");
    assertThat(focused.or(ana.page().locator("#rows > li button:focus"))).hasCount(1);

    for (int i = 0; i < ROLLS / 50 && !ana.page().locator(".log-end").isVisible(); i++) {
      int shown = ana.rows().count();
      String oldest = ana.rows().last().innerText();
      ana.button("Older rolls").press("Enter");
      ana.page()
          .waitForFunction(
              "oldest => document.querySelector('#rows').lastElementChild.innerText !== oldest"
                  + " || !document.querySelector('.log-end').hidden",
              oldest);
      assertThat(ana.rows().count()).isBetween(Math.min(shown, MAX_SHOWN), MAX_SHOWN);
    }
    assertThat(ana.page().locator(".log-end")).hasText(END);
    assertThat(ana.page().locator(".log-end + [role=status]")).containsText("older rolls");

    ana.button("Newest rolls").press("Enter");
    assertThat(ana.rows().first()).isFocused();
    assertThat(ana.rows().first().innerText()).isEqualTo(newest);
  }

  @Test
  void searchFindsLoadedRollsAndThenOlderOnes(Visitors visitors) throws Exception {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    try (TableRoller roller = rollAtTable(ana, ROLLS)) {
      reopen(ana);

      Locator search = openSearch(ana);
      assertThat(search).isFocused();
      search.fill("1d1+1249");
      assertThat(ana.rows()).hasCount(1);
      assertThat(ana.page().locator(".log-count")).containsText("1 of ");
      assertThat(ana.page().locator("#log-search [role=status]")).containsText("1 of ");

      search.fill("rare");
      assertThat(ana.rows()).hasCount(0);
      assertThat(ana.page().locator(".log-count")).hasText("No rolls match.");
      ana.button("Search older rolls").press("Enter");

      assertThat(ana.rows()).hasCount(1);
      assertThat(ana.rows()).containsText("1d1+7");
      assertThat(ana.rows().first()).isFocused();
      assertThat(ana.page().locator(".log-end")).containsText("1 matching roll in ");
      ana.page().getByLabel("Label", exactly()).selectOption("rare");
      assertThat(ana.rows()).hasCount(1);

      ana.button("Show all").click();
      ana.page().getByLabel("Label", exactly()).selectOption("");
      assertThat(ana.rows()).hasCount(200);
      search.fill("later");
      assertThat(ana.rows()).hasCount(0);
      roller.rollUpTo(ROLLS + 2, ROLLS + 1, "later");
      assertThat(ana.rows()).hasCount(1);
      assertThat(ana.rows()).containsText("1d1+" + (ROLLS + 1));

      search.fill("");
      search.press("Escape");
      assertThat(search).isHidden();
      assertThat(ana.button("Search")).isFocused();
      assertThat(ana.rows()).hasCount(200);
    }
  }

  @Test
  void membersAreFilteredAndTheLogIsSearchedAwayFromTables(Visitors visitors) throws Exception {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    ana.awaitConnected();
    ana.rolls("d1+1");
    ana.rolls("d1+2");
    Locator search = openSearch(ana);
    search.fill("1d1+2");
    assertThat(ana.rows()).hasCount(1);
    assertThat(ana.page().locator("#older")).isHidden();
    ana.button("Search").click();
    assertThat(ana.rows()).hasCount(2);

    rollAtTable(ana, 3);
    ana.awaitRows(5);
    openSearch(ana);
    ana.page().getByLabel("Rolls of").selectOption("Roy");
    assertThat(ana.rows()).hasCount(3);
    ana.page().getByLabel("Rolls of").selectOption("You");
    assertThat(ana.rows()).hasCount(2);
  }

  @Test
  void fiveThousandRollsStayUsable(Visitors visitors) throws Exception {
    Visitor ana = visitors.openPage(VisitorProfile.DESKTOP.reducingMotion());
    rollAtTable(ana, MANY_ROLLS);
    reopen(ana);

    long start = System.nanoTime();
    Set<String> seen = readBack(ana, MANY_ROLLS / 50);
    long millis = (System.nanoTime() - start) / 1_000_000;

    assertThat(seen).hasSize(MANY_ROLLS);
    openSearch(ana);
    List<Double> typed = new ArrayList<>();
    if (ana.page().evaluate(TYPE_AND_MEASURE) instanceof List<?> spent) {
      spent.forEach(each -> typed.add(number(each)));
    }
    System.out.printf(
        "%,d rows: read back in %,d ms; a letter in the search takes %s ms%n",
        MANY_ROLLS, millis, typed);
    assertThat(typed).hasSize(8);
    Locator search = ana.page().getByRole(AriaRole.SEARCHBOX);
    search.fill("1d1+4999");
    assertThat(ana.rows()).hasCount(1);
    assertThat(ana.page().locator(".log-count")).hasText("1 of 5,000 rolls");
    ana.rolls("d1+4999");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void axeReportsNoViolationsInTheSearch(boolean phone, Visitors visitors) throws Exception {
    VisitorProfile profile =
        (phone ? VisitorProfile.PHONE.sized(360, 780) : VisitorProfile.DESKTOP).reducingMotion();
    AccessibilityScan scan = new AccessibilityScan(phone ? "history-phone" : "history-desktop");
    Visitor ana = AccessibilityScan.prepare(visitors.create(profile));
    ana.open("/");
    ana.awaitConnected();
    rollAtTable(ana, ROLLS);
    reopen(ana);
    ana.button("Older rolls").scrollIntoViewIfNeeded();
    scan.at(ana, "older");

    Locator search = openSearch(ana);
    scan.at(ana, "search");
    search.fill("d1");
    assertThat(ana.page().locator(".log-count")).containsText(" of ");
    scan.at(ana, "matches");
    search.fill("nothing");
    assertThat(ana.page().locator(".log-count")).hasText("No rolls match.");
    ana.button("Search older rolls").click();
    assertThat(ana.page().locator(".log-end")).hasText(Pattern.compile("No match in .*" + END));
    scan.at(ana, "no-match");

    Object overflow =
        ana.page()
            .evaluate(
                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(number(overflow)).isZero();
    assertThat(scan.violations()).isEmpty();
  }

  /** Opens a table for a visitor, at which somebody else rolls; the seventh roll has a label. */
  private static TableRoller rollAtTable(Visitor host, int count) throws Exception {
    host.setsName("Ana");
    TableRoller roller = TableRoller.join(host, host.opensTable(), "Roy");
    roller.rollUpTo(count, 7, "rare");
    return roller;
  }

  /** Waits until a visitor has been told of a number of rolls. */
  private static void awaitRolled(Visitor visitor, int count) {
    visitor
        .page()
        .waitForCondition(
            () ->
                visitor.frames().stream()
                        .filter(frame -> frame.contains("\"type\":\"rolled\""))
                        .count()
                    >= count);
  }

  /** Opens the page again: it has only the table's newest rolls then. */
  private static void reopen(Visitor visitor) {
    visitor.page().reload();
    visitor.awaitConnected();
    assertThat(visitor.rows().first()).isVisible();
  }

  private static Locator openSearch(Visitor visitor) {
    visitor.button("Search").click();
    Locator search = visitor.page().getByRole(AriaRole.SEARCHBOX);
    assertThat(search).isVisible();
    return search;
  }

  /** Scrolls back to the table's first roll; returns all rolls that were shown. */
  private static Set<String> readBack(Visitor visitor, int maxSteps) {
    Set<String> seen = new HashSet<>();
    boolean ended = false;
    for (int step = 0; step < maxSteps && !ended; step++) {
      if (visitor.page().evaluate(SCROLL_BACK) instanceof Map<?, ?> result) {
        assertThat(number(result.get("moved"))).isCloseTo(0, within(1.5));
        assertThat(number(result.get("count"))).isLessThanOrEqualTo(MAX_SHOWN);
        if (result.get("rolls") instanceof List<?> rolls) {
          rolls.forEach(roll -> seen.add(String.valueOf(roll)));
        }
        ended = Boolean.TRUE.equals(result.get("isEnd"));
      }
    }
    return seen;
  }

  private static Set<String> rolls(int first, int last) {
    return new HashSet<>(
        IntStream.rangeClosed(first, last).mapToObj(number -> "1d1+" + number).toList());
  }

  private static double number(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
