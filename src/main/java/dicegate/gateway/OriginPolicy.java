package dicegate.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which origins may open a WebSocket: the server's own, those on the list, and programs
 * that send no Origin. Those on the list may read responses over HTTP, see {@link CorsPolicy}.
 * Stateless.
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
    if (origins.isEmpty() || listed(origins).isPresent()) {
      return true;
    }
    return origins.size() == 1 && host != null && sameAuthority(origins.get(0), host);
  }

  /**
   * Returns the origin of a request if it is on the list.
   *
   * @param origins all Origin headers of the request
   */
  Optional<String> listed(List<String> origins) {
    return origins.size() == 1 && allowed.contains(origins.get(0))
        ? Optional.of(origins.get(0))
        : Optional.empty();
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
