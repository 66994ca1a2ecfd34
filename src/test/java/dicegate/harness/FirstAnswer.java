package dicegate.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Duration;

/** One request over a WebSocket of its own. Stateless. */
public final class FirstAnswer {
  private static final int BUFFER_BYTES = 8_192;
  private static final long POLL_MILLIS = 20;

  private FirstAnswer() {}

  /**
   * Connects to a port of the loopback, asks, and returns the first text that the server sends.
   *
   * @throws IOException if the server is not there, closes, or is silent for too long
   */
  static String to(int port, String path, String request, Duration timeout) throws IOException {
    return over(
        Route.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
        path,
        request,
        timeout);
  }

  /**
   * Connects over a route, asks, and returns the first text that the server sends.
   *
   * @throws IOException if the server is not there, closes, or is silent for too long
   */
  public static String over(Route route, String path, String request, Duration timeout)
      throws IOException {
    try (Selector selector = Selector.open()) {
      WebSocketChannel channel =
          new WebSocketChannel(selector, route, path, "", BUFFER_BYTES, BUFFER_BYTES, path);
      try {
        return ask(selector, channel, request, timeout);
      } finally {
        channel.abort();
      }
    }
  }

  private static String ask(
      Selector selector, WebSocketChannel channel, String request, Duration timeout)
      throws IOException {
    long begin = System.nanoTime();
    boolean asked = false;
    while (System.nanoTime() - begin < timeout.toNanos()) {
      selector.select(POLL_MILLIS);
      boolean readable = !selector.selectedKeys().isEmpty() && channel.ready();
      selector.selectedKeys().clear();
      if (readable && !channel.read()) {
        throw new IOException("end of stream");
      }
      if (channel.isUpgraded() && !asked) {
        asked = true;
        channel.put(ClientFrames.text(request));
      }
      if (channel.next()) {
        if (channel.isClose()) {
          throw new IOException("close " + channel.closeCode());
        }
        return channel.payload();
      }
      if (channel.isUpgraded()) {
        channel.flush();
      }
    }
    throw new IOException("no answer for " + timeout.toSeconds() + " s");
  }
}
