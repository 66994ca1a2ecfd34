package dicegate.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decides which origins may open a WebSocket: the server's own, those on the list, and programs
 * that send no Origin. Stateless.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-10.2">RFC 6455, section 10.2</a>
 */
final class OriginPolicy {

  private final List<String> allowed;

  OriginPolicy(List<String> allowed) {
    this.allowed = allowed;
  }

  /**
   * Tells whether a handshake is allowed.
   *
   * @param origins all Origin headers of the request
   * @param host the Host header
   */
  boolean accepts(List<String> origins, @Nullable String host) {
    if (origins.isEmpty()) {
      return true;
    }
    if (origins.size() > 1) {
      return false;
    }
    String origin = origins.get(0);
    return allowed.contains(origin) || (host != null && sameAuthority(origin, host));
  }

  private static boolean sameAuthority(String origin, String host) {
    try {
      URI uri = new URI(origin);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return web
          && uri.getRawAuthority() != null
          && uri.getRawAuthority().toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
