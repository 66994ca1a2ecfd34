package dicegate.zmq;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.ZError;

/**
 * The frames of one ZeroMQ message.
 *
 * <p>{@link #receive} and {@link #send} belong to the thread that owns the socket; neither waits.
 */
public record Message(List<byte[]> frames) {

  /** More frames than any of our contracts or an honest chain of proxies needs. */
  private static final int MAX_FRAMES = 16;

  public Message {
    frames = List.copyOf(frames);
  }

  /** A message of the given frames. */
  public static Message of(byte[]... frames) {
    return new Message(List.of(frames));
  }

  /**
   * Takes the next message off the socket.
   *
   * @return null if none is waiting; of a message of more than sixteen frames seventeen are kept,
   *     so that {@link #tooLong()} can tell
   */
  public static @Nullable Message receive(ZMQ.Socket socket) {
    byte[] frame = socket.recv(ZMQ.DONTWAIT);
    if (frame == null) {
      return null;
    }
    List<byte[]> frames = new ArrayList<>(4);
    frames.add(frame);
    while (socket.hasReceiveMore()) {
      byte[] next = socket.recv(ZMQ.DONTWAIT);
      if (next == null) {
        // Cut off by the death of its pipe; what is there will not pass for a whole message.
        break;
      }
      if (frames.size() <= MAX_FRAMES) {
        frames.add(next);
      }
    }
    return new Message(frames);
  }

  /** Tells whether the message had more frames than are kept. */
  public boolean tooLong() {
    return frames.size() > MAX_FRAMES;
  }

  /**
   * Sends the message.
   *
   * @return false if nothing was sent, because the peer is gone or takes no more
   * @throws ZMQException on any other failure; the socket is then to be closed, since its peer may
   *     have seen half a message
   */
  public boolean send(ZMQ.Socket socket) {
    int last = frames.size() - 1;
    for (int i = 0; i <= last; i++) {
      int more = i < last ? ZMQ.SNDMORE : 0;
      if (!sendFrame(socket, frames.get(i), more)) {
        if (i == 0) {
          return false;
        }
        throw new ZMQException("message cut off after frame " + i, ZError.EAGAIN);
      }
    }
    return true;
  }

  private static boolean sendFrame(ZMQ.Socket socket, byte[] frame, int more) {
    try {
      return socket.send(frame, more | ZMQ.DONTWAIT);
    } catch (ZMQException e) {
      if (e.getErrorCode() == ZError.EHOSTUNREACH) {
        return false;
      }
      throw e;
    }
  }
}
