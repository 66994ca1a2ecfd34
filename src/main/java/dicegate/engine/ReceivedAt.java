package dicegate.engine;

import java.nio.ByteBuffer;

/**
 * The time at which the front read a request, as a frame that travels with it to the worker.
 *
 * <p>The frame is between the delimiter and the request, because a REP socket hides all frames
 * before the delimiter.
 *
 * @param nanos time on the engine's clock
 */
record ReceivedAt(long nanos) {

  /** Returns the time as a frame. */
  byte[] frame() {
    return ByteBuffer.allocate(Long.BYTES).putLong(nanos).array();
  }

  /** Reads a frame that {@link #frame()} made. */
  static ReceivedAt of(byte[] frame) {
    return new ReceivedAt(ByteBuffer.wrap(frame).getLong());
  }
}
