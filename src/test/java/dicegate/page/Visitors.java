package dicegate.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import dicegate.table.valkey.Relay;
import java.util.ArrayList;
import java.util.List;

/** Those who visit the page in one test. Confined to the thread of the tests. */
final class Visitors {

  private final Venue venue;
  private final List<Visitor> all = new ArrayList<>();
  private final List<Relay> relays = new ArrayList<>();

  Visitors(Venue venue) {
    this.venue = venue;
  }

  PageServer server() {
    return venue.server();
  }

  /** Tells whether tables outlive the server. */
  boolean tablesOutliveServer() {
    return venue.tablesOutliveServer();
  }

  /** Returns a network to the server, which can be cut. */
  Relay relay() {
    Relay relay = new Relay(server().port());
    relays.add(relay);
    return relay;
  }

  /** Somebody opens the page at a desk. */
  Visitor arrive() {
    return arrive(Guise.DESKTOP);
  }

  /** Somebody opens the page. */
  Visitor arrive(Guise guise) {
    Visitor visitor = enter(guise);
    visitor.open("/");
    return visitor;
  }

  /** Somebody opens the page over a network of their own. */
  Visitor arriveOver(Relay relay) {
    Visitor visitor = enterOver(relay, Guise.DESKTOP);
    visitor.open("/");
    return visitor;
  }

  /** Somebody has a browser, which is at no page yet. */
  Visitor enter(Guise guise) {
    return add(guise, server().port());
  }

  /** Somebody has a browser in a network of their own, which is at no page yet. */
  Visitor enterOver(Relay relay, Guise guise) {
    return add(guise, relay.port());
  }

  private Visitor add(Guise guise, int port) {
    Browser browser = guise.webgl() ? venue.browser() : venue.flatBrowser();
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(guise.width(), guise.height())
                .setHasTouch(guise.touches())
                .setIsMobile(guise.touches())
                .setColorScheme(guise.scheme())
                .setReducedMotion(guise.motion()));
    Visitor visitor = new Visitor(context, "http://" + guise.host() + ":" + port);
    all.add(visitor);
    return visitor;
  }

  /** Returns what no visitor should have met. */
  List<String> troubles() {
    return all.stream().flatMap(visitor -> visitor.troubles().stream()).toList();
  }

  /**
   * Keeps what everybody sees, for a test that failed.
   *
   * @param name of the files
   */
  void photograph(String name) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).photograph("failed/" + name + "-" + (i + 1));
    }
  }

  /** All leave. */
  void leave() {
    all.forEach(Visitor::leave);
    relays.forEach(Relay::close);
  }
}
