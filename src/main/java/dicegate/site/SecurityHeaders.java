package dicegate.site;

import java.util.Map;
import java.util.TreeMap;

/**
 * Security headers, which every response has: an error page is a page too.
 *
 * <p>{@code connect-src 'self'} covers the WebSocket: ws and wss of the page's own host and port
 * match it by CSP 3, and so they do in Chromium and Firefox, and in Safari since 15.4.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/#match-schemes">CSP 3, scheme-part matches</a>
 */
final class SecurityHeaders {

  /**
   * The predecessor of {@code frame-ancestors}, which overrides it. Payara adds SAMEORIGIN where
   * this header is absent; ALLOWALL is HTML's value that forbids nothing.
   *
   * @see <a
   *     href="https://html.spec.whatwg.org/multipage/document-lifecycle.html#the-x-frame-options-header">HTML,
   *     the X-Frame-Options header</a>
   */
  private static final String FRAME_OPTIONS = "X-Frame-Options";

  private SecurityHeaders() {}

  /** Returns the headers by name. */
  static Map<String, String> of(FrameAncestors ancestors) {
    Map<String, String> headers = new TreeMap<>();
    headers.put(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; font-src 'self'; media-src 'self'; manifest-src 'self';"
            + " worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "
            + ancestors.text()
            + "; require-trusted-types-for 'script'");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put(FRAME_OPTIONS, ancestors.isNone() ? "DENY" : "ALLOWALL");
    return headers;
  }
}
