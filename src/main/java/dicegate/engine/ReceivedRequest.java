package dicegate.engine;

import dicegate.wire.frames.NanosFrame;
import dicegate.zmq.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as a listener received it.
 *
 * @param frames the envelope, which ends with an empty frame, and the body
 * @param bodyIndex the index of the body's first frame
 */
record ReceivedRequest(List<byte[]> frames, int bodyIndex) {

  /** Returns whether the body is one frame, as both contracts demand. */
  boolean hasOneBody() {
    return bodyIndex == frames.size() - 1;
  }

  /** Returns the first frame of the body. */
  byte[] body() {
    return frames.get(bodyIndex);
  }

  /** Returns the length of all frames, in bytes. */
  int bytes() {
    int sum = 0;
    for (byte[] frame : frames) {
      sum += frame.length;
    }
    return sum;
  }

  /**
   * Returns the message for a worker: the time of receipt between envelope and body, since a REP
   * socket hides all frames before the envelope's delimiter.
   *
   * @param receivedNanos the time on the engine's clock
   */
  Message stamped(long receivedNanos) {
    List<byte[]> stamped = new ArrayList<>(frames.size() + 1);
    stamped.addAll(frames.subList(0, bodyIndex));
    stamped.add(NanosFrame.of(receivedNanos));
    stamped.addAll(frames.subList(bodyIndex, frames.size()));
    return new Message(stamped);
  }

  /** Returns the message with the reply to the envelope's sender. */
  Message reply(byte[] reply) {
    List<byte[]> addressed = new ArrayList<>(bodyIndex + 1);
    addressed.addAll(frames.subList(0, bodyIndex));
    addressed.add(reply);
    return new Message(addressed);
  }
}
