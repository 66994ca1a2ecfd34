package dicegate.table.valkey;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;

/**
 * Opens one connection at a time, and can cut it from another thread; Jedis itself has no way to,
 * and a read of a subscriber has no time-out.
 */
final class Connector {

  private static final Logger LOG = System.getLogger(Connector.class.getName());

  private final ValkeyAddress address;
  private @Nullable Socket socket; // guarded by this
  private boolean cutForGood; // guarded by this

  Connector(ValkeyAddress address) {
    this.address = address;
  }

  /**
   * Connects and signs in.
   *
   * @throws redis.clients.jedis.exceptions.JedisException if that fails
   */
  Jedis connect() {
    JedisClientConfig config = address.config();
    DefaultJedisSocketFactory factory =
        new DefaultJedisSocketFactory(address.hostAndPort(), config);
    return new Jedis(() -> held(factory.createSocket()), config);
  }

  /** Cuts the connection, if there is one; whoever reads from it fails. */
  void cut() {
    Socket current;
    synchronized (this) {
      current = socket;
      socket = null;
    }
    close(current);
  }

  /** Cuts the connection, and each one to come. */
  void cutForGood() {
    synchronized (this) {
      cutForGood = true;
    }
    cut();
  }

  private Socket held(Socket made) {
    boolean late;
    synchronized (this) {
      late = cutForGood;
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
