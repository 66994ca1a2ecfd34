package dicegate.site;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The response to a request for a file. Immutable; the body must not be written to. */
final class FileResponse {

  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final int TEMPORARY_REDIRECT = 307;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int NOT_ACCEPTABLE = 406;

  private static final byte[] NO_BODY = {};

  /** Without styles of its own: it must not depend on files that may not be there. */
  private static final String NOT_FOUND_PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="dark light">
        <title>Not found – Dicegate</title>
      </head>
      <body>
        <h1>No page or file has this address.</h1>
        <p><a href="HOME">Roll dice</a></p>
      </body>
      </html>
      """;

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  private FileResponse(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  static FileResponse file(Asset asset, ContentCoding coding, CachePolicy policy) {
    Map<String, String> headers = validators(asset, coding, policy);
    headers.put("Content-Type", asset.type());
    if (coding != ContentCoding.IDENTITY) {
      headers.put("Content-Encoding", coding.token());
    }
    return new FileResponse(OK, headers, asset.bytes(coding));
  }

  static FileResponse notModified(Asset asset, ContentCoding coding, CachePolicy policy) {
    return new FileResponse(NOT_MODIFIED, validators(asset, coding, policy), NO_BODY);
  }

  /** Returns a redirect, by its path alone: the request's Host may be anybody's. */
  static FileResponse redirect(String path) {
    return new FileResponse(TEMPORARY_REDIRECT, Map.of("Location", path), NO_BODY);
  }

  /**
   * Returns the page for an address that nothing has, with a link to the page that rolls dice.
   *
   * @param path of the request, below the context root; the link is relative to it, since a proxy
   *     may serve the page under another path
   */
  static FileResponse notFound(String path) {
    int depth = (int) path.chars().filter(c -> c == '/').count() - 1;
    String home = depth <= 0 ? "./" : "../".repeat(depth);
    return text(NOT_FOUND, MediaType.HTML, NOT_FOUND_PAGE.replace("HOME", home), Map.of());
  }

  static FileResponse methodNotAllowed() {
    return plain(
        METHOD_NOT_ALLOWED, "Only GET and HEAD are allowed.", Map.of("Allow", "GET, HEAD"));
  }

  /** Returns the response for a client that accepts none of the available content codings. */
  static FileResponse notAcceptable() {
    return plain(
        NOT_ACCEPTABLE,
        "Available content codings: br, gzip and identity for texts, identity for other files.",
        Map.of("Vary", "Accept-Encoding"));
  }

  /**
   * Returns the same response for pages of every site to read. Browsers fetch a module of another
   * site in CORS mode, without credentials; a page that isolates itself wants the second header.
   *
   * @see <a
   *     href="https://html.spec.whatwg.org/multipage/webappapis.html#fetch-a-single-module-script">HTML,
   *     fetch a single module script</a>
   * @see <a href="https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header">Fetch,
   *     Cross-Origin-Resource-Policy</a>
   */
  FileResponse readableByEverySite() {
    Map<String, String> all = new TreeMap<>(headers);
    all.put("Access-Control-Allow-Origin", "*");
    all.put("Cross-Origin-Resource-Policy", "cross-origin");
    return new FileResponse(status, all, body);
  }

  /** Returns the HTTP status. */
  int status() {
    return status;
  }

  /** Returns the headers by name, without {@code Content-Length}. */
  Map<String, String> headers() {
    return headers;
  }

  /** Returns the body, which is sent unless the request is a HEAD. */
  byte[] body() {
    return body;
  }

  private static Map<String, String> validators(
      Asset asset, ContentCoding coding, CachePolicy policy) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("Cache-Control", policy.header());
    headers.put("ETag", asset.etag(coding));
    if (asset.varies()) {
      headers.put("Vary", "Accept-Encoding");
    }
    return headers;
  }

  private static FileResponse plain(int status, String text, Map<String, String> more) {
    return text(status, MediaType.PLAIN, text + "\n", more);
  }

  private static FileResponse text(int status, String type, String text, Map<String, String> more) {
    Map<String, String> headers = new TreeMap<>(more);
    headers.put("Content-Type", type);
    headers.put("Cache-Control", CachePolicy.REVALIDATE.header());
    return new FileResponse(status, headers, text.getBytes(StandardCharsets.UTF_8));
  }
}
