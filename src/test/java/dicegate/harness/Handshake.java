package dicegate.harness;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The opening handshake of one connection: the request, and the check of the server's response.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-4">RFC 6455, 4</a>
 */
public final class Handshake {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_BYTES = 16;

  private final InetSocketAddress address;
  private final String path;
  private final String subprotocol;
  private final String key;

  /** Asks for a subprotocol, unless it is empty. */
  public Handshake(InetSocketAddress address, String path, String subprotocol) {
    this.address = address;
    this.path = path;
    this.subprotocol = subprotocol;
    byte[] nonce = new byte[KEY_BYTES];
    ThreadLocalRandom.current().nextBytes(nonce);
    this.key = Base64.getEncoder().encodeToString(nonce);
  }

  /** Returns the bytes of the request. */
  public byte[] request() {
    String protocol =
        subprotocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n";
    return """
    GET %s HTTP/1.1\r
    Host: %s:%d\r
    Upgrade: websocket\r
    Connection: Upgrade\r
    Sec-WebSocket-Key: %s\r
    Sec-WebSocket-Version: 13\r
    %s\r
    """
        .formatted(path, address.getAddress().getHostAddress(), address.getPort(), key, protocol)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Takes the response off {@code in}, or returns false when it is not whole yet.
   *
   * @throws IOException when the server does not switch to WebSocket
   */
  public boolean accepts(ByteBuffer in) throws IOException {
    String text = StandardCharsets.ISO_8859_1.decode(in.duplicate()).toString();
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    in.position(in.position() + end + 4);
    String head = text.substring(0, end);
    if (!head.startsWith("HTTP/1.1 101")) {
      throw new IOException("no WebSocket at " + path + ": " + head.lines().findFirst().orElse(""));
    }
    String accept = "sec-websocket-accept: " + accept();
    if (head.lines().noneMatch(accept::equalsIgnoreCase)) {
      throw new IOException("wrong Sec-WebSocket-Accept at " + path);
    }
    return true;
  }

  private String accept() {
    try {
      byte[] asked = (key + GUID).getBytes(StandardCharsets.US_ASCII);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(asked));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
