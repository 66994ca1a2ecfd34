package dicegate.table.valkey;

import dicegate.loop.LoopThread;
import dicegate.table.log.BusListener;
import dicegate.table.log.Entry;
import dicegate.table.log.RandomText;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Metrics;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.SafeEncoder;

/**
 * The loop that receives notifications: one connection, one channel per table. Listeners are called
 * on its thread, except by {@link #onServerChanged()}.
 *
 * <p>Requests to subscribe and unsubscribe are written on the caller's thread. A write has no
 * time-out, so no more is written than fits in the socket's buffer: at most {@link
 * #MAX_UNCONFIRMED} requests are unconfirmed, and each confirmation admits the next.
 *
 * <p>A subscriber's read has no time-out either, and a half-open connection shows no error: {@link
 * #tick} pings, and cuts a connection that stays silent.
 */
final class Subscriber implements LoopThread.Work {

  /**
   * The most unconfirmed requests. A write has no time-out; each request is at most 300 bytes, and
   * all of them, 77 kB, fit into the send buffer of 256 kB. So nobody who joins, leaves or pings
   * waits for the network, and no third thread is needed.
   */
  static final int MAX_UNCONFIRMED = 256;

  private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int CHANNEL_BYTES = 9;

  private static final Logger LOG = System.getLogger(Subscriber.class.getName());

  private final LoopThread thread;
  private final Connector connector;
  private final ValkeyAddress address;
  private final EntryCodec codec;
  private final Metrics metrics;
  private final Incidents incidents;
  private final LongSupplier nanoClock;
  private final Backoff backoff = new Backoff();

  /** A channel of this node alone; its confirmation shows that a new connection works. */
  private final String ownChannel = "dicegate:node:" + RandomText.ofBytes(CHANNEL_BYTES);

  private final Map<String, Channel> channels = new HashMap<>(); // guarded by this

  /** The channels with a request still to be written; guarded by this. */
  private final Set<String> due = new LinkedHashSet<>();

  private @Nullable PubSubConnection connection; // guarded by this; null while it does not work
  private int unconfirmed; // guarded by this
  private long pingedNanos; // guarded by this
  private volatile boolean connecting;
  private volatile long lastMessageNanos;
  private boolean failing;

  Subscriber(
      ValkeyAddress address,
      EntryCodec codec,
      Metrics metrics,
      Incidents incidents,
      LongSupplier nanoClock) {
    String name = "dicegate-bus-subscriber";
    this.thread =
        new LoopThread(
            name, this, Connector.STALL_LIMIT, fault -> incidents.report(LOG, name, fault));
    this.connector = new Connector(address);
    this.address = address;
    this.codec = codec;
    this.metrics = metrics;
    this.incidents = incidents;
    this.nanoClock = nanoClock;
  }

  void start(Executor executor) {
    thread.start(executor);
  }

  /** Returns whether the loop runs and is not stuck; the server may be away. */
  boolean isAlive() {
    return thread.isAlive();
  }

  boolean awaitEnd(Duration limit) {
    return thread.awaitEnd(limit);
  }

  synchronized void subscribe(String channel, BusListener listener) {
    channels.computeIfAbsent(channel, name -> new Channel()).setListener(listener);
    due.add(channel);
    sendDue();
  }

  synchronized void unsubscribe(String channel) {
    Channel known = channels.get(channel);
    if (known != null) {
      known.setListener(null);
      due.add(channel);
      sendDue();
    }
  }

  /** Tells all listeners that calls go to another server, perhaps; from any thread. */
  void onServerChanged() {
    List<BusListener> listeners;
    synchronized (this) {
      listeners =
          channels.values().stream().map(Channel::activeListener).filter(Objects::nonNull).toList();
    }
    listeners.forEach(listener -> notifyListener(listener, BusListener::onServerChanged));
  }

  /** Pings, and cuts a silent connection; called once a second, from any thread. */
  void tick() {
    // Without the lock: its holder may be writing to the very connection that hangs.
    if (connecting && nanoClock.getAsLong() - lastMessageNanos > SILENCE_NANOS) {
      LOG.log(Level.WARNING, "bus silent, connection cut address={0}", address);
      connector.cut();
    } else {
      ping();
    }
  }

  void stop() {
    thread.stop();
    connector.shutDown();
  }

  @Override
  public void runOnce() throws InterruptedException {
    lastMessageNanos = nanoClock.getAsLong();
    connecting = true;
    try (PubSubConnection made = connector.connectPubSub()) {
      made.subscribe(List.of(ownChannel));
      while (!thread.isStopping()) {
        onMessage(made, made.next());
        thread.recordProgress();
      }
    } catch (JedisException e) {
      if (!thread.isStopping()) {
        lost(e);
      }
    } finally {
      connecting = false;
      connector.cut();
      markUnsubscribed();
    }
    thread.pause(Duration.ofMillis(backoff.nextMillis()));
  }

  @Override
  public void cleanUp() {
    connector.cut();
  }

  private void onMessage(PubSubConnection from, List<?> parts) {
    lastMessageNanos = nanoClock.getAsLong();
    String channel = text(parts.get(1));
    switch (text(parts.get(0))) {
      case "message" -> onNotice(channel, text(parts.get(2)));
      case "subscribe", "unsubscribe" -> {
        if (channel.equals(ownChannel)) {
          connected(from);
        } else {
          confirmed(channel);
        }
      }
      default -> LOG.log(Level.TRACE, "pong");
    }
  }

  private void onNotice(String channel, String message) {
    BusListener listener;
    synchronized (this) {
      Channel known = channels.get(channel);
      listener = known == null ? null : known.activeListener();
    }
    if (listener == null) {
      return;
    }
    if (message.equals(Script.PRESENCE_NOTICE)) {
      notifyListener(listener, BusListener::onPresenceChanged);
      return;
    }
    Optional<Entry> entry = codec.readNotice(message);
    // An unreadable notification may announce an entry: the listener has to read.
    notifyListener(
        listener,
        entry
            .<Consumer<BusListener>>map(read -> to -> to.onEntry(read))
            .orElse(BusListener::onSubscribed));
  }

  private void connected(PubSubConnection current) {
    backoff.reset();
    if (failing) {
      failing = false;
      LOG.log(Level.INFO, "bus subscribed again address={0}", address);
    }
    synchronized (this) {
      connection = current;
      due.addAll(channels.keySet());
      sendDue();
    }
  }

  private void confirmed(String channel) {
    BusListener listener = null;
    synchronized (this) {
      unconfirmed--;
      Channel confirmed = channels.get(channel);
      if (confirmed != null) {
        listener = confirmed.confirmed(due.contains(channel));
        removeIfIdle(channel);
      }
      sendDue();
    }
    if (listener != null) {
      notifyListener(listener, BusListener::onSubscribed);
    }
  }

  /** Writes as many due requests as may be unconfirmed. Guarded by this. */
  private void sendDue() {
    PubSubConnection current = connection;
    if (current == null) {
      due.forEach(this::removeIfIdle);
      due.clear();
      return;
    }
    List<String> wanted = new ArrayList<>();
    List<String> unwanted = new ArrayList<>();
    Iterator<String> next = due.iterator();
    while (next.hasNext() && unconfirmed < MAX_UNCONFIRMED) {
      String name = next.next();
      next.remove();
      Channel channel = channels.get(name);
      if (channel == null) {
        continue;
      }
      boolean wants = channel.listener() != null;
      if (wants || channel.isSubscribed()) {
        (wants ? wanted : unwanted).add(name);
        channel.onRequested(wants);
        unconfirmed++;
      } else {
        removeIfIdle(name);
      }
    }
    write(current, wanted, unwanted);
  }

  private void write(PubSubConnection current, List<String> wanted, List<String> unwanted) {
    try {
      if (!unwanted.isEmpty()) {
        current.unsubscribe(unwanted);
      }
      if (!wanted.isEmpty()) {
        current.subscribe(wanted);
      }
    } catch (JedisException e) {
      cutAfter(e);
    }
  }

  private synchronized void ping() {
    PubSubConnection current = connection;
    long now = nanoClock.getAsLong();
    if (current == null || now - pingedNanos < PING_NANOS) {
      return;
    }
    pingedNanos = now;
    try {
      current.sendPing();
    } catch (JedisException e) {
      cutAfter(e);
    }
  }

  /* The write failed since the connection is lost; the cut makes the loop notice. */
  private void cutAfter(JedisException failure) {
    LOG.log(Level.DEBUG, "subscription not written", failure);
    connector.cut();
  }

  private void lost(JedisException failure) {
    metrics.count(Counter.BUS_CONNECTIONS_LOST);
    if (!failing) {
      failing = true;
      LOG.log(
          Level.WARNING,
          "bus subscription lost, retrying address={0} cause={1}",
          address,
          failure.getMessage());
    }
  }

  private void markUnsubscribed() {
    List<BusListener> lost = new ArrayList<>();
    synchronized (this) {
      connection = null;
      unconfirmed = 0;
      for (Channel channel : channels.values()) {
        BusListener listener = channel.lost();
        if (listener != null) {
          lost.add(listener);
        }
      }
      channels.values().removeIf(Channel::isIdle);
      due.clear();
    }
    lost.forEach(listener -> notifyListener(listener, BusListener::onUnsubscribed));
  }

  private void removeIfIdle(String name) {
    Channel channel = channels.get(name);
    if (channel != null && channel.isIdle()) {
      channels.remove(name);
    }
  }

  /* A fault at one table must not end the loop for all. */
  private void notifyListener(BusListener listener, Consumer<BusListener> call) {
    try {
      call.accept(listener);
    } catch (RuntimeException fault) {
      incidents.report(LOG, "bus", fault);
    }
  }

  private static String text(Object part) {
    if (part instanceof byte[] bytes) {
      return SafeEncoder.encode(bytes);
    }
    throw new JedisConnectionException("message part is not text");
  }
}
