package dicegate.table.valkey;

import java.util.Collection;
import java.util.List;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * A connection for subscriptions, in the older protocol (RESP2). One thread reads; callers write
 * one at a time.
 *
 * <p>Used instead of Jedis' own {@code JedisPubSub}, which asks SLF4J for a logger; on servers
 * without a binding, SLF4J then prints a warning to the error stream, and a binding in the WAR
 * would conflict with the servers that have one. So no class of SLF4J is loaded.
 *
 * @see <a href="https://valkey.io/topics/pubsub/">Pub/Sub</a>
 */
final class PubSubConnection extends Connection {

  /**
   * Connects and signs in.
   *
   * @throws redis.clients.jedis.exceptions.JedisException if that fails
   */
  PubSubConnection(JedisSocketFactory sockets, JedisClientConfig config) {
    super(sockets, config);
    setTimeoutInfinite();
  }

  void subscribe(Collection<String> channels) {
    send(Command.SUBSCRIBE, channels);
  }

  void unsubscribe(Collection<String> channels) {
    send(Command.UNSUBSCRIBE, channels);
  }

  void sendPing() {
    send(Command.PING, List.of());
  }

  /**
   * Waits for the next message of the server: its kind ({@code subscribe}, {@code unsubscribe},
   * {@code message} or {@code pong}), the channel, and the content.
   *
   * @throws JedisConnectionException if the connection is lost, or the message is of another form
   */
  List<?> next() {
    Object next = getUnflushedObject();
    if (next instanceof List<?> parts && parts.size() >= 2) {
      return parts;
    }
    throw new JedisConnectionException("unexpected message to a subscriber");
  }

  private void send(Command command, Collection<String> channels) {
    sendCommand(command, channels.toArray(new String[0]));
    flush();
  }
}
