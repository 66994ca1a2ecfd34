package dicegate.gateway;

import dicegate.http.ConnectionLimiter;
import dicegate.table.Tables;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.verify.SeriesSource;
import dicegate.wire.json.JsonCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The WebSocket connections of this node, each under an id that the gateway gives it, with the
 * limit on their number.
 *
 * <p>One CDI bean per application. Thread-safe.
 */
public final class ClientRegistry {

  /** The time that a peer has to end a connection that the gateway has closed. */
  private static final long CLOSE_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** When a new connection is pinged for the first time. */
  private static final long CONFIRM_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Map<UUID, Connection> connections = new ConcurrentHashMap<>();
  private final GatewayContext context;
  private final ConnectionLimiter limiter;
  private final TimingWheel<Connection> wheel;

  /**
   * New connections. Payara loses the event of a connection that is reset while it is upgraded; a
   * ping fails then, which ends it.
   */
  private final TimingWheel<Connection> opened;

  /** The connections that are removed, until their peers have had time for the close frame. */
  private final TimingWheel<Connection> closing;

  private final Metrics metrics;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition removed = lock.newCondition();

  /**
   * Creates an empty registry.
   *
   * @param requester sends the connections' requests to the engines
   * @param seriesSource makes the series of sessions
   * @param shutdownFlag stops new work once it is set
   * @param addressUsages what the clients of each address use of their limits, over HTTP too
   * @param nanoClock returns the time as {@link System#nanoTime} does
   */
  public ClientRegistry(
      EngineRequester requester,
      Tables tables,
      SeriesSource seriesSource,
      ShutdownFlag shutdownFlag,
      JsonCodec json,
      GatewaySettings settings,
      AddressUsages addressUsages,
      Metrics metrics,
      LongSupplier nanoClock) {
    this.context =
        new GatewayContext(
            requester,
            json,
            settings,
            new SessionStore(nanoClock, seriesSource),
            addressUsages,
            tables,
            new JoinLimits(nanoClock),
            UnreadText.budget(settings.limits().distinguishesAddresses()),
            metrics,
            shutdownFlag,
            nanoClock);
    this.wheel = new TimingWheel<>(nanoClock);
    this.opened = new TimingWheel<>(nanoClock);
    this.closing = new TimingWheel<>(nanoClock);
    this.limiter =
        new ConnectionLimiter(settings.limits().clients(), settings.limits().perAddress());
    this.metrics = metrics;
  }

  /** Returns the number of connections. */
  public int size() {
    return connections.size();
  }

  /** Returns the limiter, which counts HTTP exchanges too. */
  public ConnectionLimiter limiter() {
    return limiter;
  }

  /** Returns the limits on attempts to join tables, which rolls by a key over HTTP share. */
  JoinLimits joinLimits() {
    return context.joinLimits();
  }

  /** Returns the number of sessions, with and without a connection. */
  public int sessions() {
    return context.sessions().size();
  }

  /**
   * Returns the text that clients have not read, in UTF-16 units, beyond a little of each
   * connection.
   */
  public long unreadChars() {
    return context.unreadText().held();
  }

  /** Tells whether the service is shutting down. */
  public boolean isDraining() {
    return context.shutdownFlag().isSet();
  }

  /**
   * Checks the time limits that are due, of connections and of sessions. For {@link
   * MaintenanceLoop}.
   */
  void tick() {
    for (Connection connection : wheel.takeDue()) {
      connection.check();
      if (connection.isClosed()) {
        // The container reports the close only after the peer's half of the closing handshake.
        remove(connection);
      }
    }
    opened.takeDue().forEach(Connection::confirm);
    closing.takeDue().forEach(Connection::abort);
    context.sessions().expire();
  }

  /**
   * Tells whether a connection from this address would be admitted now; counts it if not. Takes no
   * place.
   */
  ConnectionLimiter.Decision checkLimit(String address) {
    return isDraining() ? ConnectionLimiter.Decision.FULL : counted(limiter.check(address));
  }

  /**
   * Adds a new connection, or closes it if the limit is reached.
   *
   * @param address the client's address, as {@link ConnectionLimiter} counts it
   * @param speaksJson whether the client offered the JSON subprotocol, and so gets a hello first
   */
  Connection add(ClientSocket socket, String address, boolean speaksJson) {
    Connection connection = new Connection(UUID.randomUUID(), address, socket, context, wheel);
    if (counted(limiter.acquire(address)) != ConnectionLimiter.Decision.ADMITTED) {
      connection.reject();
      awaitEnd(connection);
      return connection;
    }
    connections.put(connection.id(), connection);
    connection.startTimer();
    if (!connection.isEnded()) {
      opened.set(new TimingWheel.Entry<>(connection), CONFIRM_NANOS);
    }
    if (isDraining()) {
      connection.closeForRestart();
    } else if (speaksJson) {
      connection.sendHello();
    }
    return connection;
  }

  /** Removes a connection. A container may report a close more than once, on any thread. */
  void remove(Connection connection) {
    if (connections.remove(connection.id(), connection)) {
      connection.onDisconnect();
      // The place is taken as long as the peer keeps the network connection.
      connection.whenEnded(() -> limiter.release(connection.address()));
      awaitEnd(connection);
      lock.lock();
      try {
        removed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Returns a snapshot of the connections. */
  List<Connection> connections() {
    return List.copyOf(connections.values());
  }

  /** Tells whether a connection is still in the registry. */
  boolean contains(Connection connection) {
    return connections.containsKey(connection.id());
  }

  /** Waits until the registry is empty, or the limit has passed. */
  void awaitEmpty(Duration limit) throws InterruptedException {
    long remainingNanos = limit.toNanos();
    lock.lock();
    try {
      while (!connections.isEmpty() && remainingNanos > 0) {
        remainingNanos = removed.awaitNanos(remainingNanos);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends the network connection of a closed connection, unless its peer does so soon. */
  private void awaitEnd(Connection connection) {
    if (!connection.isEnded()) {
      closing.set(new TimingWheel.Entry<>(connection), CLOSE_LIMIT_NANOS);
    }
  }

  private ConnectionLimiter.Decision counted(ConnectionLimiter.Decision decision) {
    switch (decision) {
      case ADMITTED -> {}
      case FULL -> metrics.count(Counter.CLIENTS_REFUSED);
      case FULL_FOR_ADDRESS -> metrics.count(Counter.CLIENTS_REFUSED_FOR_ADDRESS);
    }
    return decision;
  }
}
