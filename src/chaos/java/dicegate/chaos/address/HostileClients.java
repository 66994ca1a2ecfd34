package dicegate.chaos.address;

import dicegate.chaos.Peers;
import dicegate.harness.Route;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All connections of an attack. Used by one thread; an interrupt ends {@link #attack}. */
final class HostileClients implements AutoCloseable {
  private static final int SCRATCH_BYTES = 262_144;

  /**
   * Connections that begin in a second: 130 kB of each are half of what a line of 1 Gbit/s carries.
   * More at once would measure this program's use of the processors that it shares with the server.
   */
  private static final int CONNECTS_PER_SECOND = 500;

  private final Peers peers;
  private final HostileTally tally = new HostileTally();
  private final List<HostileConnection> connections = new ArrayList<>();

  private HostileClients(Peers peers) {
    this.peers = peers;
  }

  /** Creates connections, which are not open yet. */
  static HostileClients of(List<HostileGroup> groups, int port) throws IOException {
    HostileClients clients = new HostileClients(Peers.open());
    long begin = System.nanoTime();
    long pause = Duration.ofSeconds(1).toNanos() / CONNECTS_PER_SECOND;
    ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
    for (HostileGroup group : groups) {
      Route route =
          Route.loopback(group.address(), port)
              .withReceiveBuffer(group.script().receiveBufferBytes());
      for (int i = 0; i < group.connections(); i++) {
        clients.connections.add(
            new HostileConnection(
                group.script(),
                route,
                clients.connections.size(),
                begin + clients.connections.size() * pause,
                clients.peers.selector(),
                scratch,
                clients.tally));
      }
    }
    return clients;
  }

  /**
   * Attacks for a time, and closes all connections.
   *
   * @throws IOException when the thread was interrupted
   */
  HostileTally attack(Duration time) throws IOException {
    long begin = System.nanoTime();
    try {
      while (System.nanoTime() - begin < time.toNanos()) {
        long now = System.nanoTime();
        connections.forEach(connection -> connection.step(now));
        peers.poll();
      }
      return tally;
    } finally {
      connections.forEach(HostileConnection::abort);
    }
  }

  @Override
  public void close() throws IOException {
    connections.forEach(HostileConnection::abort);
    peers.close();
  }
}
