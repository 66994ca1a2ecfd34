package dicegate.harness;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A client's end of one WebSocket, on a channel that never blocks: connects, upgrades, answers
 * pings, and hands out one frame after the other.
 *
 * <pre>{@code
 * if (channel.ready() && channel.read()) {
 *   while (channel.next()) { ... }
 *   channel.flush();
 * }
 * }</pre>
 *
 * <p>Confined to the selector's thread; allocates nothing once it is open, but for {@link
 * #payload}.
 */
public final class WebSocketChannel {

  private final Handshake handshake;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer in;
  private final ByteBuffer out;
  private final ServerFrame frame = new ServerFrame();
  private boolean upgraded;

  /**
   * Begins to connect.
   *
   * @param subprotocol to ask for; empty for none
   * @param inBytes size of the read buffer
   * @param outBytes size of the buffer for bytes that the server has not read yet
   * @param attachment object attached to the selection key
   */
  public WebSocketChannel(
      Selector selector,
      InetSocketAddress address,
      String path,
      String subprotocol,
      int inBytes,
      int outBytes,
      Object attachment)
      throws IOException {
    this(selector, Route.to(address), path, subprotocol, inBytes, outBytes, attachment);
  }

  /**
   * Begins to connect over a route.
   *
   * @param subprotocol to ask for; empty for none
   * @param inBytes size of the read buffer
   * @param outBytes size of the buffer for bytes that the server has not read yet
   * @param attachment object attached to the selection key
   */
  public WebSocketChannel(
      Selector selector,
      Route route,
      String path,
      String subprotocol,
      int inBytes,
      int outBytes,
      Object attachment)
      throws IOException {
    this.handshake = new Handshake(route.to(), path, subprotocol);
    this.in = ByteBuffer.allocateDirect(inBytes).limit(0);
    this.out = ByteBuffer.allocateDirect(outBytes);
    this.channel = route.open();
    this.key = channel.register(selector, SelectionKey.OP_CONNECT, attachment);
    channel.connect(route.to());
  }

  /** Whether the server has switched to WebSocket. */
  public boolean isUpgraded() {
    return upgraded;
  }

  /** Handles the operations that are ready; returns whether there is something to {@link #read}. */
  public boolean ready() throws IOException {
    if (key.isConnectable()) {
      channel.finishConnect();
      key.interestOps(SelectionKey.OP_READ);
      out.put(handshake.request());
      flush();
      return false;
    }
    if (key.isWritable()) {
      flush();
    }
    return key.isReadable();
  }

  /** Reads the available bytes; returns false at the end of the stream. */
  public boolean read() throws IOException {
    in.compact();
    int read = channel.read(in);
    in.flip();
    if (read >= 0 && !upgraded) {
      upgraded = handshake.accepts(in);
    }
    return read >= 0;
  }

  /**
   * Moves on to the next text or close among the frames that were read, and buffers pongs for the
   * pings before it.
   *
   * @return false if there is no further frame
   * @throws IOException if the server sent a frame that it must not send
   */
  public boolean next() throws IOException {
    while (upgraded && frame.next(in)) {
      switch (frame.opcode()) {
        case ClientFrames.TEXT, ClientFrames.CLOSE -> {
          return true;
        }
        case ClientFrames.PING -> ClientFrames.writePong(out, in, frame.start(), frame.length());
        case ClientFrames.PONG -> {}
        default -> throw new IOException("unexpected opcode " + frame.opcode());
      }
    }
    return false;
  }

  /** Whether the frame is the server's close. */
  public boolean isClose() {
    return frame.opcode() == ClientFrames.CLOSE;
  }

  /** Returns the code of a close, for people. */
  public String closeCode() {
    return frame.length() < 2 ? "no code" : String.valueOf(in.getShort(frame.start()));
  }

  /** Returns where the frame lies; valid until {@link #read}. */
  public ServerFrame frame() {
    return frame;
  }

  /** Returns the buffer that holds the frame; read-only for callers. */
  public ByteBuffer received() {
    return in;
  }

  /** Returns the frame's payload as text. */
  public String payload() {
    ByteBuffer payload = in.duplicate().clear().slice(frame.start(), frame.length());
    return StandardCharsets.UTF_8.decode(payload).toString();
  }

  /**
   * Buffers a whole frame for {@link #flush()}.
   *
   * @throws IOException if the buffer is full
   */
  public void put(byte[] wholeFrame) throws IOException {
    if (out.remaining() < wholeFrame.length) {
      throw new IOException("the server has not read " + out.position() + " bytes");
    }
    out.put(wholeFrame);
  }

  /** Buffers the close frame that begins the closing handshake. */
  public void putClose() {
    ClientFrames.writeClose(out);
  }

  /** Sends the buffered frames as far as the server takes them, and the rest later. */
  public void flush() throws IOException {
    if (out.position() == 0) {
      return;
    }
    out.flip();
    channel.write(out);
    out.compact();
    int wanted = SelectionKey.OP_READ | (out.position() == 0 ? 0 : SelectionKey.OP_WRITE);
    if (key.interestOps() != wanted) {
      key.interestOps(wanted);
    }
  }

  /** Closes the socket at once. */
  public void abort() throws IOException {
    channel.close();
  }
}
