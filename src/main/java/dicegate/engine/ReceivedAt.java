package dicegate.engine;

import java.nio.ByteBuffer;

/**
 * When the engine read a request, as a frame that goes with it to the worker.
 *
 * <p>It lies between the delimiter and the request: what lies before the delimiter, a REP socket
 * keeps to itself.
 *
 * @param nanos on the engine's clock
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
