package dicegate.gateway;

import dicegate.fleet.EngineFleet;
import dicegate.table.Tables;
import dicegate.telemetry.Counter;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Metrics;
import dicegate.wire.json.JsonCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Who is connected: one entry a connection, under an id of our own.
 *
 * <p>One CDI bean for all; thread-safe.
 */
public final class ClientRegistry {

  /** How often it is looked who can go, while clients are sent home. */
  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

  private final Map<UUID, Connection> connections = new ConcurrentHashMap<>();
  private final GatewayContext context;
  private final ConnectionLimiter limiter;
  private final Metrics metrics;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition removed = lock.newCondition();

  /**
   * Makes an empty registry, whose clients will ask the fleet and sit at the tables.
   *
   * @param nanoClock tells the time as {@link System#nanoTime} does
   */
  public ClientRegistry(
      EngineFleet fleet,
      Tables tables,
      JsonCodec json,
      GatewaySettings settings,
      Incidents incidents,
      Metrics metrics,
      LongSupplier nanoClock) {
    this.context =
        new GatewayContext(
            new EngineRequester(fleet, json, incidents, metrics),
            json,
            settings,
            new SessionStore(nanoClock),
            tables,
            metrics,
            new ShutdownFlag(),
            nanoClock);
    this.limiter = new ConnectionLimiter(settings.limits());
    this.metrics = metrics;
  }

  /** Returns how many clients are connected. */
  public int size() {
    return connections.size();
  }

  /** Returns how many sessions are remembered, those of connected clients among them. */
  public int sessions() {
    return context.sessions().size();
  }

  GatewayContext services() {
    return context;
  }

  /**
   * Looks after all clients and sessions: what is due by time alone. For {@link MaintenanceLoop}.
   */
  void tick() {
    for (Connection connection : connections.values()) {
      connection.check();
      if (connection.isClosed()) {
        // A container may wait long for the peer's part of the closing handshake.
        remove(connection);
      }
    }
    context.sessions().expire();
  }

  /** Tells whether one more may come in from an address; counts it if it may not. */
  ConnectionLimiter.Decision checkLimit(String address) {
    return isDraining() ? ConnectionLimiter.Decision.FULL : counted(limiter.check(address));
  }

  /** Tells whether the service is going down. */
  public boolean isDraining() {
    return context.shutdownFlag().isSet();
  }

  /**
   * Sends all clients home: takes no new work from now on, and closes every connection with 1012,
   * one after the other as soon as it has what it asked for, the last when the time is over; every
   * later one at once. So those who come back do not come all at once.
   *
   * @param time over how long to spread the closes; who asks for something is not held until then
   * @param closeLimit how long to wait then until all are gone; a client that does not read may
   *     take for ever
   */
  public void drain(Duration time, Duration closeLimit) {
    context.shutdownFlag().set();
    LongSupplier clock = context.nanoClock();
    long begin = clock.getAsLong();
    List<Connection> remaining = new ArrayList<>(connections.values());
    int all = remaining.size();
    try {
      while (!remaining.isEmpty()) {
        double share = time.isZero() ? 1 : (double) (clock.getAsLong() - begin) / time.toNanos();
        long due = 1 + (long) (share * all) - (all - remaining.size());
        closeForRestart(remaining, due, share >= 1);
        awaitEmpty(POLL_INTERVAL);
      }
      awaitEmpty(closeLimit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      connections.values().forEach(ClientRegistry::closeForRestart);
    }
  }

  /**
   * Enters a new connection, or turns it away if as many are in as may be.
   *
   * @param address where it comes from, for the count of those from there
   * @param speaksJson whether the client offered the JSON subprotocol, and so is due a hello
   */
  Connection add(ClientSocket socket, String address, boolean speaksJson) {
    Connection connection = new Connection(UUID.randomUUID(), address, socket, context);
    if (counted(limiter.acquire(address)) != ConnectionLimiter.Decision.ADMITTED) {
      connection.reject();
      return connection;
    }
    connections.put(connection.id(), connection);
    if (isDraining()) {
      closeForRestart(connection);
    } else if (speaksJson) {
      connection.sendHello();
    }
    return connection;
  }

  /** Removes a connection; containers may say goodbye more than once, on any thread. */
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

  private ConnectionLimiter.Decision counted(ConnectionLimiter.Decision decision) {
    switch (decision) {
      case ADMITTED -> {}
      case FULL -> metrics.count(Counter.CLIENTS_REFUSED);
      case FULL_FOR_ADDRESS -> metrics.count(Counter.CLIENTS_REFUSED_FOR_ADDRESS);
    }
    return decision;
  }

  /**
   * Sends home those whose turn it is.
   *
   * @param remaining who is still to go; who was sent is taken out
   * @param due how many are to go now, of those that have what they asked for
   * @param all whether all are to go, whatever they have
   */
  private void closeForRestart(List<Connection> remaining, long due, boolean all) {
    remaining.removeIf(connection -> !connections.containsKey(connection.id()));
    long more = due;
    Iterator<Connection> next = remaining.iterator();
    while (next.hasNext()) {
      Connection connection = next.next();
      if (all || (connection.isIdle() && (more > 0 || connection.askedWhileDraining()))) {
        closeForRestart(connection);
        next.remove();
        more--;
      }
    }
  }

  private void awaitEmpty(Duration limit) throws InterruptedException {
    long rest = limit.toNanos();
    lock.lock();
    try {
      while (!connections.isEmpty() && rest > 0) {
        rest = removed.awaitNanos(rest);
      }
    } finally {
      lock.unlock();
    }
  }

  private static void closeForRestart(Connection connection) {
    connection.close(CloseCode.SERVICE_RESTART, "service restart");
  }
}
