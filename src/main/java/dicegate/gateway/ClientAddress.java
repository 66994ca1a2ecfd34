package dicegate.gateway;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.websocket.Session;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/**
 * Brings a client's address from its handshake to its session.
 *
 * <p>The WebSocket API tells an endpoint no address. What it does tell is the handshake's query
 * string, on both servers, and this endpoint has no use for one: so the address takes its place.
 */
final class ClientAddress {

  private static final int IPV6_BYTES = 16;
  private static final int NETWORK_BYTES = 8;

  private ClientAddress() {}

  /** Returns the address that a request comes from: the proxy's, if there is one in between. */
  static String of(HttpServletRequest request) {
    return subscriber(request.getRemoteAddr());
  }

  /**
   * Returns what stands for one subscriber: an address of IPv4, the network of one of IPv6. Whoever
   * has one address of IPv6 has 2^64.
   *
   * @param address as a number, perhaps with a zone
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6177">RFC 6177, IPv6 address assignment to end
   *     sites</a>
   */
  static String subscriber(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return bytes.length == IPV6_BYTES
          ? HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES) + "/64"
          : InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      return address;
    }
  }

  /** Returns the address of a session whose handshake was {@link #tagged}. */
  static String of(Session session) {
    String query = session.getQueryString();
    return query == null ? "" : query;
  }

  /** Returns a handshake with its address in place of the query string, whatever that was. */
  static HttpServletRequest tagged(HttpServletRequest handshake) {
    String address = of(handshake);
    return new HttpServletRequestWrapper(handshake) {
      @Override
      public String getQueryString() {
        return address;
      }
    };
  }
}
