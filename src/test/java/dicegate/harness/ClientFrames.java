package dicegate.harness;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the frames of a WebSocket client, each whole and masked. The mask is constant: it protects
 * proxies from hostile pages, and there are none here.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5.2">RFC 6455, 5.2</a>
 */
public final class ClientFrames {
  static final int TEXT = 0x1;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xA;

  /** The longest payload written here. */
  static final int MAX_PAYLOAD_BYTES = 0xFFFF;

  private static final int MAX_SHORT_BYTES = 125;
  private static final int LENGTH_IN_16_BITS = 126;
  private static final int MAX_HEADER_BYTES = 8;
  private static final int MASK = 0x37FA213D;
  private static final int NORMAL_CLOSURE = 1000;

  private ClientFrames() {}

  /** Returns the whole frame of a text of at most {@link #MAX_PAYLOAD_BYTES}. */
  public static byte[] text(String text) {
    ByteBuffer payload = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    ByteBuffer frame = ByteBuffer.allocate(MAX_HEADER_BYTES + payload.remaining());
    write(frame, TEXT, payload, 0, payload.remaining());
    return Arrays.copyOf(frame.array(), frame.position());
  }

  /** Answers the ping whose payload lies in {@code in} at an absolute index. */
  static void writePong(ByteBuffer out, ByteBuffer in, int start, int length) {
    write(out, PONG, in, start, length);
  }

  /** Begins the closing handshake. */
  static void writeClose(ByteBuffer out) {
    ByteBuffer code = ByteBuffer.allocate(Short.BYTES).putShort(0, (short) NORMAL_CLOSURE);
    write(out, CLOSE, code, 0, Short.BYTES);
  }

  private static void write(ByteBuffer out, int opcode, ByteBuffer payload, int start, int length) {
    if (length > MAX_PAYLOAD_BYTES) {
      throw new IllegalArgumentException(
          "payload of " + length + " bytes, at most " + MAX_PAYLOAD_BYTES);
    }
    out.put((byte) (0x80 | opcode));
    if (length > MAX_SHORT_BYTES) {
      out.put((byte) (0x80 | LENGTH_IN_16_BITS)).putShort((short) length);
    } else {
      out.put((byte) (0x80 | length));
    }
    out.putInt(MASK);
    for (int i = 0; i < length; i++) {
      int shift = 8 * (3 - i % 4);
      out.put((byte) (payload.get(start + i) ^ MASK >>> shift));
    }
  }
}
