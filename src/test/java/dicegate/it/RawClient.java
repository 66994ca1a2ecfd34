package dicegate.it;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A WebSocket client that can violate the protocol: it writes any bytes, reads only on request, and
 * does not answer pings while it is not reading.
 *
 * <p>Every wait is limited. Confined to one thread at a time.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5.2">RFC 6455, section 5.2</a>
 */
final class RawClient implements AutoCloseable {

  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /** The close code of a connection that ended without one. */
  static final int NO_CLOSE_CODE = -1;

  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int LIMIT_MILLIS = 60_000;
  private static final int SMALL_BUFFER_BYTES = 4_096;
  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final int CLOSE_CODE_BYTES = 2;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final int status;

  /** A received frame. */
  record Frame(int opcode, ByteBuffer payload) {
    String text() {
      return StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
    }

    int closeCode() {
      return payload.remaining() < CLOSE_CODE_BYTES
          ? NO_CLOSE_CODE
          : Short.toUnsignedInt(payload.getShort(0));
    }
  }

  private RawClient(int port, String from, List<String> headers) throws IOException {
    socket = new Socket();
    socket.setReceiveBufferSize(SMALL_BUFFER_BYTES);
    socket.setSoTimeout(LIMIT_MILLIS);
    socket.setTcpNoDelay(true);
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(new InetSocketAddress(server(), port), LIMIT_MILLIS);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    String request =
        "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n".formatted(port)
            + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + String.join("", headers.stream().map(header -> header + "\r\n").toList())
            + "\r\n";
    out.write(request.getBytes(StandardCharsets.US_ASCII));
    out.flush();
    status = Integer.parseInt(line().split(" ", -1)[1]);
    while (!line().isEmpty()) {
      // The headers are not needed.
    }
  }

  /** Sends a handshake from a loopback address, and returns the status of the response. */
  static int status(int port, String from, String... headers) throws IOException {
    try (RawClient client = new RawClient(port, from, List.of(headers))) {
      return client.status;
    }
  }

  /** Opens a connection. */
  static RawClient open(int port, String from) throws IOException {
    RawClient client = new RawClient(port, from, List.of());
    if (client.status != SWITCHING_PROTOCOLS) {
      client.close();
      throw new IOException("handshake refused: " + client.status);
    }
    return client;
  }

  /** Sends a text message in one frame. */
  void sendText(String text) throws IOException {
    writeFrame(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Writes a frame into the buffer, which {@link #flush} sends. */
  void writeFrame(int opcode, boolean last, byte[] payload) throws IOException {
    writeHeader(opcode, last, payload.length);
    out.write(payload);
  }

  /** Writes the header of a frame, with a mask of zeros. A payload may follow. */
  void writeHeader(int opcode, boolean last, long length) throws IOException {
    out.write((last ? FINAL : 0) | opcode);
    if (length >= 0 && length < LENGTH_16) {
      out.write(MASKED | (int) length);
    } else if (length >= 0 && length <= 0xffff) {
      out.write(MASKED | LENGTH_16);
      out.writeShort((int) length);
    } else {
      out.write(MASKED | LENGTH_64);
      out.writeLong(length);
    }
    out.writeInt(0);
  }

  void writeRaw(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  void flush() throws IOException {
    out.flush();
  }

  /** Returns the next frame, waiting for it. */
  Frame readFrame() throws IOException {
    int opcode = in.readUnsignedByte() & 0x0f;
    int length = in.readUnsignedByte();
    if (length == LENGTH_16) {
      length = in.readUnsignedShort();
    } else if (length == LENGTH_64) {
      length = Math.toIntExact(in.readLong());
    }
    return new Frame(opcode, ByteBuffer.wrap(in.readNBytes(length)));
  }

  /** Returns the next text message, answering pings on the way; fails at a close. */
  String next() throws IOException {
    StringBuilder parts = new StringBuilder();
    while (true) {
      Frame frame = readFrame();
      switch (frame.opcode()) {
        case TEXT, CONTINUATION -> {
          return parts.append(frame.text()).toString();
        }
        case PING -> {
          writeFrame(PONG, true, frame.payload().array());
          flush();
        }
        case PONG -> {}
        default -> throw new IOException("closed: " + frame.closeCode());
      }
    }
  }

  /** Sends an unsolicited pong, which shows the server that the client is alive. */
  void sendPong() throws IOException {
    writeFrame(PONG, true, new byte[0]);
    flush();
  }

  /** Sends a text and returns the next message. */
  String ask(String text) throws IOException {
    sendText(text);
    return next();
  }

  /**
   * Reads until the server closes the connection; returns the close code, or {@link
   * #NO_CLOSE_CODE}.
   */
  int closeCode() {
    try {
      Frame frame = readFrame();
      while (frame.opcode() != CLOSE) {
        frame = readFrame();
      }
      return frame.closeCode();
    } catch (EOFException e) {
      return NO_CLOSE_CODE;
    } catch (IOException e) {
      if (e instanceof java.net.SocketTimeoutException) {
        throw new AssertionError("not closed within " + LIMIT_MILLIS + " ms", e);
      }
      return NO_CLOSE_CODE;
    }
  }

  /** Resets the connection: no close frame, no FIN. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** Returns 127.0.0.1; the JDK's loopback address is an IPv6 address on Payara. */
  static InetAddress server() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int read;
    while ((read = in.readUnsignedByte()) != '\n') {
      if (read != '\r') {
        line.append((char) read);
      }
    }
    return line.toString();
  }
}
