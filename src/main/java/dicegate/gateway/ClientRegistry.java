package dicegate.gateway;

import dicegate.table.Tables;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Metrics;
import dicegate.wire.json.JsonCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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

  private final Map<UUID, Connection> connections = new ConcurrentHashMap<>();
  private final GatewayContext context;
  private final ConnectionLimiter limiter;
  private final TimingWheel<Connection> wheel;
  private final Metrics metrics;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition removed = lock.newCondition();

  /**
   * Creates an empty registry.
   *
   * @param requester sends the connections' requests to the engines
   * @param shutdownFlag stops new work once it is set
   * @param nanoClock returns the time as {@link System#nanoTime} does
   */
  public ClientRegistry(
      EngineRequester requester,
      Tables tables,
      ShutdownFlag shutdownFlag,
      JsonCodec json,
      GatewaySettings settings,
      Metrics metrics,
      LongSupplier nanoClock) {
    this.context =
        new GatewayContext(
            requester,
            json,
            settings,
            new SessionStore(nanoClock),
            tables,
            metrics,
            shutdownFlag,
            nanoClock);
    this.wheel = new TimingWheel<>(nanoClock);
    this.limiter = new ConnectionLimiter(settings.limits());
    this.metrics = metrics;
  }

  /** Returns the number of connections. */
  public int size() {
    return connections.size();
  }

  /** Returns the number of sessions, with and without a connection. */
  public int sessions() {
    return context.sessions().size();
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
      return connection;
    }
    connections.put(connection.id(), connection);
    connection.startTimer();
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
      limiter.release(connection.address());
      connection.onDisconnect();
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

  private ConnectionLimiter.Decision counted(ConnectionLimiter.Decision decision) {
    switch (decision) {
      case ADMITTED -> {}
      case FULL -> metrics.count(Counter.CLIENTS_REFUSED);
      case FULL_FOR_ADDRESS -> metrics.count(Counter.CLIENTS_REFUSED_FOR_ADDRESS);
    }
    return decision;
  }
}
