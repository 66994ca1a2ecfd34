package dicegate.gateway;

/**
 * Follows the headers of a client's frames through the bytes of its connection, to know how long
 * the frame is of which a part has arrived.
 *
 * <p>A container may buffer the whole of a frame before it checks its length.
 *
 * <p>Confined to one thread at a time.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5.2">RFC 6455, section 5.2</a>
 */
final class FrameScanner {

  private static final int MIN_HEADER_BYTES = 2;
  private static final int MASK_BYTES = 4;
  private static final int LENGTH_BITS = 0x7f;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;

  private final long maxPayloadBytes;

  /** The number of bytes of the current frame that have arrived, and of all of its header. */
  private int arrived;

  private int headerBytes = MIN_HEADER_BYTES;
  private int lengthEnd;
  private long payloadBytes;

  /**
   * Creates a scanner at the start of a frame.
   *
   * @param maxPayloadBytes the longest permitted payload
   */
  FrameScanner(long maxPayloadBytes) {
    this.maxPayloadBytes = maxPayloadBytes;
  }

  /**
   * Scans the next bytes of the connection, up to the header of a frame that is too long. After
   * such a frame nothing more can be scanned.
   *
   * @return how many of the bytes precede that frame, or all of them
   */
  int scan(byte[] bytes, int offset, int count) {
    int at = offset;
    int end = offset + count;
    while (at < end) {
      int start = at;
      while (arrived < headerBytes && at < end) {
        takeHeader(bytes[at]);
        at++;
      }
      if (arrived < headerBytes) {
        return count;
      }
      if (payloadBytes < 0 || payloadBytes > maxPayloadBytes) {
        return start - offset;
      }
      int missing = (int) payloadBytes - (arrived - headerBytes);
      int taken = Math.min(missing, end - at);
      at += taken;
      arrived += taken;
      if (taken == missing) {
        startFrame();
      }
    }
    return count;
  }

  /** Returns how many bytes of a frame have arrived whose end has not. */
  int unfinishedBytes() {
    return arrived;
  }

  private void takeHeader(byte value) {
    if (arrived == 1) {
      int length = value & LENGTH_BITS;
      lengthEnd =
          MIN_HEADER_BYTES
              + (length == LENGTH_16 ? Short.BYTES : length == LENGTH_64 ? Long.BYTES : 0);
      headerBytes = lengthEnd + (value < 0 ? MASK_BYTES : 0);
      payloadBytes = lengthEnd == MIN_HEADER_BYTES ? length : 0;
    } else if (arrived > 1 && arrived < lengthEnd) {
      payloadBytes = (payloadBytes << Byte.SIZE) | (value & 0xff);
    }
    arrived++;
  }

  private void startFrame() {
    arrived = 0;
    headerBytes = MIN_HEADER_BYTES;
    payloadBytes = 0;
  }
}
