package dicegate.conformance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A DEALER socket connected to the engine under check, as a gateway's. Every wait has a time limit.
 *
 * <p>Confined to the thread that created it.
 */
final class EngineProbe implements AutoCloseable {

  private static final int MAX_REPLY_BYTES = 2 * 1024 * 1024;
  private static final int QUEUE_MESSAGES = 4_000;
  private static final int HANDSHAKE_LIMIT_MILLIS = 1_000;

  private final ZContext context = new ZContext();
  private final String endpoint;
  private final Duration limit;
  private ZMQ.Socket socket;

  /**
   * Starts to connect; ZeroMQ retries in the background.
   *
   * @param endpoint {@code tcp://host:port}
   * @param limit the time limit of a reply
   */
  EngineProbe(String endpoint, Duration limit) {
    this.endpoint = endpoint;
    this.limit = limit;
    this.socket = connect();
  }

  /** Opens a new connection; late replies on the old one are dropped. */
  void reopen() {
    socket.close();
    socket = connect();
  }

  /** Sends a request of one frame. */
  void send(byte[] frame) {
    if (!socket.send(new byte[0], ZMQ.SNDMORE) || !socket.send(frame)) {
      throw CheckFailure.noReply(
          new String(frame, StandardCharsets.UTF_8), "an engine that takes requests");
    }
  }

  /** Waits for the next reply; empty if there is none within the limit. */
  Optional<byte[]> receive() {
    return receive(limit);
  }

  /**
   * Waits for the next reply.
   *
   * @throws CheckFailure if it is not one frame after an empty delimiter
   */
  Optional<byte[]> receive(Duration atMost) {
    socket.setReceiveTimeOut((int) atMost.toMillis());
    byte[] delimiter = socket.recv();
    if (delimiter == null) {
      return Optional.empty();
    }
    int frames = 1;
    byte[] body = delimiter;
    while (socket.hasReceiveMore()) {
      body = socket.recv();
      frames++;
    }
    if (frames != 2 || delimiter.length > 0 || body == null) {
      throw CheckFailure.wrong(
          "a request of one frame",
          frames + " frames, the first of " + delimiter.length + " bytes",
          "a reply of one frame after an empty delimiter, as a REP socket sends it");
    }
    return Optional.of(body);
  }

  @Override
  public void close() {
    socket.close();
    context.close();
  }

  private ZMQ.Socket connect() {
    ZMQ.Socket fresh = context.createSocket(SocketType.DEALER);
    fresh.setLinger(0);
    fresh.setSendTimeOut((int) limit.toMillis());
    fresh.setSndHWM(QUEUE_MESSAGES);
    fresh.setRcvHWM(QUEUE_MESSAGES);
    fresh.setMaxMsgSize(MAX_REPLY_BYTES);
    fresh.setHandshakeIvl(HANDSHAKE_LIMIT_MILLIS);
    fresh.connect(endpoint);
    return fresh;
  }
}
