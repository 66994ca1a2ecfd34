package dicegate.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dicegate.table.valkey.TcpProxy;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Failures of the network and the server, and a second tab: no roll is lost or duplicated. */
@ExtendWith(PageEnvironmentExtension.class)
final class OutagePageIT {

  /** The browser's console message after a failed attempt to connect. */
  private static final String CONNECT_FAILED = "WebSocket connection to .* failed";

  @Test
  void serverRestartLosesNothing(Visitors visitors) {
    assumeTrue(
        visitors.tablesOutliveServer(),
        "redis-server is not installed: apt-get install redis-server");
    Visitor ana = visitors.openPage();
    ana.setsName("Ana");
    Visitor bo = visitors.create(VisitorProfile.DESKTOP);
    bo.joins(ana.opensTable(), "Bo");
    ana.expects(CONNECT_FAILED);
    bo.expects(CONNECT_FAILED);
    ana.rolls("d1+1");
    bo.awaitRows(1);
    bo.rolls("d1+2");
    ana.awaitRows(2);
    ana.awaitPrepared();
    bo.awaitPrepared();

    visitors.server().stop();
    assertThat(ana.page().locator("#connection")).containsText("Reconnecting");
    assertThat(bo.page().locator("#connection")).containsText("Reconnecting");
    ana.asks("d1+3");
    assertThat(ana.rows().first()).hasAttribute("data-status", "queued");
    visitors.server().start();

    ana.awaitRows(3);
    bo.awaitRows(3);
    bo.rolls("d1+4");
    ana.awaitRows(4);
    assertThat(ana.log())
        .isEqualTo(bo.log())
        .containsExactly("1d1+4", "5", "1d1+3", "4", "1d1+2", "3", "1d1+1", "2");
    assertThat(ana.page().locator("#people").getByRole(AriaRole.LISTITEM)).hasCount(2);
  }

  @Test
  void reconnectedPlayerSeesTheMissedRolls(Visitors visitors) {
    TcpProxy proxy = visitors.createProxy();
    Visitor ana = visitors.openPageOver(proxy);
    ana.setsName("Ana");
    ana.expects(CONNECT_FAILED);
    ana.awaitPrepared();
    Visitor bo = visitors.create(VisitorProfile.DESKTOP);
    bo.joins(ana.opensTable(), "Bo");
    ana.rolls("d1+1");
    bo.awaitRows(1);

    proxy.redirectTo(PageServer.freePort());
    assertThat(ana.page().locator("#connection")).containsText("Reconnecting");
    bo.rolls("d1+2");
    bo.rolls("d1+3");
    bo.rolls("d1+4");
    proxy.redirectTo(visitors.server().port());

    assertThat(ana.page().locator("#notice")).containsText("Back. 3 rolls while you were away");
    ana.awaitRows(4);
    assertThat(ana.log()).isEqualTo(bo.log());
    assertThat(ana.rows().getByText("while you were away", exactly())).hasCount(3);
    // No dice were thrown for the missed rolls.
    assertThat(ana.page().locator("#verdict-total")).hasText("2");
  }

  @Test
  void rollWaitsForTheConnectionAndCanBeCancelled(Visitors visitors) {
    TcpProxy proxy = visitors.createProxy();
    Visitor ana = visitors.openPageOver(proxy);
    ana.expects(CONNECT_FAILED);
    ana.awaitPrepared();
    proxy.redirectTo(PageServer.freePort());
    assertThat(ana.page().locator("#connection")).containsText("Reconnecting");

    ana.asks("d1+1");
    assertThat(ana.rows().first()).hasAttribute("data-status", "queued");
    assertThat(ana.rows().first()).containsText("will roll when back");
    ana.asks("d1+2");
    assertThat(ana.page().locator("#problem-message")).containsText("One roll waits");
    ana.rows().first().getByText("Cancel").click();
    assertThat(ana.rows()).hasCount(0);
    ana.asks("d1+3");
    proxy.redirectTo(visitors.server().port());

    ana.awaitRows(1);
    assertThat(ana.log()).containsExactly("1d1+3", "4");
    ana.rolls("d1+4");
    assertThat(ana.rows()).hasCount(2);
  }

  @Test
  void lateAnswerIsAwaitedAndShown(Visitors visitors) {
    TcpProxy proxy = visitors.createProxy();
    Visitor ana = visitors.openPageOver(proxy);
    ana.awaitPrepared();

    proxy.stall();
    ana.asks("d1+1");
    Locator row = ana.rows().first();
    assertThat(row).hasAttribute("data-status", "pending");
    assertThat(ana.page().locator("#announcer")).containsText("Still rolling");
    assertThat(row).hasText(Pattern.compile(".*The dice engine is slow \\([0-9]+ s\\).*"));
    assertThat(row.getByText("Cancel")).isVisible();
    proxy.resume();

    ana.awaitRows(1);
    assertThat(ana.log()).containsExactly("1d1+1", "2");
  }

  @Test
  void sessionTakenByAnotherConnectionCanBeTakenBack(Visitors visitors) throws Exception {
    Visitor ana = visitors.openPage();
    ana.awaitPrepared();
    ana.rolls("d1+1");

    try (HttpClient client = HttpClient.newHttpClient()) {
      WebSocket thief =
          client
              .newWebSocketBuilder()
              .subprotocols("dicegate.v1.json")
              .buildAsync(
                  URI.create(ana.origin().replace("http", "ws") + "/ws"),
                  new WebSocket.Listener() {})
              .get();
      thief.sendText("{\"type\":\"resume\",\"session\":\"" + sessionOf(ana) + "\"}", true).get();

      assertThat(ana.page().locator("#connection")).hasAttribute("data-phase", "replaced");
      assertThat(ana.page().locator("#notice")).containsText("Open in another tab");
      ana.asks("d1+2");
      assertThat(ana.page().locator("#problem-message")).containsText("Cannot roll");
      ana.button("Use here").click();

      ana.awaitPrepared();
      ana.rolls("d1+3");
      assertThat(ana.log()).containsExactly("1d1+3", "4", "1d1+1", "2");
      thief.abort();
    }
  }

  private static String sessionOf(Visitor visitor) {
    String hello = visitor.frames().getFirst();
    JsonObject read = Json.createReader(new StringReader(hello)).readObject();
    return read.getString("session");
  }

  private static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }
}
