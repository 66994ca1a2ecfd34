package dicegate.chaos;

import dicegate.harness.ClientFrames;
import dicegate.harness.WebSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One WebSocket in the JSON dialect. Confined to the clients' thread. */
final class Player implements Peers.Peer {
  private static final int BUFFER_BYTES = 65_536;

  private final WebSocketChannel channel;
  private final Consumer<String> onMessage;
  private String greeting = "";

  /** Begins to connect; {@code onMessage} gets each message but the server's greeting. */
  Player(Selector selector, InetSocketAddress address, Consumer<String> onMessage)
      throws IOException {
    this(selector, address, onMessage, null);
  }

  /**
   * Begins to connect.
   *
   * @param attachment object attached to the selection key; null for this
   */
  Player(
      Selector selector,
      InetSocketAddress address,
      Consumer<String> onMessage,
      @Nullable Object attachment)
      throws IOException {
    this.onMessage = onMessage;
    this.channel =
        new WebSocketChannel(
            selector,
            address,
            "/ws",
            "dicegate.v1.json",
            BUFFER_BYTES,
            BUFFER_BYTES,
            attachment == null ? this : attachment);
  }

  /** Returns whether the server has sent its greeting. */
  boolean isGreeted() {
    return !greeting.isEmpty();
  }

  /** Returns the server's greeting; empty before it has come. */
  String greeting() {
    return greeting;
  }

  /**
   * Sends a message, or keeps it until the server reads.
   *
   * @throws IOException when too much is kept, or the connection is broken
   */
  void send(String text) throws IOException {
    channel.put(ClientFrames.text(text));
    channel.flush();
  }

  /** Handles the operations that the selector found ready. */
  @Override
  public void ready() throws IOException {
    if (channel.ready()) {
      read();
    }
  }

  /** Closes the socket at once. */
  void abort() throws IOException {
    channel.abort();
  }

  private void read() throws IOException {
    if (!channel.read()) {
      throw new ClosedByServerException("the server ended a connection without a close frame");
    }
    while (channel.next()) {
      if (channel.isClose()) {
        throw new ClosedByServerException("the server closed: " + channel.closeCode());
      }
      message();
    }
    channel.flush();
  }

  private void message() {
    if (isGreeted()) {
      onMessage.accept(channel.payload());
    } else if (channel.payload().contains("\"type\":\"hello\"")) {
      greeting = channel.payload();
    }
  }
}
