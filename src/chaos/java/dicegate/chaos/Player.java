package dicegate.chaos;

import dicegate.harness.ClientFrames;
import dicegate.harness.Route;
import dicegate.harness.WebSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One WebSocket in the JSON dialect. Confined to the clients' thread. */
public final class Player implements Peers.Peer {
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
    this(selector, Route.to(address), BUFFER_BYTES, onMessage, attachment);
  }

  /**
   * Begins to connect over a route.
   *
   * @param bufferBytes size of each of its buffers, which hold the longest message
   * @param attachment object attached to the selection key; null for this
   */
  public Player(
      Selector selector,
      Route route,
      int bufferBytes,
      Consumer<String> onMessage,
      @Nullable Object attachment)
      throws IOException {
    this.onMessage = onMessage;
    this.channel =
        new WebSocketChannel(
            selector,
            route,
            "/ws",
            "dicegate.v1.json",
            bufferBytes,
            bufferBytes,
            attachment == null ? this : attachment);
  }

  /** Returns whether the server has sent its greeting. */
  public boolean isGreeted() {
    return !greeting.isEmpty();
  }

  /** Returns the server's greeting; empty before it has come. */
  public String greeting() {
    return greeting;
  }

  /**
   * Sends a message, or keeps it until the server reads.
   *
   * @throws IOException when too much is kept, or the connection is broken
   */
  public void send(String text) throws IOException {
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
  public void abort() throws IOException {
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
