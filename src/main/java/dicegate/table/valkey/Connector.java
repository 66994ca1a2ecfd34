package dicegate.table.valkey;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Opens one connection at a time, and can cut it from another thread: Jedis itself cannot, and a
 * subscriber's read has no time-out. Thread-safe.
 */
final class Connector {

  /**
   * The longest time without progress for a loop that connects, before it counts as stuck: beyond
   * the time-outs of usual systems' resolvers, so that a slow look-up does not fail liveness.
   */
  static final Duration STALL_LIMIT = Duration.ofMinutes(2);

  /** Holds the unconfirmed requests of a {@link Subscriber}, so that writing them never waits. */
  private static final int SEND_BUFFER_BYTES = 256 * 1024;

  private static final Logger LOG = System.getLogger(Connector.class.getName());

  private final ValkeyAddress address;
  private @Nullable Socket socket; // guarded by this
  private boolean shutDown; // guarded by this

  Connector(ValkeyAddress address) {
    this.address = address;
  }

  /**
   * Connects and signs in.
   *
   * @throws redis.clients.jedis.exceptions.JedisException if that fails
   */
  Jedis connect() {
    return new Jedis(sockets(), address.config());
  }

  /**
   * Connects and signs in, to subscribe.
   *
   * @throws redis.clients.jedis.exceptions.JedisException if that fails
   */
  PubSubConnection connectPubSub() {
    return new PubSubConnection(sockets(), address.config());
  }

  /** Cuts the connection, if there is one; a read from it fails. */
  void cut() {
    Socket current;
    synchronized (this) {
      current = socket;
      socket = null;
    }
    close(current);
  }

  /** Cuts the connection, and every later one. */
  void shutDown() {
    synchronized (this) {
      shutDown = true;
    }
    cut();
  }

  private JedisSocketFactory sockets() {
    DefaultJedisSocketFactory factory =
        new DefaultJedisSocketFactory(address.hostAndPort(), address.config());
    return () -> held(factory.createSocket());
  }

  private Socket held(Socket made) {
    try {
      made.setSendBufferSize(SEND_BUFFER_BYTES);
    } catch (SocketException e) {
      close(made);
      throw new JedisConnectionException("connection lost before its first use", e);
    }
    boolean late;
    synchronized (this) {
      late = shutDown;
      socket = made;
    }
    if (late) {
      close(made);
    }
    return made;
  }

  private static void close(@Nullable Socket socket) {
    if (socket == null) {
      return;
    }
    try {
      socket.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "socket not closed", e);
    }
  }
}
