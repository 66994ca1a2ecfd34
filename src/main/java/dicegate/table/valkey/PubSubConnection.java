package dicegate.table.valkey;

import java.util.Collection;
import java.util.List;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * A connection that subscribes, in the older protocol (RESP2). One thread reads; writers take
 * turns.
 *
 * <p>Not Jedis' own {@code JedisPubSub}: that asks SLF4J for a logger, which says on the error
 * stream that there is none, unless the server brings one.
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
   * Waits for what the server says next: {@code subscribe}, {@code unsubscribe}, {@code message},
   * {@code pong}; then the channel, and what there is to it.
   *
   * @throws JedisConnectionException if the connection is lost, or says what no subscriber is told
   */
  List<?> next() {
    Object next = getUnflushedObject();
    if (next instanceof List<?> parts && parts.size() >= 2) {
      return parts;
    }
    throw new JedisConnectionException("no message to a subscriber");
  }

  private void send(Command command, Collection<String> channels) {
    sendCommand(command, channels.toArray(new String[0]));
    flush();
  }
}
