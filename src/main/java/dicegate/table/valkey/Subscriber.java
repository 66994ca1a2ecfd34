package dicegate.table.valkey;

import dicegate.table.BusListener;
import dicegate.table.Entry;
import dicegate.table.RandomText;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Meter;
import dicegate.telemetry.Meters;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The loop that listens: one connection, one channel a table. Listeners are called on its thread
 * alone.
 *
 * <p>A subscriber's read has no time-out, and a link that is half open gives no sign: {@link #tick}
 * pings, and cuts a connection that is silent in spite of it.
 *
 * @see <a href="https://valkey.io/topics/pubsub/">Pub/Sub</a>
 */
final class Subscriber extends BusLoop {

  private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final Logger LOG = System.getLogger(Subscriber.class.getName());

  private final Connector connector;
  private final ValkeyAddress address;
  private final EntryText texts;
  private final Meters meters;
  private final Incidents incidents;
  private final LongSupplier nanoClock;
  private final Backoff backoff = new Backoff();

  /** A channel that is always subscribed to, since no subscriber is without one. */
  private final String ownChannel = "dicegate:node:" + RandomText.ofBytes(9);

  private final Map<String, BusListener> listeners = new HashMap<>(); // guarded by this
  private @Nullable JedisPubSub subscription; // guarded by this; there while it can be added to
  private boolean connecting; // guarded by this
  private long heardNanos; // guarded by this
  private long pingedNanos; // guarded by this
  private boolean failing;

  Subscriber(
      ValkeyAddress address,
      EntryText texts,
      Meters meters,
      Incidents incidents,
      LongSupplier nanoClock) {
    super("dicegate-bus-subscriber");
    this.connector = new Connector(address);
    this.address = address;
    this.texts = texts;
    this.meters = meters;
    this.incidents = incidents;
    this.nanoClock = nanoClock;
  }

  synchronized void listen(String channel, BusListener listener) {
    listeners.put(channel, listener);
    JedisPubSub current = subscription;
    if (current != null) {
      orCut(() -> current.subscribe(channel));
    }
  }

  synchronized void mute(String channel) {
    listeners.remove(channel);
    JedisPubSub current = subscription;
    if (current != null) {
      orCut(() -> current.unsubscribe(channel));
    }
  }

  /** Pings, and cuts a connection that is silent; called once a second, from any thread. */
  synchronized void tick() {
    long now = nanoClock.getAsLong();
    if ((connecting || subscription != null) && now - heardNanos > SILENCE_NANOS) {
      LOG.log(Level.WARNING, "bus silent, connection cut address={0}", address);
      connector.cut();
      return;
    }
    JedisPubSub current = subscription;
    if (current != null && now - pingedNanos >= PING_NANOS) {
      pingedNanos = now;
      orCut(current::ping);
    }
  }

  @Override
  void stop() {
    super.stop();
    connector.cutForGood();
  }

  @Override
  void round() throws InterruptedException {
    connectingNow(true);
    try (Jedis connection = connector.connect()) {
      connection.subscribe(new Calls(), ownChannel);
    } catch (JedisException e) {
      if (!stopping()) {
        lost(e);
      }
    } finally {
      connectingNow(false);
      connector.cut();
      deafen();
    }
    pause(backoff.nextMillis());
  }

  @Override
  void end() {
    connector.cut();
  }

  /** What comes over the connection. */
  private final class Calls extends JedisPubSub {

    @Override
    public void onSubscribe(String channel, int count) {
      heard();
      if (channel.equals(ownChannel)) {
        connected(this);
      } else {
        tell(channel, BusListener::listening);
      }
    }

    @Override
    public void onMessage(String channel, String message) {
      heard();
      if (message.startsWith("r ")) {
        tell(channel, listener -> listener.rang(entry(message)));
      } else {
        tell(channel, BusListener::presenceChanged);
      }
    }

    @Override
    public void onUnsubscribe(String channel, int count) {
      heard();
    }

    @Override
    public void onPong(String pattern) {
      heard();
    }
  }

  private synchronized void connectingNow(boolean now) {
    connecting = now;
    heardNanos = nanoClock.getAsLong();
  }

  private synchronized void heard() {
    heardNanos = nanoClock.getAsLong();
  }

  private void connected(JedisPubSub current) {
    backoff.reset();
    if (failing) {
      failing = false;
      LOG.log(Level.INFO, "bus heard again address={0}", address);
    }
    synchronized (this) {
      subscription = current;
      if (!listeners.isEmpty()) {
        current.subscribe(listeners.keySet().toArray(new String[0]));
      }
    }
  }

  private void lost(JedisException failure) {
    meters.count(Meter.BUS_CONNECTIONS_LOST);
    if (!failing) {
      failing = true;
      LOG.log(
          Level.WARNING,
          "bus not heard, tries again address={0} cause={1}",
          address,
          failure.getMessage());
    }
  }

  private void deafen() {
    List<BusListener> all;
    synchronized (this) {
      if (subscription == null) {
        return;
      }
      subscription = null;
      all = List.copyOf(listeners.values());
    }
    all.forEach(listener -> tell(listener, BusListener::deaf));
  }

  private void tell(String channel, Consumer<BusListener> call) {
    BusListener listener;
    synchronized (this) {
      listener = listeners.get(channel);
    }
    if (listener != null) {
      tell(listener, call);
    }
  }

  /* One table's trouble is not to end the loop for all. */
  private void tell(BusListener listener, Consumer<BusListener> call) {
    try {
      call.accept(listener);
    } catch (RuntimeException fault) {
      incidents.report(LOG, "bus", fault);
    }
  }

  /** Reads {@code r <offset> <tag>\n<body>}. */
  private Entry entry(String message) {
    int line = message.indexOf('\n');
    String[] head = message.substring(0, line).split(" ", -1);
    return texts.read(Long.parseLong(head[1]), head[2], message.substring(line + 1));
  }

  /* A write that fails has met a connection that is lost; the loop finds out by the cut. */
  private void orCut(Runnable write) {
    try {
      write.run();
    } catch (JedisException e) {
      LOG.log(Level.DEBUG, "subscription not written", e);
      connector.cut();
    }
  }
}
