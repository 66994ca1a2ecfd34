package dicegate.gateway;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.websocket.Session;

/**
 * Brings a client's address from its handshake to its session.
 *
 * <p>The WebSocket API tells an endpoint no address. What it does tell is the handshake's query
 * string, on both servers, and this endpoint has no use for one: so the address takes its place.
 */
final class ClientAddress {

  private ClientAddress() {}

  /** Returns the address that a handshake comes from: the proxy's, if there is one in between. */
  static String of(HttpServletRequest handshake) {
    return handshake.getRemoteAddr();
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
