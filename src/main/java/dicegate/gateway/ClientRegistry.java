package dicegate.gateway;

import dicegate.fleet.EngineFleet;
import dicegate.table.Tables;
import dicegate.telemetry.Incidents;
import dicegate.telemetry.Meter;
import dicegate.telemetry.Meters;
import dicegate.wire.json.JsonCodec;
import java.time.Duration;
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

  private final Map<UUID, Client> clients = new ConcurrentHashMap<>();
  private final Services services;
  private final Door door;
  private final Meters meters;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition left = lock.newCondition();
  private volatile boolean draining;

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
      Meters meters,
      LongSupplier nanoClock) {
    this.services =
        new Services(
            fleet, json, settings, new Sessions(nanoClock), tables, incidents, meters, nanoClock);
    this.door = new Door(settings.limits());
    this.meters = meters;
  }

  /** Returns how many clients are connected. */
  public int size() {
    return clients.size();
  }

  /** Returns how many sessions are remembered, those of connected clients among them. */
  public int sessions() {
    return services.sessions().size();
  }

  /** Looks after all clients and sessions: what is due by time alone. For {@link GatewayClock}. */
  void tick() {
    for (Client client : clients.values()) {
      client.check();
      if (client.isGivenUp()) {
        // A container may wait long for the peer's part of the closing handshake.
        leave(client);
      }
    }
    services.sessions().expire();
  }

  /** Tells whether one more may come in from an address; counts it if it may not. */
  Door.Answer look(String address) {
    return counted(door.look(address));
  }

  /**
   * Closes every connection with 1012, and every later one at once, and waits until all are gone.
   *
   * @param limit how long to wait at most; a client that does not read may take for ever
   */
  public void drain(Duration limit) {
    draining = true;
    clients.values().forEach(ClientRegistry::sendHome);
    long deadline = System.nanoTime() + limit.toNanos();
    lock.lock();
    try {
      while (!clients.isEmpty() && deadline - System.nanoTime() > 0) {
        left.awaitNanos(deadline - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Enters a new connection, or turns it away if as many are in as may be.
   *
   * @param address where it comes from, for the count of those from there
   * @param speaksJson whether the client offered the JSON subprotocol, and so is due a hello
   */
  Client enter(ClientSocket socket, String address, boolean speaksJson) {
    Client client = new Client(UUID.randomUUID(), address, socket, services);
    if (counted(door.enter(address)) != Door.Answer.WELCOME) {
      client.turnAway();
      return client;
    }
    clients.put(client.id(), client);
    if (draining) {
      sendHome(client);
    } else if (speaksJson) {
      client.greet();
    }
    return client;
  }

  /** Removes a connection; containers may say goodbye more than once, on any thread. */
  void leave(Client client) {
    if (clients.remove(client.id(), client)) {
      door.leave(client.address());
      client.gone();
      lock.lock();
      try {
        left.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private Door.Answer counted(Door.Answer answer) {
    switch (answer) {
      case WELCOME -> {}
      case FULL -> meters.count(Meter.CLIENTS_REFUSED);
      case FULL_FOR_ADDRESS -> meters.count(Meter.CLIENTS_REFUSED_FOR_ADDRESS);
    }
    return answer;
  }

  private static void sendHome(Client client) {
    client.close(CloseCode.SERVICE_RESTART, "service restart");
  }
}
