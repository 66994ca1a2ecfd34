package dicegate.fleet;

import dicegate.wire.frames.EngineProtocol;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address and protocol of an engine. A host name may stand for several engines, one at each of
 * its IP addresses; see {@link #at}.
 *
 * @param protocol the engine's protocol
 * @param host a host name, or an address as text, that of IPv6 in brackets; empty if embedded
 * @param port 1 to 65535; 0 if embedded
 * @param embedded whether the engine is ours, in the same process
 */
public record EngineEndpoint(EngineProtocol protocol, String host, int port, boolean embedded) {

  /** The engine in the same process. */
  public static final EngineEndpoint EMBEDDED = new EngineEndpoint(EngineProtocol.V1, "", 0, true);

  private static final String EMBEDDED_TEXT = "inproc";
  private static final Pattern TCP =
      Pattern.compile("(seed\\+)?tcp://(\\[[0-9a-fA-F:]+\\]|[^:/\\s*,]+):([1-9][0-9]{0,4})");
  private static final Pattern LITERAL = Pattern.compile("\\[.*\\]|[0-9]+(\\.[0-9]+){3}");
  private static final int MAX_PORT = 65_535;

  /**
   * Reads an endpoint as configured: {@code inproc}, {@code tcp://host:port} or {@code
   * seed+tcp://host:port}.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static EngineEndpoint parse(String text) {
    if (text.equals(EMBEDDED_TEXT)) {
      return EMBEDDED;
    }
    Matcher matcher = TCP.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > MAX_PORT) {
      throw new IllegalArgumentException(
          "expected inproc, tcp://host:port or seed+tcp://host:port, not \"" + text + "\"");
    }
    EngineProtocol protocol = matcher.group(1) == null ? EngineProtocol.V1 : EngineProtocol.LEGACY;
    return new EngineEndpoint(
        protocol, matcher.group(2), Integer.parseInt(matcher.group(3)), false);
  }

  /** Returns the host name to resolve; empty for an IP address or the embedded engine. */
  Optional<String> hostName() {
    return embedded || LITERAL.matcher(host).matches() ? Optional.empty() : Optional.of(host);
  }

  /** Returns the endpoint of the engine at one of the host name's addresses. */
  EngineEndpoint at(InetAddress resolved) {
    String address = resolved.getHostAddress();
    String literal = resolved instanceof Inet6Address ? "[" + address + "]" : address;
    return new EngineEndpoint(protocol, literal, port, embedded);
  }

  /** Returns the address to which ZeroMQ connects, for an engine that is not embedded. */
  String address() {
    return "tcp://" + host + ':' + port;
  }

  /** Returns the endpoint in the form of the configuration. */
  @Override
  public String toString() {
    return embedded ? EMBEDDED_TEXT : protocol.scheme() + "://" + host + ':' + port;
  }
}
