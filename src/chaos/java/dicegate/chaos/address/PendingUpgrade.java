package dicegate.chaos.address;

import dicegate.harness.Handshake;
import dicegate.harness.Route;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The upgrade of one connection, until the server has switched. Confined to its thread. */
final class PendingUpgrade {
  private static final int MAX_BYTES = 4_096;

  private final Handshake handshake;
  private final ByteBuffer head = ByteBuffer.allocate(MAX_BYTES);

  PendingUpgrade(Route route) {
    this.handshake = new Handshake(route.to(), "/ws", "dicegate.v1.json");
  }

  /** Returns the request. */
  ByteBuffer request() {
    return ByteBuffer.wrap(handshake.request());
  }

  /**
   * Reads a part of the answer; returns whether the server has switched.
   *
   * @throws IOException when it does not
   */
  boolean read(SocketChannel channel) throws IOException {
    if (channel.read(head) < 0 || !head.hasRemaining()) {
      throw new IOException("no whole answer to the handshake");
    }
    return handshake.accepts(head.duplicate().flip());
  }
}
