package dicegate.wire.frames;

import java.nio.ByteBuffer;

/**
 * A frame between threads of one process that holds a time in nanoseconds: before a request, when
 * it was received; before a reply, how long the engine worked for it.
 */
public final class NanosFrame {

  private NanosFrame() {}

  /** Returns a time as a frame. */
  public static byte[] of(long nanos) {
    return ByteBuffer.allocate(Long.BYTES).putLong(nanos).array();
  }

  /** Reads a frame that {@link #of} made. */
  public static long read(byte[] frame) {
    return ByteBuffer.wrap(frame).getLong();
  }
}
