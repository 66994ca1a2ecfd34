package dicegate.gateway;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The CORS protocol for one resource: pages of the listed origins may read its responses.
 *
 * <p>A listed origin is named in the response, never as {@code *}. Credentials are not allowed,
 * since there are none. {@code null}, which many pages share, cannot be on the list. A preflight
 * that asks for access to a private network gets no permission for it.
 *
 * <p>A request of any other page is served without these headers, and the page's browser hides the
 * response. So this protects responses, and not from requests: a form of any page can send one.
 * {@link RollServlet} does nothing for others than its caller, who spends a part of their own rate.
 * A resource that does more has to refuse such requests, by {@link OriginPolicy#accepts}, as {@link
 * TableRollServlet} does.
 *
 * <p>Stateless.
 *
 * @param methods the methods that pages may use, separated by commas
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch Standard, CORS
 *     protocol</a>
 */
record CorsPolicy(OriginPolicy origins, String methods) {

  /** The header that a body's media type needs; browsers send most others without permission. */
  private static final String REQUEST_HEADERS = "Content-Type";

  /** The headers of our responses that pages cannot read without permission. */
  private static final String EXPOSED_HEADERS = "Accept-Post, Allow, Retry-After";

  /** How long a browser keeps the answer to a preflight, in seconds: Chromium's maximum. */
  private static final int MAX_AGE_SECONDS = 7_200;

  /**
   * Sets the headers of the response to a request, which may be a preflight. To be called before
   * anything else that may answer it, so that pages can read refusals too.
   */
  void apply(HttpServletRequest request, HttpServletResponse response) {
    // Also without an Origin: a cache must not give that response to a page.
    response.addHeader("Vary", "Origin");
    boolean preflight =
        request.getMethod().equals("OPTIONS")
            && request.getHeader("Access-Control-Request-Method") != null;
    headers(Collections.list(request.getHeaders("Origin")), preflight).forEach(response::setHeader);
  }

  /**
   * Returns the headers of a response, by name; none if the request is not of a listed origin.
   *
   * @param origin all Origin headers of the request
   */
  Map<String, String> headers(List<String> origin, boolean preflight) {
    Optional<String> listed = origins.listed(origin);
    if (listed.isEmpty()) {
      return Map.of();
    }
    Map<String, String> headers = new TreeMap<>();
    headers.put("Access-Control-Allow-Origin", listed.get());
    if (preflight) {
      headers.put("Access-Control-Allow-Methods", methods);
      headers.put("Access-Control-Allow-Headers", REQUEST_HEADERS);
      headers.put("Access-Control-Max-Age", Integer.toString(MAX_AGE_SECONDS));
    } else {
      headers.put("Access-Control-Expose-Headers", EXPOSED_HEADERS);
    }
    return headers;
  }
}
