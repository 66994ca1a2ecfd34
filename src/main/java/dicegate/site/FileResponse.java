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

  static FileResponse notFound() {
    return plain(NOT_FOUND, "No page or file has this address.", Map.of());
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
    Map<String, String> headers = new TreeMap<>(more);
    headers.put("Content-Type", MediaType.PLAIN);
    headers.put("Cache-Control", CachePolicy.REVALIDATE.header());
    return new FileResponse(status, headers, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
