package dicegate.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import dicegate.table.valkey.TcpProxy;
import java.util.ArrayList;
import java.util.List;

/** Those who visit the page in one test. Confined to the thread of the tests. */
final class Visitors {

  private final PageEnvironment environment;
  private final List<Visitor> all = new ArrayList<>();
  private final List<TcpProxy> proxys = new ArrayList<>();

  Visitors(PageEnvironment environment) {
    this.environment = environment;
  }

  PageServer server() {
    return environment.server();
  }

  /** Tells whether tables outlive the server. */
  boolean tablesOutliveServer() {
    return environment.tablesOutliveServer();
  }

  /** Returns a network to the server, which can be cut. */
  TcpProxy relay() {
    TcpProxy proxy = new TcpProxy(server().port());
    proxys.add(proxy);
    return proxy;
  }

  /** Somebody opens the page at a desk. */
  Visitor arrive() {
    return arrive(VisitorProfile.DESKTOP);
  }

  /** Somebody opens the page. */
  Visitor arrive(VisitorProfile profile) {
    Visitor visitor = enter(profile);
    visitor.open("/");
    return visitor;
  }

  /** Somebody opens the page over a network of their own. */
  Visitor arriveOver(TcpProxy proxy) {
    Visitor visitor = enterOver(proxy, VisitorProfile.DESKTOP);
    visitor.open("/");
    return visitor;
  }

  /** Somebody has a browser, which is at no page yet. */
  Visitor enter(VisitorProfile profile) {
    return add(profile, server().port());
  }

  /** Somebody has a browser in a network of their own, which is at no page yet. */
  Visitor enterOver(TcpProxy proxy, VisitorProfile profile) {
    return add(profile, proxy.port());
  }

  private Visitor add(VisitorProfile profile, int port) {
    Browser browser = profile.webgl() ? environment.browser() : environment.flatBrowser();
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(profile.width(), profile.height())
                .setHasTouch(profile.touches())
                .setIsMobile(profile.touches())
                .setColorScheme(profile.scheme())
                .setReducedMotion(profile.motion()));
    Visitor visitor = new Visitor(context, "http://" + profile.host() + ":" + port);
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
    proxys.forEach(TcpProxy::close);
  }
}
