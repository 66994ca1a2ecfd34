package dicegate.chaos.address;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What hostile connections send. Stateless. */
final class HostileBytes {

  private HostileBytes() {}

  /** Returns a whole request. */
  static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: dice\r\n\r\n";
  }

  /** Returns a whole request after whose answer the server closes the connection. */
  static String lastGet(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: dice\r\nConnection: close\r\n\r\n";
  }

  /** Returns the message that makes a table with a number. */
  static String join(int table) {
    return "{\"type\":\"join\",\"id\":\"j\",\"table\":\"hostile-%d\",\"name\":\"H\"}"
        .formatted(table);
  }

  /** Returns the head of a request with a form, with one further header. */
  static String post(String header) {
    return """
    POST /api/roll HTTP/1.1\r
    Host: dice\r
    Content-Type: application/x-www-form-urlencoded\r
    %s\r
    \r
    """
        .formatted(header);
  }

  /** Returns the message that rolls. */
  static String roll(int id, String expression) {
    return "{\"type\":\"roll\",\"id\":%d,\"expr\":\"%s\"}".formatted(id, expression);
  }

  /** Returns the beginning of a masked text frame; the mask is zero. */
  static ByteBuffer frame(long announcedBytes, int payloadBytes) {
    ByteBuffer header =
        ByteBuffer.allocate(14).put((byte) 0x81).put((byte) 0xFF).putLong(announcedBytes).putInt(0);
    ByteBuffer frame = ByteBuffer.allocate(header.capacity() + payloadBytes).put(header.flip());
    return frame
        .put("a".repeat(payloadBytes).getBytes(StandardCharsets.US_ASCII))
        .flip()
        .asReadOnlyBuffer();
  }
}
