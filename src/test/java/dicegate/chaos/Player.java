package dicegate.chaos;

import dicegate.bench.ClientFrames;
import dicegate.bench.Handshake;
import dicegate.bench.ServerFrame;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** One WebSocket in the JSON dialect. Confined to the clients' thread. */
final class Player {
  private static final int BUFFER_BYTES = 65_536;

  private final Handshake handshake;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES);
  private final ByteBuffer out = ByteBuffer.allocate(BUFFER_BYTES);
  private final ServerFrame frame = new ServerFrame();
  private final Consumer<String> onMessage;
  private boolean upgraded;
  private boolean greeted;

  /** Begins to connect; {@code onMessage} gets each message but the server's greeting. */
  Player(Selector selector, InetSocketAddress address, Consumer<String> onMessage)
      throws IOException {
    this.handshake = new Handshake(address, "/ws", "dicegate.v1.json");
    this.onMessage = onMessage;
    this.channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    channel.connect(address);
  }

  /** Whether the server has greeted it. */
  boolean isGreeted() {
    return greeted;
  }

  /**
   * Sends a message, or keeps it until the server reads.
   *
   * @throws IOException when too much is kept, or the connection is broken
   */
  void send(String text) throws IOException {
    byte[] bytes = ClientFrames.text(text);
    if (out.remaining() < bytes.length) {
      throw new IOException("the server has not read " + out.position() + " bytes");
    }
    out.put(bytes);
    flush();
  }

  /** Does what the selector found possible. */
  void ready() throws IOException {
    if (key.isConnectable()) {
      channel.finishConnect();
      key.interestOps(SelectionKey.OP_READ);
      out.put(handshake.request());
      flush();
      return;
    }
    if (key.isWritable()) {
      flush();
    }
    if (key.isReadable()) {
      read();
    }
  }

  /** Closes the socket at once. */
  void abort() throws IOException {
    channel.close();
  }

  private void read() throws IOException {
    if (channel.read(in) < 0) {
      throw new IOException("the server ended a connection without a word");
    }
    in.flip();
    if (!upgraded) {
      upgraded = handshake.accepts(in);
    }
    while (upgraded && frame.next(in)) {
      take();
    }
    in.compact();
    flush();
  }

  private void take() throws IOException {
    switch (frame.opcode()) {
      case ClientFrames.TEXT -> message();
      case ClientFrames.PING -> ClientFrames.writePong(out, in, frame.start(), frame.length());
      case ClientFrames.PONG -> {}
      case ClientFrames.CLOSE -> throw new IOException("the server closed: " + closing());
      default -> throw new IOException("unexpected opcode " + frame.opcode());
    }
  }

  private void message() {
    if (greeted) {
      onMessage.accept(payload());
    } else {
      greeted = payload().contains("\"type\":\"hello\"");
    }
  }

  private String closing() {
    return frame.length() < 2 ? "no code" : String.valueOf(in.getShort(frame.start()));
  }

  private String payload() {
    return new String(
        in.array(), in.arrayOffset() + frame.start(), frame.length(), StandardCharsets.UTF_8);
  }

  private void flush() throws IOException {
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
}
