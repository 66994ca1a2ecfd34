package dicegate.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** The address of a client, as limits count it. */
public final class ClientAddress {

  private static final int IPV6_BYTES = 16;
  private static final int NETWORK_BYTES = 8;

  private ClientAddress() {}

  /** Returns the address of a request's sender: the proxy's, if there is one in between. */
  public static String of(HttpServletRequest request) {
    return subscriber(request.getRemoteAddr());
  }

  /**
   * Returns the part of an address that identifies a subscriber: the whole of an IPv4 address, the
   * /64 network of an IPv6 address, since one IPv6 subscriber has 2^64 addresses.
   *
   * @param address a numeric address; IPv6 may have a zone
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6177">RFC 6177, IPv6 address assignment to end
   *     sites</a>
   */
  public static String subscriber(String address) {
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
}
