package dicegate.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Another site with one page, empty at first. Its origin with the address of loopback may use the
 * server; that with the name {@code localhost} is a third one, which may not.
 *
 * <p>The page is isolated from other origins (COEP), so it can read only what these permit.
 */
final class OtherSite implements AutoCloseable {

  private static final String EMPTY =
      "<!doctype html><html lang=en><link rel=icon href=data:,><title>Another site</title>";

  private final HttpServer server;
  private volatile byte[] page = EMPTY.getBytes(StandardCharsets.UTF_8);

  private OtherSite(HttpServer server) {
    this.server = server;
  }

  static OtherSite start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      OtherSite site = new OtherSite(server);
      server.createContext("/", site::answer);
      server.start();
      return site;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Sets the page to the empty one. */
  void showEmpty() {
    show(EMPTY);
  }

  /** Sets the page, which is served at every path. */
  void show(String html) {
    page = html.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the origin that may use the server. */
  String origin() {
    return "http://127.0.0.1:" + port();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] shown = page;
    exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
    exchange.getResponseHeaders().set("Cross-Origin-Embedder-Policy", "require-corp");
    exchange.getResponseHeaders().set("Cross-Origin-Opener-Policy", "same-origin");
    exchange.sendResponseHeaders(200, shown.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(shown);
    }
  }
}
