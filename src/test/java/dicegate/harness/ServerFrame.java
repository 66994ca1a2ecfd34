package dicegate.harness;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A cursor over the frames that a server sent: after {@link #next} it is at a frame, with its
 * opcode and the place of its payload. Reused for each frame, so that reading allocates nothing.
 *
 * <p>Strict: a frame that is masked, fragmented, reserved or longer than the buffer is a fault.
 * Confined to the client's thread.
 */
public final class ServerFrame {
  private static final int FIN = 0x80;
  private static final int RESERVED = 0x70;
  private static final int OPCODE = 0x0F;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7F;
  private static final int LENGTH_IN_16_BITS = 126;
  private static final int LENGTH_IN_64_BITS = 127;

  private int opcode;
  private int start;
  private int length;

  /**
   * Moves on to the next frame of {@code in}, or returns false when it is not whole yet.
   *
   * @throws IOException when the server must not send such a frame
   */
  boolean next(ByteBuffer in) throws IOException {
    int at = in.position();
    if (in.remaining() < 2) {
      return false;
    }
    int first = in.get(at);
    int second = in.get(at + 1);
    if ((first & (FIN | RESERVED)) != FIN || (second & MASKED) != 0) {
      throw new IOException("unexpected frame header %02x %02x".formatted(first, second & 0xFF));
    }
    int headerBytes = 2;
    length = second & LENGTH;
    if (length == LENGTH_IN_16_BITS) {
      headerBytes = 4;
      if (in.remaining() < headerBytes) {
        return false;
      }
      length = Short.toUnsignedInt(in.getShort(at + 2));
    }
    if ((second & LENGTH) == LENGTH_IN_64_BITS || headerBytes + length > in.capacity()) {
      throw new IOException("frame of %d bytes or more".formatted(length));
    }
    if (in.remaining() < headerBytes + length) {
      return false;
    }
    opcode = first & OPCODE;
    start = at + headerBytes;
    in.position(start + length);
    return true;
  }

  /** Returns the opcode of the frame. */
  int opcode() {
    return opcode;
  }

  /** Returns the absolute index of the payload in the buffer. */
  public int start() {
    return start;
  }

  /** Returns the length of the payload in bytes. */
  public int length() {
    return length;
  }
}
