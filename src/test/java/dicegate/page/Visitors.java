package dicegate.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import dicegate.table.valkey.TcpProxy;
import java.util.ArrayList;
import java.util.List;

/** The visitors of one test, and their proxies. Confined to the thread of the tests. */
final class Visitors {

  private final PageEnvironment environment;
  private final List<Visitor> all = new ArrayList<>();
  private final List<TcpProxy> proxies = new ArrayList<>();

  Visitors(PageEnvironment environment) {
    this.environment = environment;
  }

  PageServer server() {
    return environment.server();
  }

  OtherSite otherSite() {
    return environment.otherSite();
  }

  /** Tells whether tables outlive the server. */
  boolean tablesOutliveServer() {
    return environment.tablesOutliveServer();
  }

  /** Creates a proxy in front of the server, which can cut its connections. */
  TcpProxy createProxy() {
    TcpProxy proxy = new TcpProxy(server().port());
    proxies.add(proxy);
    return proxy;
  }

  /** Creates a visitor with a desktop, and opens the page. */
  Visitor openPage() {
    return openPage(VisitorProfile.DESKTOP);
  }

  /** Creates a visitor, and opens the page. */
  Visitor openPage(VisitorProfile profile) {
    Visitor visitor = create(profile);
    visitor.open("/");
    return visitor;
  }

  /** Creates a visitor with a desktop behind the proxy, and opens the page. */
  Visitor openPageOver(TcpProxy proxy) {
    Visitor visitor = createOver(proxy, VisitorProfile.DESKTOP);
    visitor.open("/");
    return visitor;
  }

  /**
   * Gathers visitors at a new table.
   *
   * @param names the first opens the table, and is its GM
   */
  List<Visitor> gather(VisitorProfile profile, List<String> names) {
    Visitor host = openPage(profile);
    host.setsName(names.get(0));
    String link = host.opensTable();
    List<Visitor> gathered = new ArrayList<>(List.of(host));
    for (String name : names.subList(1, names.size())) {
      Visitor guest = create(profile);
      guest.joins(link, name);
      gathered.add(guest);
    }
    return gathered;
  }

  /** Creates a visitor who has not opened a page yet. */
  Visitor create(VisitorProfile profile) {
    return add(profile, server().port());
  }

  /** Creates a visitor behind the proxy who has not opened a page yet. */
  Visitor createOver(TcpProxy proxy, VisitorProfile profile) {
    return add(profile, proxy.port());
  }

  /** Creates a visitor of another site who has not opened its page yet. */
  Visitor createOn(OtherSite site, VisitorProfile profile) {
    return add(profile, site.port());
  }

  private Visitor add(VisitorProfile profile, int port) {
    Browser browser = profile.webgl() ? environment.webglBrowser() : environment.browser();
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

  /** Returns the unexpected errors of all visitors. */
  List<String> unexpectedErrors() {
    return all.stream().flatMap(visitor -> visitor.unexpectedErrors().stream()).toList();
  }

  /**
   * Saves a screenshot of each visitor's page, for a failed test.
   *
   * @param name the prefix of the files' names
   */
  void saveScreenshot(String name) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).saveScreenshot("failed/" + name + "-" + (i + 1));
    }
  }

  /** Closes all browser contexts and proxies, and clears the page of the other site. */
  void close() {
    all.forEach(Visitor::close);
    proxies.forEach(TcpProxy::close);
    otherSite().showEmpty();
  }
}
