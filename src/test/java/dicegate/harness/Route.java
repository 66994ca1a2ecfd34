package dicegate.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * Where a client's connection goes, and where it comes from.
 *
 * @param from the client's address; null for the system's choice
 * @param to the server
 * @param receiveBufferBytes size of the socket's receive buffer; 0 for the system's choice
 */
public record Route(@Nullable InetAddress from, InetSocketAddress to, int receiveBufferBytes) {

  /** Returns a route from an address that the system chooses. */
  public static Route to(InetSocketAddress address) {
    return new Route(null, address, 0);
  }

  /** Returns a route between two addresses of this machine. */
  public static Route loopback(String from, int port) throws IOException {
    return new Route(
        InetAddress.getByName(from),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        0);
  }

  /** Returns this route with a receive buffer of a given size. */
  public Route withReceiveBuffer(int bytes) {
    return new Route(from, to, bytes);
  }

  /** Opens a channel that does not block and is not connected yet. */
  public SocketChannel open() throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      if (receiveBufferBytes > 0) {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferBytes);
      }
      if (from != null) {
        channel.bind(new InetSocketAddress(from, 0));
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }
}
