package dicegate.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dicegate.table.valkey.TcpProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page of {@code src/docs/clients.md} on another site, with the client of the WAR. */
@ExtendWith(PageEnvironmentExtension.class)
final class ClientPageIT {

  private static final Path DOCUMENT = Path.of("src", "docs", "clients.md");
  private static final Pattern PAGE = Pattern.compile("```html\n(.*?)```", Pattern.DOTALL);

  /** Less than the messages that a connection may send at once. */
  private static final int ROLLS = 20;

  /**
   * Joins a table; the results of rolls wait in the page, with the events of the table beside them.
   */
  private static final String JOIN =
      """
      async (address) => {
        const { connect } = await import(`${address}/client.js`);
        const dice = connect(address);
        window.lost = 0;
        dice.addEventListener('waiting', () => { window.lost += 1; });
        window.events = [];
        dice.addEventListener('rolled', ({ detail }) => window.events.push(detail.seq));
        await dice.join({ table: 'cut-off', name: 'Bo' });
        window.results = [];
        window.rollMany = (count) => {
          for (let n = 0; n < count; n += 1) {
            window.results.push(dice.roll(`${window.results.length + 1}d1`));
          }
        };
      }
      """;

  private static final String TOTALS =
      "async () => (await Promise.all(window.results)).map(({ roll }) => roll.total)";
  private static final String SEQS =
      "async () => (await Promise.all(window.results)).map(({ seq }) => seq).sort((a, b) => a - b)";

  @Test
  void documentedPageRollsFromAnotherSite(Visitors visitors) throws IOException {
    String address = "http://127.0.0.1:" + visitors.server().port();
    visitors.otherSite().show(documentedPage(address));
    Page page = open(visitors, visitors.otherSite(), address).page();
    Locator rolls = page.locator("li");
    assertThat(page).hasURL(Pattern.compile("#k=.+"));
    page.locator("button").click();

    assertThat(page.locator("output")).hasText(Pattern.compile("3d6\\[.*] = \\d+"));
    assertThat(rolls).hasText(Pattern.compile("Ana: 3d6\\[.*] = \\d+"));
  }

  @Test
  void rollsInFlightWhenTheConnectionIsCutAreAnsweredOnce(Visitors visitors) {
    TcpProxy proxy = visitors.createProxy();
    String address = "http://127.0.0.1:" + proxy.port();
    Visitor visitor = open(visitors, visitors.otherSite(), address);
    visitor.expects("WebSocket connection to .* failed");
    Page page = visitor.page();
    page.evaluate(JOIN, address);
    // The server rolls some of these, whose answers do not arrive; the others it never gets.
    page.evaluate("count => window.rollMany(count)", ROLLS / 2);
    proxy.stall();
    page.evaluate("count => window.rollMany(count)", ROLLS / 2);
    proxy.redirectTo(visitors.server().port());
    proxy.resume();

    assertThat(page.evaluate(TOTALS).toString())
        .isEqualTo(IntStream.rangeClosed(1, ROLLS).boxed().toList().toString());
    page.waitForFunction("count => window.events.length >= count && window.lost > 0", ROLLS);
    assertThat(page.evaluate("() => window.events").toString())
        .isEqualTo(page.evaluate(SEQS).toString());
  }

  @Test
  void pageOfASiteThatIsNotAllowedDoesNotConnect(Visitors visitors) {
    String address = "http://127.0.0.1:" + visitors.server().port();
    try (OtherSite site = OtherSite.start()) {
      Visitor visitor = open(visitors, site, address);
      visitor.expects("WebSocket connection to .* failed");

      Object code =
          visitor
              .page()
              .evaluate(
                  """
                  async (address) => {
                    const { connect } = await import(`${address}/client.js`);
                    return connect(address).roll('3d6').catch(({ code }) => code);
                  }
                  """,
                  address);

      assertThat(code).isEqualTo("timeout");
    }
  }

  private static Visitor open(Visitors visitors, OtherSite site, String address) {
    Visitor visitor = visitors.createOn(site, VisitorProfile.DESKTOP);
    allowRequests(visitor, address);
    visitor.open("/");
    return visitor;
  }

  private static void allowRequests(Visitor visitor, String address) {
    visitor.expects("request to another host: " + Pattern.quote(address + "/client.js"));
    visitor.expects("WebSocket to another host: " + address.replace("http", "ws") + "/ws");
    visitor.expects("Failed to load resource.*favicon");
  }

  /** Returns the page of the document, with the address of a server in place of the example's. */
  private static String documentedPage(String address) throws IOException {
    return PAGE.matcher(Files.readString(DOCUMENT))
        .results()
        .map((MatchResult found) -> found.group(1).replace("https://dice.example", address))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no page in " + DOCUMENT));
  }
}
