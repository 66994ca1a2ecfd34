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
 * <p>{@link #receive} and {@link #send} are for the thread that owns the socket; neither waits.
 */
public record Message(List<byte[]> frames) {

  /** More frames than our protocols need, or an honest chain of proxies adds. */
  private static final int MAX_FRAMES = 16;

  public Message {
    frames = List.copyOf(frames);
  }

  /** Makes a message of the given frames. */
  public static Message of(byte[]... frames) {
    return new Message(List.of(frames));
  }

  /**
   * Receives the next message.
   *
   * @return null if no message is waiting; a message of more than 16 frames is cut to 17, which
   *     makes it {@link #tooLong()}
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
        // The pipe died within the message; the frames received so far are not a valid one.
        break;
      }
      if (frames.size() <= MAX_FRAMES) {
        frames.add(next);
      }
    }
    return new Message(frames);
  }

  /** Returns whether the message had more than 16 frames. */
  public boolean tooLong() {
    return frames.size() > MAX_FRAMES;
  }

  /**
   * Sends the message.
   *
   * @return false if nothing was sent, because the peer is gone or its queue is full
   * @throws ZMQException on any other failure; the socket must then be closed, since the peer may
   *     have received half a message
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
